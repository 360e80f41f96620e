"""Scores the happenings: labelled mentions are grouped, groups and disputes laid beside those of a careful reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from benchmarks.quality.labels import LABELS
from dragoman.happenings import group_events, origins_of
from dragoman.happenings.disputes import find_disputes
from dragoman.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Event,
    Magnitude,
    Participant,
    Precision,
    Quad,
    Span,
    When,
)

SLOT = 2000
"""Characters of raw text between the mentions of a document, so that none lies by chance beside another."""
Groups = Sequence[Sequence[Event]]
Disagreement = tuple[str, frozenset[frozenset[str]]]
"""The field in dispute, and the mentions of each side."""


class GoldMention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mention as the coder would give it, and the happening that it reports."""

    id: str
    gold: str
    doc: str
    published: date
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: str
    rule: str
    mode: str | None = None
    when: tuple[date | None, date | None] = (None, None)
    basis: str = "stated"
    auxiliary: str = "happened"
    historical: bool = False
    people: dict[str, str] = {}
    number: tuple[float, str, str] | None = None
    """Value, unit, what is measured."""
    said_by: tuple[str, ...] = ()
    resolved: str = "name"
    """How the parties were resolved."""


class GoldDispute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the accounts of a happening differ in: the mentions of each side."""

    happening: str
    field: str
    sides: tuple[tuple[str, ...], ...]


class GoldCluster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Mentions that are easily taken for each other."""

    id: str
    thought: str
    mentions: tuple[GoldMention, ...]
    disputes: tuple[GoldDispute, ...]
    copies: dict[str, str] = {}


def read_clusters() -> list[GoldCluster]:
    """The labelled clusters."""
    lines = (LABELS / "happenings_dev.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=GoldCluster) for line in lines]


def score_happenings() -> dict[str, float]:
    """B-cubed and dispute figures of dragoman, and beside them of two simple ways to group.

    `same day` puts together what has parties, type and dates in common; `one dyad` all that has parties and type in
    common. All clusters are grouped at once.
    """
    clusters = read_clusters()
    events = [event for cluster in clusters for event in events_of(cluster)]
    originals = {f"{c.id}/{copy}": f"{c.id}/{original}" for c in clusters for copy, original in c.copies.items()}
    gold = {f"{c.id}/{m.id}": f"{c.id}/{m.gold}" for c in clusters for m in c.mentions}
    wanted = {disagreement for c in clusters for disagreement in _wanted(c)}
    scores = _scores(group_events(events, originals), gold, wanted, originals)
    for name, groups in (("same day", _by_day(events)), ("one dyad", _by_dyad(events))):
        scores |= {f"{name}: {figure}": value for figure, value in _scores(groups, gold, wanted, originals).items()}
    return scores


def events_of(cluster: GoldCluster) -> list[Event]:
    """The mentions as events; ids and documents bear the name of the cluster."""
    return [_event(cluster.id, mention, place) for place, mention in enumerate(cluster.mentions)]


def _event(cluster: str, mention: GoldMention, place: int) -> Event:
    document = f"{cluster}/{mention.doc}"
    cite = Span(document, SLOT * place, SLOT * place + len(mention.words), mention.words)
    first, last = mention.when
    return Event(
        id=f"{cluster}/{mention.id}",
        document=document,
        passage=f"{cluster}/{mention.id}",
        event_type=mention.type,
        mode=mention.mode,
        contexts=(),
        quad_code=Quad.VERBAL_COOPERATION,
        intensity=0.0,
        actors=tuple(_party(code, mention) for code in mention.actors),
        recipients=tuple(_party(code, mention) for code in mention.recipients),
        when=When(first, last, Precision.DAY if first == last else Precision.RANGE, Basis(mention.basis)),
        auxiliary=Auxiliary(mention.auxiliary),
        historical=mention.historical,
        said_by=mention.said_by,
        alleged=False,
        predicate=cite,
        cue="",
        cite=cite,
        rule=mention.rule,
        confidence=1.0,
        coder="label",
        coder_version="1",
        known_at=mention.published,
        magnitude=Magnitude(*mention.number, "", 0, 0) if mention.number else None,
    )


def _party(code: str, mention: GoldMention) -> Participant:
    kind = ActorKind.PERSON if code in mention.people else ActorKind.STATE
    name = mention.people.get(code, code)
    return Participant(code, name, kind, "GOV", name, 0, 0, mention.resolved)


def _wanted(cluster: GoldCluster) -> Iterable[Disagreement]:
    for dispute in cluster.disputes:
        yield dispute.field, frozenset(frozenset(f"{cluster.id}/{key}" for key in side) for side in dispute.sides)


def _by_day(events: Iterable[Event]) -> Groups:
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        groups[(*_dyad(event), event.when.earliest, event.when.latest)].append(event)
    return list(groups.values())


def _by_dyad(events: Iterable[Event]) -> Groups:
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        groups[_dyad(event)].append(event)
    return list(groups.values())


def _dyad(event: Event) -> tuple[frozenset[str], str]:
    return frozenset(p.code for p in (*event.actors, *event.recipients)), event.event_type


def _scores(
    groups: Groups, gold: Mapping[str, str], wanted: set[Disagreement], originals: Mapping[str, str]
) -> dict[str, float]:
    precision, recall = b_cubed([[event.id for event in group] for group in groups], gold)
    found = {
        (d.field, frozenset(frozenset(v.events) for v in d.versions))
        for group in groups
        for d in find_disputes(group, origins_of(group, originals), {})
    }
    right = len(found & wanted)
    return {
        "B3 precision": precision,
        "B3 recall": recall,
        "B3 F1": 2 * precision * recall / (precision + recall),
        "dispute precision": right / len(found) if found else 0.0,
        "dispute recall": right / len(wanted),
    }


def b_cubed(groups: Iterable[Sequence[str]], gold: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin, 1998).

    The mean over mentions of the share of those grouped with it that belong with it, and of those that belong with it
    that are grouped with it.

    >>> [round(figure, 2) for figure in b_cubed([["a", "b"], ["c"]], {"a": "x", "b": "x", "c": "x"})]
    [1.0, 0.56]
    """
    sizes: dict[str, int] = defaultdict(int)
    for name in gold.values():
        sizes[name] += 1
    precision = recall = 0.0
    for group in groups:
        for key in group:
            together = sum(gold[other] == gold[key] for other in group)
            precision += together / len(group)
            recall += together / sizes[gold[key]]
    return precision / len(gold), recall / len(gold)
