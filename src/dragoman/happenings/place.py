"""Places the tellings of one type between the same parties: narrow dates found groups, wider ones join what fits."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dragoman.happenings.fit import Group, fits, people_clash, same_family
from dragoman.happenings.slips import join_slips, join_stays
from dragoman.happenings.telling import Telling, Tier

NEARBY = 1000
"""Code points of raw text between two undated mentions of talks in one article that are taken for one. Untuned."""
LONG = 40
"""Characters of a sentence that does not come about twice by chance."""

ENOUGH = 30
"""How many groups that fit are looked at for the nearest."""


def place_tellings(tellings: Iterable[Telling]) -> list[Group]:
    """The groups. Any order of the tellings gives the same.

    Days first, then months, then guessed days of fresh news, then years: each tier may join what a narrower one
    founded, if exactly one group fits (of several, the one that the same article tells). Fresh news that fits several
    joins the nearest other fresh news. What is loose joins only within its article, or by the same words.
    """
    tiers: dict[Tier, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=_order):
        tiers[telling.tier].append(telling)
    groups = _place_tier([], tiers[Tier.DAY])
    if groups and groups[0].tellings[0].lead.event_type == "CONSULT":
        groups = join_stays(groups)
    groups = _place_tier(join_slips(groups), tiers[Tier.MONTH])
    groups = _place_tier(join_slips(groups), tiers[Tier.NEWS])
    groups = _place_tier(groups, tiers[Tier.YEAR])
    return _place_loose(groups, tiers[Tier.LOOSE])


def _order(telling: Telling) -> tuple[int, bool, int, str]:
    return telling.last - telling.first, telling.family is None, telling.first, telling.lead.id


class Shelf:
    """Groups in order of their first day, so that those near a date are found without looking at all."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, int]] = []
        self._groups: list[Group] = []
        self._widest = 0

    def put(self, group: Group) -> None:
        """Add a group; its extent must not change any more."""
        insort(self._starts, (group.first, len(self._groups)))
        self._groups.append(group)
        self._widest = max(self._widest, group.last - group.first)

    def fitting(self, telling: Telling) -> Iterator[Group]:
        """The groups that a telling fits, in order of their first day."""
        start = bisect_left(self._starts, (telling.first - self._widest, 0))
        for first, place in islice(self._starts, start, None):
            if first > telling.last:
                return
            if fits(telling, self._groups[place]):
                yield self._groups[place]


def _place_tier(groups: Sequence[Group], tellings: Sequence[Telling]) -> list[Group]:
    """Add the tellings of one tier to the groups that narrower ones founded."""
    placed, everywhere = list(groups), Shelf()
    by_voice: dict[str, Shelf] = defaultdict(Shelf)
    for group in placed:
        everywhere.put(group)
        for voice in group.outlooks:
            by_voice[voice].put(group)
    for telling in tellings:
        home = _only(by_voice[telling.voice], telling) or _only(everywhere, telling) or _nearest(everywhere, telling)
        if home is None:
            home = Group(telling)
            placed.append(home)
            everywhere.put(home)
            by_voice[telling.voice].put(home)
        else:
            if telling.voice not in home.outlooks:
                by_voice[telling.voice].put(home)
            home.add(telling)
    return placed


def _only(shelf: Shelf, telling: Telling) -> Group | None:
    """The group that fits, when there is just one."""
    fitting = list(islice(shelf.fitting(telling), 2))
    return fitting[0] if len(fitting) == 1 else None


def _nearest(shelf: Shelf, telling: Telling) -> Group | None:
    """The nearest of several groups that fit, where being near is enough: of days, and of guesses among guesses."""
    if telling.tier not in {Tier.DAY, Tier.NEWS}:
        return None
    fitting = [group for group in islice(shelf.fitting(telling), ENOUGH) if group.tier is telling.tier]
    return min(fitting, key=lambda g: abs(g.first - telling.first) + abs(g.last - telling.last), default=None)


def _place_loose(groups: Sequence[Group], tellings: Iterable[Telling]) -> list[Group]:
    """Undated and open tellings: to the one dated group of their article, to the same words, to talks told nearby."""
    placed = list(groups)
    by_voice: dict[str, list[Group]] = defaultdict(list)
    for group in placed:
        for voice in group.outlooks:
            by_voice[voice].append(group)
    by_words: dict[tuple[str, str], Group] = {}
    last: dict[str, Group] = {}
    for telling in sorted(tellings, key=lambda t: (t.voice, t.lead.document, t.lead.cite.start, t.lead.id)):
        words = (telling.lead.cite.quote, telling.lead.predicate.quote)
        home = by_words.get(words) or _only_dated(by_voice[telling.voice], telling) or _nearby(last, telling)
        if home is None:
            home = Group(telling)
            placed.append(home)
        else:
            home.add(telling)
        if home.tier is Tier.LOOSE:
            last[telling.voice] = home
        if len(words[0]) >= LONG:
            by_words.setdefault(words, home)
    return placed


def _only_dated(groups: Sequence[Group], telling: Telling) -> Group | None:
    fitting = list(islice((group for group in groups if fits(telling, group)), 2))
    return fitting[0] if len(fitting) == 1 else None


def _nearby(last: dict[str, Group], telling: Telling) -> Group | None:
    """Talks told again within a few sentences, both without a date."""
    group = last.get(telling.voice)
    if group is None or telling.lead.event_type != "CONSULT":
        return None
    lead = group.tellings[-1].lead
    near = lead.document == telling.lead.document and telling.lead.cite.start - lead.cite.start <= NEARBY
    same = same_family(telling.family, group.family) and telling.lead.historical == group.historical
    return group if near and same and _one_outlook(telling, group) else None


def _one_outlook(telling: Telling, group: Group) -> bool:
    return group.outlooks.get(telling.voice) == {telling.outlook} and not people_clash(telling.people, group.people)
