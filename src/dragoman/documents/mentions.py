"""Who is told of as holding an office, as having left it or as elected to it, and when that was so."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.phrases import PhraseBook, landmarks_of_bodies, load_landmarks

if TYPE_CHECKING:
    from dragoman.world import Holder, World

_HEADS = frozenset(("head-of-state", "head-of-government"))
_NAME = r"[A-Z][\w'-]*(?:\.(?=\s[A-Z]))?"
_NAMES = rf"(?P<name>{_NAME}(?:[ ](?:{_NAME}|bin|al|de|van|von|el|da|di|ul|ur|der)){{0,4}})"
_RANKS = r"(?:(?:General|Gen\.?|Field Marshal|Marshal|M(?:r|rs|s)\.?|Dr\.?|Sheikh|Sir|Lt\.? Gen\.?|Admiral|Col\.?)\s+)?"
_LEFT = re.compile(
    r"\b(?i:former|ex|late|ousted|deposed|erstwhile|one-?time|retired|slain|assassinated|murdered|toppled|exiled"
    r"|disgraced|jailed)[- ,]+(?:(?:[A-Z][\w.'-]*|an?|the|of|prime|long-?time)\s+){0,3}$"
)
_ONCE = re.compile(
    r"\b(?i:then|previous|past|future|vice|deputy|acting|first|last|interim|shadow|assistant|opposition|predecessor"
    r"|succeed(?:ed|s)?|replac(?:ed|es)|son of|widow of)[- ,]+"
    r"(?:(?:[A-Z][\w.'-]*|an?|the|of|prime)\s+){0,3}$"
)
_COMING = re.compile(r"\b(?i:incoming|president-elect and)\s+(?:[A-Z][\w.'-]*\s+){0,2}$")
_GOVERNMENT = re.compile(
    r"\b(?P<name>[A-Z][a-z][\w-]+)(?:'s)? (?P<title>administration|government|presidency|regime|cabinet)"
    r"(?= (?:now |still |also |itself )?"
    r"(?:is|has|wants?|says?|will|seems?|insists?|continues?|plans?|faces?|must|hopes?)\b)"
)
"""A government called by a name counts where it is told of in the present: its name is kept in telling what it did."""
_NO_ADJECTIVE = re.compile(r"\b(?:then|former|ex|previous|late|one-?time|who was)\b", re.IGNORECASE)
_BEFORE_TITLE = re.compile(rf"(?P<name>{_NAME}(?:[ ](?:{_NAME}|bin|al|de|van|von|el|da|di|ul|ur)){{1,3}})$")
_OF_COUNTRY = re.compile(
    rf"\b(?P<name>{_NAME}(?: (?:{_NAME}|bin|al|de|van|von|el|da|di|ul|ur)){{1,3}})"
    r" of (?P<state>(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)
_SWORN = re.compile(
    rf"\b(?P<name>{_NAME}(?: {_NAME}){{0,3}})(?:, [^,.]{{3,70}},)?"
    r" (?:was|has been|is) (?:formally )?(?:sworn in|inaugurated|installed)\b"
    rf"|\b(?P<taker>{_NAME}(?: {_NAME}){{0,3}}) (?:took|has taken) (?:the oath|office)\b"
)
_PERSON = re.compile(
    rf"\b(?:(?:Mr|Mrs|Ms|Herr|General|Marshal|Se\u00f1or)\.? (?P<surname>(?:de |van |von |al-)?{_NAME})(?! [A-Z])"
    rf"|(?P<full>{_NAME} (?:{_NAME} |de |van |von |bin |al ){{0,2}}{_NAME}))"
)
_ON_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this week)\b", re.IGNORECASE)
_NO_SURNAME = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|and|of|in|on"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
)
_OTHER_TITLE = re.compile(
    r"\b(?:crown prince|prince|princess"
    r"|(?:foreign|defen[cs]e|interior|finance|oil|justice|deputy|vice)[ -](?:prime )?"
    r"(?:minister|president|premier|secretary)"
    r"|ambassador|envoy|candidate|opposition leader|justice|judge|professor)\s+$",
    re.IGNORECASE,
)
"""Words that tell of someone that he is not, or not yet, the head of a state or government."""
_LONG_AGO = re.compile(r"\b(?:years?|decades?|months?) (?:ago|earlier|before|later)\b|\banniversary\b", re.IGNORECASE)
_WEEK = 7
_STEMS = tuple(
    "president minister premier chancellor taoiseach king queen emir sultan emperor shah prince pope leader secretary"
    " chairman chief counsellor advis director representative administration government presidency regime"
    " cabinet".split()
)
"""Parts of all titles: most sentences have none of them, and need no closer look."""
_WAIT = 200
"""Days between a vote and the oath, at most, as in Mexico before 2018."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person named with an office, and the times in which that could be said."""

    person: str
    title: str
    terms: tuple[Interval, ...]
    """For one told as in office, when he was; for one told as former, the times after; and so on."""
    standing: str
    """office, government, former, elect or named (without a title)."""
    start: int
    """Where it stands in the sentence."""
    end: int


class OfficeBook:
    """Looks up who is meant by a title and a name, and knows what is named without a date."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_name: dict[str, list[Holder]] = {}
        for holder in world.holders():
            surname = holder.name.rsplit(" ", 1)[-1]
            for name in {*holder.names, surname}:
                self._by_name.setdefault(name.casefold(), []).append(holder)
        self.phrases = PhraseBook((*load_landmarks(), *landmarks_of_bodies(world.actors.values())))
        """Events, bodies and states that texts name without a date."""

    def tenures(self, sentence: str) -> Iterator[Tenure]:
        """Find the persons whom a sentence names with an office, at the time of its writing."""
        patterns = _patterns()
        yield from self._of_countries(sentence)
        yield from self._sworn_in(sentence)
        yield from self._named(sentence)
        lowered = sentence.casefold()
        if not any(stem in lowered for stem in _STEMS):
            return
        for match in patterns.before_name.finditer(sentence):
            tenure = self._titled(match, sentence)
            if tenure:
                yield tenure
        for match in patterns.after_name.finditer(sentence):
            yield from self._explained(match, sentence)
        for match in _GOVERNMENT.finditer(sentence):
            yield from self._governing(match, sentence)

    def _titled(self, match: re.Match[str], sentence: str) -> Tenure | None:
        """Read `Prime Minister X`, with what stands before it."""
        before = sentence[max(match.start() - 60, 0) : match.start()]
        title, name = match.group("title"), match.group("name")
        if match.group("elect") or _COMING.search(before):
            standing = "elect"
        elif _LEFT.search(before):
            standing = "former"
        elif _ONCE.search(before):
            return None
        else:
            standing = "office"
        holders = self._holders(title, name, before)
        return _tenure(holders, title, standing, match.span()) if holders else None

    def _explained(self, match: re.Match[str], sentence: str) -> Iterator[Tenure]:
        """Read `X, the foreign minister`."""
        named = _BEFORE_TITLE.search(sentence, max(match.start() - 60, 0), match.start())
        if not named or _NO_ADJECTIVE.search(match.group()):
            return
        holders = self._holders(match.group("title"), named.group("name"), match.group(), whole=True)
        tenure = _tenure(holders, match.group("title"), "office", (named.start(), match.end())) if holders else None
        if tenure:
            yield tenure

    def _governing(self, match: re.Match[str], sentence: str) -> Iterator[Tenure]:
        """Read `the X administration`."""
        before = sentence[max(match.start() - 30, 0) : match.start()]
        known = self._by_name.get(match.group("name").casefold(), ())
        holders = [holder for holder in known if holder.office in _HEADS]
        if holders and not _LEFT.search(before) and not _ONCE.search(before):
            tenure = _tenure(holders, match.group("title"), "government", match.span())
            if tenure:
                yield tenure

    def _of_countries(self, sentence: str) -> Iterator[Tenure]:
        """Read `X of Peru and Y of Ecuador`: so are leaders named whom nobody need introduce."""
        for match in _OF_COUNTRY.finditer(sentence):
            known = self._by_name.get(match.group("name").casefold(), ())
            of_state = [h for h in known if h.office in _HEADS and self._is_state(h.code, match.group("state"))]
            tenure = _tenure(of_state, "leader", "office", match.span()) if of_state else None
            if tenure and not _NO_ADJECTIVE.search(sentence[max(match.start() - 20, 0) : match.start()]):
                yield tenure

    def _is_state(self, code: str, words: str) -> bool:
        actor = self._world.actors.get(code)
        return actor is not None and actor.name == words.removeprefix("the ")

    def _sworn_in(self, sentence: str) -> Iterator[Tenure]:
        """Read `X was sworn in on Friday`: the first week of a term of which the first day is known."""
        for match in _SWORN.finditer(sentence):
            words = (match.group("name") or match.group("taker")).split()
            names = (" ".join(words[first:]).casefold() for first in range(len(words)))
            known = next((self._by_name[name] for name in names if name in self._by_name), [])
            starts = {h.valid.earliest for h in known if h.valid.earliest and h.office in _HEADS and _has_first_day(h)}
            terms = tuple(Interval(day, shift_days(day, _WEEK)) for day in sorted(starts))
            if terms and _ON_DAY.search(sentence) and not _LONG_AGO.search(sentence):
                person = " or ".join(sorted({h.name for h in known}))
                yield Tenure(person, "sworn in", terms, "office", *match.span())

    def _named(self, sentence: str) -> Iterator[Tenure]:
        """Read `Mr Sadat` and `Jimmy Carter`: heads of states and governments who are named without their titles."""
        for match in _PERSON.finditer(sentence):
            name = (match.group("full") or match.group("surname")).removesuffix("'s")
            holders = [holder for holder in self._by_name.get(name.casefold(), ()) if holder.office in _HEADS]
            if holders and len({holder.name for holder in holders}) == 1:
                before = sentence[max(match.start() - 30, 0) : match.start()]
                known = self._by_name[name.casefold()]
                offices = [holder for holder in known if holder.name == holders[0].name]
                tenure = _tenure(offices, "leader", "named", match.span())
                if tenure and not _OTHER_TITLE.search(before) and not _LEFT.search(before) and not _ONCE.search(before):
                    yield tenure

    def _holders(self, title: str, name: str, before: str, *, whole: bool = False) -> list[Holder]:
        """Look the longest beginning of the words up that is a name of someone in such an office."""
        known_title = _titles()[" ".join(title.lower().split())]
        words = name.removesuffix("'s").split()
        for count in range(len(words), len(words) - 1 if whole else 0, -1):
            if count == 1 and len(words) > 1 and not _NO_SURNAME.match(words[1]):
                return []  # another person of that first name
            known = " ".join(words[:count]).removesuffix("'s").casefold()
            fitting = [holder for holder in self._by_name.get(known, ()) if holder.office in known_title.offices]
            holders = _bearing(title, fitting, exact=known_title.exact)
            if holders:
                return self._of_state(holders, before)
        return []

    def _of_state(self, holders: list[Holder], before: str) -> list[Holder]:
        """Of several persons of one name, keep those of the state that is named before the title."""
        if len({holder.code for holder in holders}) == 1:
            return holders
        named = [match for match in self._world.find_names(before) if len(before) - match.end < 4]
        codes = {entry.code for match in named[-1:] for entry in match.entries}
        return [holder for holder in holders if holder.code in codes] or holders


def _bearing(title: str, holders: list[Holder], *, exact: bool) -> list[Holder]:
    """Prefer those who bear the very title; other heads of a body count only with it."""
    bearing = [
        holder for holder in holders if title.lower().replace("-", " ") in holder.title.lower().replace("-", " ")
    ]
    if exact:
        return bearing
    return bearing or [holder for holder in holders if holder.office != "head"]


def _tenure(holders: Sequence[Holder], title: str, standing: str, span: tuple[int, int]) -> Tenure | None:
    terms = _merged(sorted(Interval(h.valid.earliest or date.min, h.valid.latest or date.max) for h in holders))
    if standing == "former":
        terms = _gaps(terms)
    elif standing == "elect":
        terms = tuple(Interval(shift_days(term.first, -_WAIT), term.first) for term in terms if term.first != date.min)
    person = " or ".join(sorted({holder.name for holder in holders}))
    return Tenure(person, title, terms, standing, *span) if terms else None


def _merged(terms: Sequence[Interval]) -> tuple[Interval, ...]:
    """Join terms that follow each other without a gap."""
    merged: list[Interval] = []
    for term in terms:
        if merged and term.first.toordinal() <= merged[-1].last.toordinal() + 1:
            merged[-1] = Interval(merged[-1].first, max(merged[-1].last, term.last))
        else:
            merged.append(term)
    return tuple(merged)


def _has_first_day(holder: Holder) -> bool:
    """Whether the first day of a term is on record, not only its month or year."""
    return len(holder.valid.expression.partition("..")[0]) == len("2014-03-12")


def _gaps(terms: Sequence[Interval]) -> tuple[Interval, ...]:
    """Give the times after each term, up to the next."""
    ends = [term.last for term in terms if term.last != date.max]
    starts = [term.first for term in terms[1:]]
    return tuple(Interval(end, start) for end, start in zip(ends, [*starts, date.max], strict=False))


@dataclass(frozen=True, slots=True)
class _Patterns:
    before_name: re.Pattern[str]
    after_name: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Title:
    offices: tuple[str, ...]
    exact: bool
    """Whether only those bear it of whom the book has it: any head of government may be called premier, none emir."""


@cache
def _titles() -> dict[str, _Title]:
    text = files("dragoman.documents.clues").joinpath("titles.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["title"]: _Title(tuple(row["offices"].split()), row["exact"] == "yes") for row in rows}


@cache
def _patterns() -> _Patterns:
    titles = "|".join(sorted(_titles(), key=len, reverse=True))
    return _Patterns(
        re.compile(rf"\b(?P<title>(?i:{titles}))(?P<elect>[- ](?:elect|designate))?\s+{_RANKS}{_NAMES}"),
        re.compile(
            r",\s+(?:(?:the|its|their|who is|now|currently|as)\s+)*(?:(?:country's|[A-Z][\w'-]+)\s+){0,3}"
            rf"(?P<title>(?i:{titles}))\b(?!\s+[A-Z])"
        ),
    )
