"""Who a sentence names: names and office-holders found by world/, ambiguity settled by the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.dates import overlap
from dragoman.model import ActorKind, Participant, When
from dragoman.world import NameEntry, NameMatch, World

ABOUT_BUT_NOT = re.compile(r"(?:anti|pro|non|post|ex|pre|trans|cross|de)[-‑–]$", re.IGNORECASE)
"""Before a name: the word is about the actor but does not name it as one."""
NOT_BY = re.compile(
    r"[-‑–](?:backed|based|born|made|controlled|occupied|administered|held|sponsored|style|funded|run|owned|supported|"
    r"armed|trained|linked|speaking|supplied|built|friendly|aligned|educated|majority|related)\b",
    re.IGNORECASE,
)
"""After a name: somebody else acts, with that actor's help or in its place."""
DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{3,30}(?:,\s+[A-Z][\w. ]{2,20})?(?:,?\s+[A-Z][a-z]+\.?\s+\d{1,2})?"
    r"\s*(?:\([\w ./]{2,20}\)\s*)?(?:-|–|—)+\s"
)
"""Before the first sentence of a report: where it was written, which names nobody."""
TITLE_BEFORE = re.compile(
    r"(?:Presidents?|Premier|Prime Minister|Minister|Chancellor|Secretary|King|Queen|Prince|Emir|Sultan|General|"
    r"Gen\.|Marshal|"
    r"Ayatollah|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Chairman|Leader|Envoy|Ambassador|Admiral|Senator|Sheikh|Shah|Pope|"
    r"Comrade|Colonel|"
    r"Vice[- ]President|Commissioner|Secretary-General|Secretary General)\s+$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the clean text of a document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who an article as a whole names beyond doubt: what settles a doubtful name."""

    codes: frozenset[str]
    full_names: frozenset[str]


def match_names(sentences: Iterable[Sentence], world: World) -> list[list[NameMatch]]:
    """The names of each sentence, without datelines and parts of compounds (`anti-Soviet`, `NATO-backed`)."""
    return [[m for m in world.find_names(s.text) if not _only_colours(s.text, m)] for s in sentences]


def _only_colours(text: str, match: NameMatch) -> bool:
    dateline = DATELINE.match(text)
    if dateline is not None and match.end <= dateline.end() and match.entries[0].kind is ActorKind.STATE:
        return True
    before = ABOUT_BUT_NOT.search(text, max(0, match.start - 7), match.start)
    return before is not None or NOT_BY.match(text, match.end) is not None


def gather_cast(matches: Iterable[Sequence[NameMatch]]) -> Cast:
    """The codes named without doubt, and the full names of the office-holders."""
    flat = [match for sentence in matches for match in sentence]
    certain = [m for m in flat if len({entry.code for entry in m.entries}) == 1 and not m.entries[0].ambiguous]
    names = {entry.name for m in flat for entry in m.entries if entry.kind is ActorKind.PERSON and " " in m.text}
    return Cast(frozenset(m.entries[0].code for m in certain), frozenset(names))


def name_participants(text: str, matches: Sequence[NameMatch], cast: Cast, at: When) -> list[Participant]:
    """The participants that the names of one sentence stand for; a name that stays in doubt is left out."""
    chosen = ((match, choose_entry(text, match, cast, at)) for match in matches)
    return [_participant(match, entry) for match, entry in chosen if entry is not None]


def _participant(match: NameMatch, entry: NameEntry) -> Participant:
    return Participant(
        code=entry.code,
        name=entry.name,
        kind=entry.kind,
        sector=entry.sector,
        text=match.text,
        start=match.start,
        end=match.end,
        basis=entry.basis,
    )


def choose_entry(text: str, match: NameMatch, cast: Cast, at: When) -> NameEntry | None:
    """The one actor that a name means here, or None where it stays in doubt."""
    entries = [entry for entry in match.entries if not entry.ambiguous or _introduced(text, match, entry, cast, at)]
    if not entries:
        return None
    if len({entry.code for entry in entries}) == 1:
        return _best_in_time(entries, at)
    for keep in (_named_in_full(entries, cast), _of_states(entries), _valid(entries, at), _among(entries, cast)):
        if len({entry.code for entry in keep}) == 1:
            return _best_in_time(keep, at)
        entries = keep or entries
    return None


def _introduced(text: str, match: NameMatch, entry: NameEntry, cast: Cast, at: When) -> bool:
    """Whether a surname that many share is known from its full name, or by a title: in office, or of a state named."""
    if entry.name in cast.full_names:
        return True
    if TITLE_BEFORE.search(text, max(0, match.start - 24), match.start) is None:
        return False
    return entry.code in cast.codes or {e.code for e in _valid(match.entries, at)} == {entry.code}


def _named_in_full(entries: Sequence[NameEntry], cast: Cast) -> list[NameEntry]:
    return [entry for entry in entries if entry.name in cast.full_names]


def _of_states(entries: Sequence[NameEntry]) -> list[NameEntry]:
    """Of one person who led a state and a party, the entries for the state (or for the body that came after)."""
    one_person = len({entry.name for entry in entries}) == 1 and entries[0].kind is ActorKind.PERSON
    return [entry for entry in entries if one_person and not entry.code.startswith("grp:")]


def _valid(entries: Sequence[NameEntry], at: When) -> list[NameEntry]:
    return [e for e in entries if overlap((e.valid.earliest, e.valid.latest), (at.earliest, at.latest))]


def _among(entries: Sequence[NameEntry], cast: Cast) -> list[NameEntry]:
    return [entry for entry in entries if entry.code in cast.codes]


def _best_in_time(entries: Sequence[NameEntry], at: When) -> NameEntry:
    """Of several terms of one person, or persons of one state, the one in office then, else the last before."""
    day = at.latest or at.earliest or date.max
    return min(entries, key=lambda entry: _distance(entry.valid, day))


def _distance(valid: When, day: date) -> int:
    first, last = valid.earliest or date.min, valid.latest or date.max
    return 0 if first <= day <= last else min(abs((day - first).days), abs((day - last).days))
