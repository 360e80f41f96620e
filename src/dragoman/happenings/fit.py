"""Whether a telling can belong to a group: the rules that keep two things apart."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from dragoman.happenings.telling import Outlook, Telling, Tier

FREQUENT = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "ASSAULT"})
"""Acts that the same parties repeat within days: a like type and a near date do not make two tellings one."""
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
"""Of these, those repeated so lightly that only the same verb makes two tellings one."""
NEXT_DAY = 1
"""Days between two publications that tell one frequent act as fresh news."""


class Group:
    """Tellings of one happening, as it grows. The extent is that of the founder, the narrowest."""

    def __init__(self, founder: Telling) -> None:
        self.first, self.last, self.tier, self.family = founder.first, founder.last, founder.tier, founder.family
        self.tellings: list[Telling] = []
        self.modes: set[str] = set()
        self.rules: set[str] = set()
        self.acts: set[str] = set()
        self.people: set[tuple[str, str]] = set()
        self.outlooks: dict[str, set[Outlook]] = {}
        """What each voice says became of it."""
        self.told: set[Outlook] = set()
        self.historical = True
        self.add(founder)

    def add(self, telling: Telling) -> None:
        """Take in a telling."""
        self.tellings.append(telling)
        self.family = self.family or telling.family
        if telling.lead.mode:
            self.modes.add(telling.lead.mode)
        self.rules.add(telling.lead.rule)
        self.acts.add(telling.act)
        self.people |= telling.people
        self.outlooks.setdefault(telling.voice, set()).add(telling.outlook)
        self.told.add(telling.outlook)
        self.historical = self.historical and telling.lead.historical

    def absorb(self, other: Group) -> None:
        """Take in all of another group; the extent spans both."""
        for telling in other.tellings:
            self.add(telling)
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)


def fits(telling: Telling, group: Group) -> bool:
    """Whether a telling can be of this group: dates, kind of act, outlook and persons all allow it."""
    return (
        telling.first <= group.last
        and group.first <= telling.last
        and same_family(telling.family, group.family)
        and not _contradicts(telling, group)
        and _is_close(telling, group)
    )


def same_family(one: str | None, other: str | None) -> bool:
    """Whether two kinds of act can be one; an unknown kind can be any."""
    return one is None or other is None or one == other


def people_clash(some: AbstractSet[tuple[str, str]], others: AbstractSet[tuple[str, str]]) -> bool:
    """Whether both name persons, and nobody whom both name: two visits of two ministers are two."""
    return bool(some) and bool(others) and some.isdisjoint(others)


def _contradicts(telling: Telling, group: Group) -> bool:
    """Whether one voice would say of one act that it was done and that it was not (or, days aside, is to be)."""
    own = group.outlooks.get(telling.voice)
    if own is None:
        return _denies_vaguely(telling, group)
    if (telling.outlook is Outlook.NOT) != (Outlook.NOT in own):
        return True
    return telling.outlook not in own and not (telling.tier is Tier.DAY and group.tier is Tier.DAY)


def _denies_vaguely(telling: Telling, group: Group) -> bool:
    """Whether one of two voices denies, and neither a date nor the same rule shows that both mean one act."""
    denied = (telling.outlook is Outlook.NOT) != (group.told == {Outlook.NOT})
    dated = telling.tier <= Tier.MONTH and group.tier <= Tier.MONTH
    return denied and not dated and telling.lead.rule not in group.rules


def _is_close(telling: Telling, group: Group) -> bool:
    """Whether the dates, of which the vaguer decides, are narrow enough to call two tellings one."""
    if telling.tier is Tier.DAY:
        return True
    if people_clash(telling.people, group.people):
        return False
    here, same_act = telling.voice in group.outlooks, telling.act in group.acts
    if telling.tier is Tier.LOOSE:
        same_kind = telling.lead.event_type == "CONSULT" or telling.lead.rule in group.rules
        return here and same_kind and telling.lead.historical == group.historical
    if telling.lead.event_type not in FREQUENT or (here and telling.tier is not Tier.YEAR):
        return True
    if telling.tier is Tier.NEWS and group.tier is Tier.NEWS:
        return same_act and abs(telling.last - group.last) <= NEXT_DAY
    return same_act or (telling.tier is not Tier.YEAR and telling.lead.event_type not in SPOKEN)
