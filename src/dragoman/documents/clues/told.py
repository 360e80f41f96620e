"""Clues in what an article tells: events as past, plans as ahead, well-known events, bodies and states that stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.evidence import Evidence
from dragoman.documents.clues.phrases import Hit
from dragoman.documents.clues.prose import Sentence
from dragoman.documents.clues.signs import Sign, since, until
from dragoman.documents.expressions import DateFound
from dragoman.model import Basis, Precision

_FOUNDING = 730
"""Days before its first day in which a body is told of: a treaty is signed long before it is in force."""
_MOST = 6
"""Of each kind so many clues count, the latest: more of them say the same."""
# what follows these words lies ahead of the writer, or lay ahead of those told of
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|should|must|can|to be|scheduled|slated|planned|plans?|planning"
    r"|(?:agreed|decided|vowed|offered|ordered|voted|wanted|asked|urged|threatened|committed|invited|meant|bound) to"
    r"|expect(?:s|ed)?|due|set (?:to|for)|upcoming|next|target(?:s|ed|ing)?|deadline|forecasts?|project(?:s|ed)"
    r"|projections?|predict(?:s|ed)|expires?|expiry|expiring|goals?|aims?|aimed|vision|agenda|hopes?|intends?|unless|if"
    r"|(?:asked|requested|instructed|authori[sz]ed|called on|invited|urged|allowed|told)\b[^.;,]{0,60}?"
    r" to (?!the\b|a\b)[a-z]+"
    r"|(?:comes?|enters?) into (?:force|effect)|takes? effect|bring into force"
    r"|promis(?:es|ed)|pledg(?:es|ed)|onwards?|going to|starting|effective|postponed|bid|extended|valid|budget)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|became|took|began|begun|won|lost|met|held|led|came|went|saw|sent|gave|made|fell|rose|broke"
    r"|left|struck|shot|stood|built|bought|sold|cut|put|drew|said|told|wrote|paid|fought|brought|kept|set up|seen|gone"
    r"|done|been|died|known|taken|given|[a-z]{2,}ed)\b"
)
_NO_PAST = frozenset("need needed united expected scheduled planned projected predicted slated hundred red".split())
_NOT_YET = frozenset(("by", "until", "till", "before", "for", "through", "to", "than", "towards", "toward", "from"))
"""Words that stand before a day that may lie ahead."""
_YEAR_AFTER = frozenset(("in", "since", "during", "of", "after", "early", "late", "mid", "and"))
"""Words before a bare year that make it a time of what is told."""
_AFTERMATH = re.compile(
    r"\b(?:in the (?:wake|aftermath) of|following|in response to|ever since|since|after)(?: the| its| their| a| an)? $",
    re.IGNORECASE,
)
_DATING_BACK = re.compile(r"\b(?:go(?:es)?|went|dat(?:es?|ing|ed)|reach(?:es|ing)?) back to (?:the )?$", re.IGNORECASE)
_HAD = re.compile(r"[^.;]{0,60}?\bhad\b")
_NAMED_AHEAD = re.compile(
    r"\s(?:[A-Z]?[\w-]+ ){0,2}(?:elections?|polls?|votes?|referendum|summit|games|olympics|world cup|conference|budget"
    r"|targets?|goals?|plan|deadline|agenda|season|census|expo|championships?|meeting|session|campaign|race|presidency)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:will|is to|are to|is due|are due|is scheduled|are scheduled|is set|are set|is expected|are expected"
    r"|plans? to|is slated|are slated|hopes to|intends to|is planned|are planned|shall)\b",
    re.IGNORECASE,
)
_OLD_PLAN = re.compile(
    r"\b(?:would|was to|were to|was due|were due|was scheduled|were scheduled|was set|was expected)\b"
)
_RUN_UP = re.compile(
    r"\b(?:ahead of|in the run-?up to|before|upcoming|forthcoming|prepar(?:es|ing) for|looks? ahead to|hosts?|to host"
    r"|in advance of|candidates? for|on course for|countdown to)\s+(?:its |the |their |this |a )?"
    r"(?P<year>(?:19|20)\d\d)\s(?=(?:[A-Z]?[\w-]+ ){0,2}"
    r"(?:elections?|polls?|vote|referendum|summit|games|olympics|world cup|conference|expo)\b)",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"(?:'s \w+| leaders?| government)?,? (?:still |now |also )?(?:is|are|has|have|will|wants?|says?|remains?"
    r"|continues?|may|can|must|seeks?|needs?|faces?|appears?|does|intends?|hopes?|supplies|supports?)\b"
)
_GONE = re.compile(r"\b(?:former|ex|old|then|defunct|erstwhile|if|late)[- ]$", re.IGNORECASE)
_KINDS = {Precision.DAY: "event-day", Precision.YEAR: "event-year"}
_AROUND = 500
"""Characters before and behind a date in which a verb is looked for: a sentence without an end may have many dates."""


def told_signs(evidence: Evidence, sentences: Sequence[Sentence]) -> list[Sign]:
    """Read what the body tells of as past and as ahead; of each kind the latest or the nearest few."""
    events = [sign for sentence in sentences for sign in _events(sentence, evidence)]
    plans = [sign for sentence in sentences for sign in _plans(sentence, evidence)]
    named = [sign for sentence in sentences for sign in _landmarks(sentence, evidence)]
    events.sort(key=lambda sign: sign.earliest, reverse=True)
    named.sort(key=lambda sign: sign.earliest, reverse=True)
    plans.sort(key=lambda sign: sign.latest)
    return [sign for signs in (events, plans, named) for sign in _few(signs)]


def _few(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Keep some signs of each kind: one a sentence, so that each counts as told once."""
    counts: dict[str, int] = {}
    seen: set[tuple[str, tuple[int, int] | None, str]] = set()
    for sign in signs:
        key = (sign.kind, None if sign.kind.startswith("event") else sign.place, sign.words)
        if key not in seen and counts.get(sign.kind, 0) < _MOST:
            seen.add(key)
            counts[sign.kind] = counts.get(sign.kind, 0) + 1
            yield sign


def latest_event(sentences: Sequence[Sentence]) -> DateFound | None:
    """Find the latest absolute date that a text tells of as past; None where it tells of none."""
    told = [found for sentence in sentences for found in sentence.dates if is_past(sentence, found)]
    return max(told, key=lambda found: found.earliest, default=None)


def _events(sentence: Sentence, evidence: Evidence) -> Iterator[Sign]:
    for found in sentence.dates:
        kind = "event-named" if _is_attribute(sentence.text, found) else _KINDS.get(found.precision, "event-month")
        if is_past(sentence, found):
            yield Sign(
                kind,
                Basis.LATEST_MENTION,
                since(found.earliest),
                found.expression,
                evidence.place(sentence.start + found.start, sentence.start + found.end),
                f"tells of {found.expression} as past",
                Precision.OPEN,
            )


def is_past(sentence: Sentence, found: DateFound) -> bool:
    """Whether a sentence tells of a date as past: a verb of the past stands nearer than a word of what is to come."""
    text = sentence.text
    if _AFTERMATH.search(text[: found.start]) and not _PLAN.search(text):
        return bool(_PAST.search(text))
    before = text[: found.start].rstrip(" ,(").rsplit(" ", 1)[-1].lower().strip(",(-")
    if before == "by" and _HAD.match(text, found.end) and not _AHEAD.search(text):
        return True
    if before in _NOT_YET and not re.search(r"\b(?:up|prior|back|compared) \w+$", text[: found.start].rstrip()):
        return False
    if found.precision is Precision.YEAR and before not in _YEAR_AFTER and not _DATING_BACK.search(text[: found.start]):
        return (
            _is_attribute(text, found) and not _NAMED_AHEAD.match(text, found.end) and bool(_nearest_past(text, found))
        )
    return bool(_DATING_BACK.search(text[: found.start])) or _nearest_past(text, found)


def _is_attribute(text: str, found: DateFound) -> bool:
    """Whether a year stands before what it is the year of: the 1998 tests."""
    if found.precision is not Precision.YEAR or not re.match(r" [a-z]", text[found.end : found.end + 2]):
        return False
    return bool(re.search(r"\b(?:the|that|their|its|his|her|a|an|'s)\s$", text[: found.start], re.IGNORECASE))


def _nearest_past(text: str, found: DateFound) -> bool:
    """Whether a past verb stands nearer to a date than a word of what is to come."""
    around = (max(found.start - _AROUND, 0), found.end + _AROUND)
    ahead = [match.span() for match in _AHEAD.finditer(text, *around)]
    past = [
        match.span()
        for match in _PAST.finditer(text, *around)
        if match.group() not in _NO_PAST and not any(0 <= match.start() - end <= 12 for _, end in ahead)
    ]
    if not past:
        return False
    return not ahead or min(_gap(span, found) for span in past) < min(_gap(span, found) for span in ahead)


def _gap(span: tuple[int, int], found: DateFound) -> int:
    """Letters between a word and a date; a word behind the date is a little farther off than one before it."""
    return found.start - span[1] if span[1] <= found.start else span[0] - found.end + 3


def _plans(sentence: Sentence, evidence: Evidence) -> Iterator[Sign]:
    """Read the one date of a sentence that tells a plan in the present."""
    text = sentence.text
    if len(sentence.dates) != 1 or _OLD_PLAN.search(text):
        return
    for match in _RUN_UP.finditer(text):
        if sentence.dates[0].start == match.start("year"):
            year = date(int(match.group("year")), 12, 31)
            yield _planned("planned-year", year, match.group(), match.span(), (sentence, evidence))
    if not _PLAN.search(text):
        return
    found = sentence.dates[0]
    before = text[: found.start].rstrip(" ,(").rsplit(" ", 1)[-1].lower()
    if found.precision is Precision.YEAR or is_past(sentence, found) or before in {"since", "of"}:
        return
    kind = "planned-day" if found.precision is Precision.DAY else "planned-month"
    yield _planned(kind, found.latest, found.expression, (found.start, found.end), (sentence, evidence))


def _planned(kind: str, day: date, words: str, span: tuple[int, int], where: tuple[Sentence, Evidence]) -> Sign:
    sentence, evidence = where
    place = evidence.place(sentence.start + span[0], sentence.start + span[1])
    return Sign(kind, Basis.RELATIVE, until(day), words, place, f"tells of {words.strip()} as ahead", Precision.OPEN)


def _landmarks(sentence: Sentence, evidence: Evidence) -> Iterator[Sign]:
    for hit in sentence.hits:
        place = evidence.place(sentence.start + hit.start, sentence.start + hit.end)
        if hit.landmark.what == "state":
            yield from _of_state(hit, sentence, place)
        elif hit.landmark.what == "body":
            yield _of_body(hit, place)
        elif not _is_to_come(sentence.text, hit):
            yield _named("landmark", Basis.LATEST_MENTION, hit, place)


def _is_to_come(text: str, hit: Hit) -> bool:
    """Whether it may be told of before it came: a vote that is planned."""
    return bool(_AHEAD.search(text[max(hit.start - 40, 0) : hit.start])) and not _PAST.search(text)


def _named(kind: str, basis: Basis, hit: Hit, place: tuple[int, int] | None) -> Sign:
    words, day = hit.landmark.words, hit.landmark.since
    return Sign(kind, basis, since(day), words, place, f"names {words}, of {day}", Precision.OPEN)


def _of_body(hit: Hit, place: tuple[int, int] | None) -> Sign:
    """Bound by a body, which is named while it is being founded too."""
    words, day = hit.landmark.words, shift_days(hit.landmark.since, -_FOUNDING)
    told = f"names {words}, founded on {hit.landmark.since}"
    return Sign("body", Basis.CONTEXT, since(day), words, place, told, Precision.OPEN)


def _of_state(hit: Hit, sentence: Sentence, place: tuple[int, int] | None) -> Iterator[Sign]:
    """Bound by a state that is told of as standing, and that ended."""
    text, landmark = sentence.text, hit.landmark
    stands = _STANDS.match(text, hit.end) and not _GONE.search(text[: hit.start]) and not sentence.dates
    if landmark.until and stands:
        told = f"tells of {landmark.words} in the present, which ended on {landmark.until}"
        spans = (Interval(landmark.since, landmark.until),)
        yield Sign("state", Basis.CONTEXT, spans, landmark.words, place, told)
