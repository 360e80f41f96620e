"""Groups that one happening left apart: a visit of some days, and one act dated in two articles by a slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dragoman.happenings.fit import FREQUENT, Group, people_clash, same_family
from dragoman.happenings.telling import Outlook, Tier, similarity, words_of

STAY = 3
"""Days between the arrival that an article tells and talks in the same article that belong to the visit."""
LONGEST_STAY = 6
"""Days from the first to the last telling of a visit."""
NEAR, QUIET = 3, 10
"""Two days so near are taken for one with a slip if the parties have nothing else so many days around. Untuned."""
NEAR_MONTH, QUIET_MONTHS = 31, 180
"""The same for months."""
ALIKE = 0.4
"""Share of words that two sentences about one act have in common, where no person is named in both. Untuned."""


def join_stays(groups: Iterable[Group]) -> list[Group]:
    """Join the days of one visit: those that a telling spans, and arrival, talks and departure in one article."""
    ordered = sorted(groups, key=_order)
    joined: dict[Group, Group] = {}
    _join_spanned(ordered, joined)
    for _, told in sorted(by_voice(ordered).items()):
        _join_stay(told, joined)
    return [group for group in ordered if group not in joined]


def _join_spanned(ordered: Sequence[Group], joined: dict[Group, Group]) -> None:
    """Join neighbours that a telling spans: `on 6 and 7 April`."""
    for before, after in pairwise(ordered):
        last = _now(before, joined)
        spans = any(t.first <= last.last and after.first <= t.last for t in (*last.tellings, *after.tellings))
        if spans and _is_short(last, after) and _is_same(last, after):
            last.absorb(after)
            joined[after] = last


def _join_stay(told: Sequence[Group], joined: dict[Group, Group]) -> None:
    """Go through what one voice tells, in order; `joined` leads from a group to the one that took it in."""
    last = _now(told[0], joined)
    for each in told[1:]:
        group = _now(each, joined)
        if group is not last and _is_stay(last, group):
            last.absorb(group)
            joined[group] = last
        else:
            last = group


def _now(group: Group, joined: Mapping[Group, Group]) -> Group:
    """The group that a group is part of by now."""
    while group in joined:
        group = joined[group]
    return group


def _order(group: Group) -> tuple[int, int, str]:
    return group.first, group.last, min(telling.lead.id for telling in group.tellings)


def _is_stay(before: Group, after: Group) -> bool:
    near = after.first - before.last <= STAY and "visit" in before.modes | after.modes
    return near and _is_short(before, after) and _is_same(before, after)


def _is_short(before: Group, after: Group) -> bool:
    return max(after.last, before.last) - min(after.first, before.first) <= LONGEST_STAY


def _is_same(before: Group, after: Group) -> bool:
    """Whether two groups can be of one kind, with the same people and the same outcome."""
    return (
        same_family(before.family, after.family)
        and not people_clash(before.people, after.people)
        and _denied(before) == _denied(after)
    )


def _denied(group: Group) -> bool:
    return Outlook.NOT in group.told


def join_slips(groups: Iterable[Group]) -> list[Group]:
    """Join two groups of different articles with near dates where the parties have nothing else around that time."""
    ordered = sorted(groups, key=_order)
    kept: list[Group] = []
    for i, group in enumerate(ordered):
        if kept and _is_slip(ordered, i) and kept[-1] is ordered[i - 1]:
            kept[-1].absorb(group)
        else:
            kept.append(group)
    return kept


def _is_slip(ordered: Sequence[Group], i: int) -> bool:
    """Whether a group and the one before it are one, and nothing is near them."""
    before, after = ordered[i - 1], ordered[i]
    days = before.tier is Tier.DAY and after.tier is Tier.DAY
    near, quiet = (NEAR, QUIET) if days else (NEAR_MONTH, QUIET_MONTHS)
    if not 0 < after.first - before.last <= near or (days and after.last - before.first > 2 * near):
        return False
    others = [group for group in ordered[i + 1 :][:3] if not _is_talk_of(after, group)]
    lonely = (i < 2 or before.first - ordered[i - 2].last > quiet) and (
        not others or others[0].first - after.last > quiet
    )
    return lonely and _is_one_act(before, after)


def _is_one_act(before: Group, after: Group) -> bool:
    """Whether two accounts tell one act: of two voices, of one kind, with a person in common or in like words."""
    frequent = before.tellings[0].lead.event_type in FREQUENT and not _is_one_visitor(before, after)
    if frequent or _denied(before) or _denied(after):
        return False
    if not before.outlooks.keys().isdisjoint(after.outlooks) or not same_family(before.family, after.family):
        return False
    if people_clash(before.people, after.people) or not (_may_become(before, after) and _may_become(after, before)):
        return False
    return bool(before.people & after.people) or any(
        similarity(words_of(a.lead), words_of(b.lead)) >= ALIKE for a in before.tellings[:5] for b in after.tellings[:5]
    )


def _is_talk_of(visit: Group, talk: Group) -> bool:
    """Whether a group tells talks of a visit's days, and no visit of its own."""
    days = 0 <= talk.first - visit.last <= STAY and talk.last - visit.first <= LONGEST_STAY
    return days and "visit" in visit.modes and "visit" not in talk.modes and bool(visit.people & talk.people)


def _is_one_visitor(before: Group, after: Group) -> bool:
    """Whether both tell a visit of the same person: nobody arrives in one country twice within days."""
    return "visit" in before.modes and "visit" in after.modes and bool(before.people & after.people)


def _may_become(plan: Group, deed: Group) -> bool:
    """Whether a plan could be that of a deed: it was known before. What is no mere plan may be anything."""
    if plan.told != {Outlook.PLANNED}:
        return True
    known = [telling.lead.known_at for telling in plan.tellings if telling.lead.known_at is not None]
    return bool(known) and min(known).toordinal() <= deed.first


def by_voice(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """The groups that each voice tells."""
    told: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for voice in group.outlooks:
            told[voice].append(group)
    return told
