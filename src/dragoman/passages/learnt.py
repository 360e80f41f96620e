"""Names that an article teaches: a minister introduced by his state, an abbreviation in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from dragoman.model import ActorKind, Participant
from dragoman.passages.actors import Sentence

OFFICE = (
    r"(?:(?:[Ff]ormer|[Aa]cting|[Dd]eputy|[Vv]ice|[Ii]nterim|[Nn]ew|[Ss]enior|[Cc]hief|[Ff]oreign|[Pp]rime|"
    r"[Dd]efen[cs]e|[Ii]nterior|"
    r"[Ff]inance|[Tt]rade|[Ee]nergy|[Oo]il|[Ee]conomy|[Hh]ome|[Ss]tate|[Ss]pecial|[Nn]ational|[Ss]ecurity|"
    r"[Aa]rmy|[Mm]ilitary|[Nn]aval|"
    r"[Gg]overnment|[Pp]residential|[Cc]rown|[Aa]ir)[ -]){0,3}"
    r"(?:[Pp]resident|[Mm]inister|[Pp]remier|[Cc]hancellor|[Ss]ecretary|[Aa]mbassador|[Ee]nvoy|[Ss]pokes(?:man|"
    r"woman|person)|"
    r"[Ll]eader|[Gg]eneral|[Aa]dmiral|[Cc]olonel|[Mm]arshal|[Kk]ing|[Qq]ueen|[Ee]mir|[Ss]ultan|[Pp]rince|"
    r"[Nn]egotiator|[Dd]iplomat|[Cc]hief|"
    r"[Aa]dvis[eo]r|[Oo]fficial|[Cc]ommander|[Ss]peaker|[Cc]ommissioner)"
)
NAME = (
    r"(?P<name>[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|bin|al|el|ibn|de|da|dos|van|von|der|[A-Z]l-[A-Z][\w’'-]+|al-[A-Z][\w’'-]+|"
    r"[A-Z][\w’'-]+)){0,3}\s[A-Z][\w’'-]+)"
)
BEHIND = re.compile(rf"(?:[’']s)?\s+{OFFICE},?\s+{NAME}")
"""Behind the state: `Polish foreign minister Jan Kowalski`, `Poland's foreign minister, Jan Kowalski`."""
BEFORE = re.compile(rf"{NAME},\s+(?:the\s+|a\s+|an\s+)?$")
"""Before the state, when an office follows it: `Jan Kowalski, the Polish foreign minister`."""
FOLLOWED = re.compile(rf"(?:[’']s)?\s+{OFFICE}\b")
OF_STATE = re.compile(rf"{OFFICE}\s+{NAME}\s+of\s+(?:the\s+)?$")
"""Before the state: `Foreign Minister Jan Kowalski of Poland`."""
BRACKETED = re.compile(r"\s\((?P<short>[A-Z][A-Za-z]{0,2}[A-Z][A-Z0-9&-]{0,6}|[A-Z]{2,8})\)")
NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December The In On At After Before North South East West".split()
)


def learn_names(sentences: Sequence[Sentence], named: Sequence[Sequence[Participant]]) -> list[list[Participant]]:
    """The participants of each sentence, with those whom an earlier sentence, or the same, introduces."""
    known: dict[str, Participant] = {}
    found: list[list[Participant]] = []
    for sentence, participants in zip(sentences, named, strict=True):
        known.update(_taught(sentence.text, participants))
        again = [p for p in _named_again(sentence.text, known) if not _overlaps(p, participants)]
        found.append(sorted([*participants, *again], key=lambda p: (p.start, p.end)))
    return found


def _taught(text: str, participants: Sequence[Participant]) -> Iterator[tuple[str, Participant]]:
    for owner in participants:
        if owner.kind in {ActorKind.STATE, ActorKind.ORGANISATION} and owner.basis != "capital":
            yield from _people(text, owner, participants)
        bracket = BRACKETED.match(text, owner.end)
        if bracket and " " in owner.text and owner.kind is not ActorKind.PERSON:
            yield bracket["short"], owner


def _people(text: str, owner: Participant, participants: Sequence[Participant]) -> Iterator[tuple[str, Participant]]:
    matches = [BEHIND.match(text, owner.end), OF_STATE.search(text, max(0, owner.start - 90), owner.start)]
    if FOLLOWED.match(text, owner.end):
        matches.append(BEFORE.search(text, max(0, owner.start - 60), owner.start))
    for match in matches:
        if match is None or _names_someone(match, participants) or not NOT_NAMES.isdisjoint(match["name"].split()):
            continue
        name = re.sub(r"[’']s$", "", match["name"])
        person = replace(owner, name=name, kind=ActorKind.PERSON, sector="GOV", basis="holder")
        yield name, person
        yield name.split()[-1], person


def _names_someone(match: re.Match[str], participants: Sequence[Participant]) -> bool:
    start, end = match.span("name")
    return any(p.start < end and start < p.end for p in participants)


def _named_again(text: str, known: Mapping[str, Participant]) -> Iterator[Participant]:
    """Every place where a name that was taught stands; the longest name first."""
    if not known:
        return
    pattern = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
        yield replace(known[match[0]], text=match[0], start=match.start(), end=match.end())


def _overlaps(participant: Participant, others: Sequence[Participant]) -> bool:
    return any(participant.start < p.end and p.start < participant.end for p in others)
