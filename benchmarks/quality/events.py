"""Scores the coder: each labelled event is laid beside the coded event that tells the same, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.quality.labels import GoldEvent, GoldText
from dragoman.dates import overlap
from dragoman.events import Coder, code_passages
from dragoman.ids import content_id
from dragoman.model import Basis, Document, Event, Precision, Segment, When
from dragoman.passages import Reader, read_passages

GUESSED = frozenset({Basis.PUBLICATION, Basis.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled event and the coded event beside it; one may be missing."""

    text: GoldText
    gold: GoldEvent | None
    coded: Event | None


def document_of(text: GoldText) -> Document:
    """The text as a clean document published on its day."""
    published = When(text.published, text.published, Precision.DAY, Basis.METADATA, str(text.published))
    whole = (Segment(0, len(text.text), 0, len(text.text)),)
    return Document(content_id("doc", text.text), text.id, text.text, text.text, whole, (), published, language="en")


def code_texts(texts: Iterable[GoldText], reader: Reader, coder: Coder) -> Iterator[tuple[GoldText, list[Event]]]:
    """What the coder makes of each text."""
    for text in texts:
        yield text, list(code_passages(read_passages([document_of(text)], reader), coder))


def pair_events(text: GoldText, coded: Sequence[Event]) -> list[Pair]:
    """Lay labelled and coded events side by side, the best fitting first; the rest stand alone."""
    scored = [(_likeness(text, g, c), i, j) for i, g in enumerate(text.events) for j, c in enumerate(coded)]
    gold_left, coded_left = dict(enumerate(text.events)), dict(enumerate(coded))
    pairs = []
    for score, i, j in sorted(scored, reverse=True):
        if score >= 3 and i in gold_left and j in coded_left:
            pairs.append(Pair(text, gold_left.pop(i), coded_left.pop(j)))
    pairs += [Pair(text, gold, None) for gold in gold_left.values()]
    pairs += [Pair(text, None, event) for event in coded_left.values()]
    return pairs or [Pair(text, None, None)]


def _likeness(text: GoldText, gold: GoldEvent, coded: Event) -> int:
    """Points for the same words (3), type (2), actors (1), recipients (1); parties or type must agree somewhere."""
    at = text.text.find(gold.quote)
    same_words = at >= 0 and coded.predicate.start < at + len(gold.quote) and at < coded.predicate.end
    same_type = gold.event_type == coded.event_type
    shared = bool(everybody(gold) & coded_codes(coded))
    if not shared and not (same_words and same_type):
        return 0
    return 3 * same_words + 2 * same_type + actors_right(gold, coded) + recipients_right(gold, coded)


def everybody(gold: GoldEvent) -> set[str]:
    """All parties of a labelled event."""
    return {*gold.actors, *gold.recipients}


def coded_codes(coded: Event) -> set[str]:
    """All parties of a coded event."""
    return {p.code for p in (*coded.actors, *coded.recipients)}


def actors_right(gold: GoldEvent, coded: Event) -> bool:
    """Whether exactly the labelled actors were coded."""
    return set(gold.actors) == {p.code for p in coded.actors}


def recipients_right(gold: GoldEvent, coded: Event) -> bool:
    """Whether exactly the labelled recipients were coded."""
    return set(gold.recipients) == {p.code for p in coded.recipients}


def date_right(gold: GoldEvent, coded: Event) -> bool:
    """Whether the coded date holds the labelled one and is at most twice as wide (or a month), or both are unknown."""
    when = coded.when
    if gold.when is None:
        return when.basis in GUESSED or not when.known
    first, last = gold.when
    if when.basis in GUESSED or not overlap((when.earliest, when.latest), gold.when):
        return False
    if first is None or last is None or when.earliest is None or when.latest is None:
        return (first is None, last is None) == (when.earliest is None, when.latest is None)
    return (when.latest - when.earliest).days <= max(2 * (last - first).days, 31)


def speaker_right(gold: GoldEvent, coded: Event) -> bool:
    """Whether the innermost speaker is the labelled one; words are compared loosely."""
    wanted = () if gold.said_by == "author" else (gold.said_by,) if isinstance(gold.said_by, str) else gold.said_by
    if not wanted or not coded.said_by:
        return bool(wanted) == bool(coded.said_by)
    a, b = wanted[-1].lower(), coded.said_by[-1].lower()
    return a == b or a in b or b in a


@dataclass(slots=True)
class Count:
    """True and false positives and misses."""

    right: int = 0
    coded: int = 0
    labelled: int = 0

    @property
    def precision(self) -> float:
        """Right of coded."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Right of labelled."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.coded + self.labelled) if self.coded + self.labelled else 0.0


def score_events(pairs: Sequence[Pair]) -> dict[str, float]:
    """All figures of a part. `triple` wants type, actors and recipients right; fields are of the paired events."""
    both = [(p.gold, p.coded) for p in pairs if p.gold is not None and p.coded is not None]
    labelled, coded = sum(p.gold is not None for p in pairs), sum(p.coded is not None for p in pairs)
    found = Count(len(both), coded, labelled)
    triples = sum(g.event_type == c.event_type and actors_right(g, c) and recipients_right(g, c) for g, c in both)
    triple = Count(triples, coded, labelled)
    scores = {
        "found precision": found.precision,
        "found recall": found.recall,
        "found F1": found.f1,
        "triple precision": triple.precision,
        "triple recall": triple.recall,
        "triple F1": triple.f1,
        "no-event F1": _no_event(pairs).f1,
        "historical F1": _flag(both, "historical").f1,
    }
    for name, right in _FIELDS.items():
        scores[name] = sum(right(g, c) for g, c in both) / len(both) if both else 0.0
    scores |= {f"{kind} F1": _auxiliary(both, kind).f1 for kind in ("planned", "offered", "hypothetical", "negated")}
    return scores


_FIELDS = {
    "type": lambda g, c: g.event_type == c.event_type,
    "mode": lambda g, c: g.mode == c.mode,
    "actor": actors_right,
    "recipient": recipients_right,
    "auxiliary": lambda g, c: g.auxiliary == c.auxiliary.value,
    "date": date_right,
    "speaker": speaker_right,
    "alleged": lambda g, c: g.alleged == c.alleged,
}


def _flag(both: Sequence[tuple[GoldEvent, Event]], name: str) -> Count:
    return Count(
        sum(getattr(g, name) and getattr(c, name) for g, c in both),
        sum(getattr(c, name) for _, c in both),
        sum(getattr(g, name) for g, _ in both),
    )


def _auxiliary(both: Sequence[tuple[GoldEvent, Event]], kind: str) -> Count:
    return Count(
        sum(g.auxiliary == kind == c.auxiliary.value for g, c in both),
        sum(c.auxiliary.value == kind for _, c in both),
        sum(g.auxiliary == kind for g, _ in both),
    )


def _no_event(pairs: Sequence[Pair]) -> Count:
    """Texts without an event: found when nothing is coded. They come as pairs without both."""
    gold_empty = {p.text.id for p in pairs} - {p.text.id for p in pairs if p.gold is not None}
    coded_empty = {p.text.id for p in pairs} - {p.text.id for p in pairs if p.coded is not None}
    return Count(len(gold_empty & coded_empty), len(coded_empty), len(gold_empty))


def confusions(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """Labelled and coded type of the paired events that differ in it, and of those missed or made up."""
    return Counter(
        (p.gold.event_type if p.gold else "-", p.coded.event_type if p.coded else "-")
        for p in pairs
        if p.gold is None or p.coded is None or p.gold.event_type != p.coded.event_type
    )
