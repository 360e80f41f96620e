"""Passages become event mentions: each candidate is dated, judged, attributed, and cited."""

from __future__ import annotations

import csv
import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from msgspec.structs import replace

from dragoman.alignment import to_raw
from dragoman.events.attribution import speakers_of
from dragoman.events.auxiliary import Verdict, judge_noun, judge_verb
from dragoman.events.candidate import Candidate
from dragoman.events.clauses import Clauses
from dragoman.events.magnitude import find_magnitudes
from dragoman.events.match import Sentence
from dragoman.events.predicates import REJECT_MODES, REQUEST_MODES, THREAT_MODES, find_candidates, party_codes
from dragoman.events.roles import actors_of, build_cast
from dragoman.events.timing import date_event, fall_back, in_the_past, is_background, lies_ahead, lies_behind
from dragoman.ids import content_id
from dragoman.model import ActorKind, Auxiliary, Basis, Event, Magnitude, Participant, Passage, Quad, Span, When
from dragoman.ontology import Ontology, load_ontology
from dragoman.world import World

CODER = "dragoman-rules"
CODER_VERSION = "1"
SPORT = re.compile(
    r"\b\d{1,3}-\d{1,3}\b(?=\s+(?:in|at|on|to|after|win|victory|defeat|\.|,))"
    r"|\b(?:wickets?|World Cup|Cup final|semi-?final|quarter-?final|qualifiers?|innings|penalties|gold medal)\b"
    r"|\b(?:football|cricket|hockey|rugby|basketball|soccer|tennis) (?:team|match|side|squad|game)\b"
)
"""Contests of teams: who beats whom there is no act of states."""
REFERRING = frozenset({"pronoun", "description"})


@dataclass(frozen=True, slots=True)
class Coder:
    """What coding needs: loaded once a process."""

    world: World
    ontology: Ontology
    organs: Mapping[str, str]
    standing: frozenset[str]


def load_coder(world: World) -> Coder:
    """A coder over the bundled ontology."""
    return Coder(world, load_ontology(), load_organs(), load_standing())


def load_organs() -> dict[str, str]:
    """Nouns that act for whoever their modifier names, with their PLOVER sector."""
    text = (files("dragoman.events") / "data" / "organs.csv").read_text(encoding="utf-8")
    return {row["noun"]: row["sector"] for row in csv.DictReader(text.splitlines())}


def load_standing() -> frozenset[str]:
    """Nouns that name a standing relation rather than an event."""
    text = (files("dragoman.events") / "data" / "standing.csv").read_text(encoding="utf-8")
    return frozenset(row["noun"] for row in csv.DictReader(text.splitlines()))


def code_passages(passages: Iterable[Passage], coder: Coder) -> Iterator[Event]:
    """The event mentions of each passage, in the order of their predicates."""
    for passage in passages:
        if passage.tokens:
            yield from code_passage(passage, coder)


def code_passage(passage: Passage, coder: Coder) -> list[Event]:
    """The event mentions of one parsed passage."""
    clauses = Clauses(passage.tokens)
    sentence = Sentence(
        build_cast(passage, clauses, coder.organs, _places(passage, coder.world)), coder.ontology, coder.standing
    )
    if SPORT.search(passage.text):
        return []
    judged = [(c, judge_candidate(sentence, c)) for c in find_candidates(sentence)]
    kept = [(recast(sentence, candidate, verdict), verdict) for candidate, verdict in judged if not verdict.dropped]
    return _without_doubles([_event(sentence, coder, c, verdict) for c, verdict in kept if c is not None])


def _places(passage: Passage, world: World) -> list[Participant]:
    """The states of the places that a passage names."""
    return [
        Participant(
            place.code, world.name(place.code), ActorKind.PLACE, "GOV", place.text, place.start, place.end, "place"
        )
        for place in world.find_places(passage.text)
        if place.code
    ]


def recast(sentence: Sentence, candidate: Candidate, verdict: Verdict) -> Candidate | None:
    """Of a request the actor is who asks, and the recipient who is to do the act: urged Russia to withdraw."""
    if verdict.becomes != "REQUEST" or verdict.governor is None:
        return candidate
    asking = actors_of(sentence.cast, sentence.clauses.subjects(verdict.governor))
    asked = actors_of(sentence.cast, sentence.clauses.objects(verdict.governor)) or candidate.actors
    asked = tuple(p for p in asked if p.code not in party_codes(asking))
    return candidate.between(asking, asked) if asking and asked else None


def judge_candidate(sentence: Sentence, candidate: Candidate) -> Verdict:
    """Whether the act of a candidate happened, by its own words and by those around it."""
    noun_alone = candidate.verb is None or (len(candidate.words) == 1 and candidate.verb != candidate.anchor)
    if noun_alone:
        return judge_noun(sentence.clauses, sentence.ontology, candidate.anchor, candidate.verb)
    assert candidate.verb is not None  # noqa: S101 - told apart just above
    verdict = judge_verb(sentence.clauses, sentence.ontology, candidate.verb)
    if verdict.cue == "to" and candidate.event_type != "CONSULT":
        return dataclasses.replace(verdict, dropped=True)
    if candidate.auxiliary is None or verdict.auxiliary not in {Auxiliary.HAPPENED, Auxiliary.ONGOING}:
        return verdict
    cue = sentence.clauses.tokens[candidate.words[0]].text
    return dataclasses.replace(verdict, auxiliary=candidate.auxiliary, cue=verdict.cue or cue)


def _event(sentence: Sentence, coder: Coder, candidate: Candidate, verdict: Verdict) -> Event:
    passage, ontology = sentence.cast.passage, coder.ontology
    kind, mode = type_of(candidate, verdict, ontology)
    stated = date_event(passage, sentence.clauses, ontology, candidate.anchor, candidate.verb)
    if verdict.auxiliary is Auxiliary.HAPPENED and sentence.clauses.tokens[candidate.words[0]].tag in {"VBD", "VBN"}:
        stated = in_the_past(passage, stated)
    if verdict.cue == "would" and lies_behind(passage, stated):
        verdict = dataclasses.replace(verdict, auxiliary=Auxiliary.HAPPENED)
    if verdict.auxiliary is Auxiliary.HAPPENED and lies_ahead(passage, stated):
        verdict = dataclasses.replace(verdict, auxiliary=Auxiliary.PLANNED, cue=stated.expression)
    when = fall_back(passage, stated, verdict.auxiliary, past_perfect=_past_perfect(sentence, candidate))
    said_by, doubted = speakers_of(sentence, candidate.anchor)
    actors, recipients = (_in_time(parties, when, coder.world) for parties in (candidate.actors, candidate.recipients))
    cite = Span(passage.document, passage.start, passage.end, passage.text)
    predicate = _predicate(sentence, candidate)
    return Event(
        id=content_id(
            "ev",
            passage.id,
            predicate.start,
            kind,
            mode,
            party_codes(actors),
            party_codes(recipients),
            CODER,
            CODER_VERSION,
        ),
        document=passage.document,
        passage=passage.id,
        event_type=kind,
        mode=mode,
        contexts=candidate.contexts,
        quad_code=ontology.quad(kind),
        intensity=ontology.intensity(kind, mode),
        actors=actors,
        recipients=recipients,
        when=when,
        auxiliary=verdict.auxiliary,
        historical=is_background(passage, when),
        said_by=said_by,
        alleged=verdict.alleged or candidate.alleged or doubted,
        predicate=predicate,
        cue=verdict.cue,
        cite=cite,
        rule=candidate.rule,
        confidence=_confidence(candidate),
        coder=CODER,
        coder_version=CODER_VERSION,
        known_at=passage.known_at,
        magnitude=_magnitude(sentence, candidate),
    )


def type_of(candidate: Candidate, verdict: Verdict, ontology: Ontology) -> tuple[str, str | None]:
    """Type and mode: those of the act, or of the asking, refusing, promising or threatening that governs it."""
    act = candidate.event_type
    if verdict.becomes is None:
        return act, candidate.mode
    hostile = ontology.quad(act) is Quad.MATERIAL_CONFLICT
    kind = "THREATEN" if verdict.becomes == "AGREE" and hostile else verdict.becomes
    modes = {"REQUEST": REQUEST_MODES, "REJECT": REJECT_MODES, "THREATEN": THREAT_MODES}.get(kind, {})
    return kind, modes.get(act)


def _past_perfect(sentence: Sentence, candidate: Candidate) -> bool:
    verb = candidate.verb if candidate.verb is not None else candidate.anchor
    return any(sentence.clauses.tokens[i].text.lower() == "had" for i in sentence.clauses.dependents(verb, "aux"))


def _in_time(parties: tuple[Participant, ...], when: When, world: World) -> tuple[Participant, ...]:
    """The parties under the code of the state that stood at the time: Russia in 1979 is the Soviet Union."""
    day = when.latest or when.earliest
    return tuple(replace(p, code=_code_at(p.code, day, world)) for p in parties) if day else parties


def _code_at(code: str, day: date, world: World) -> str:
    return code if ":" in code else world.successor(code, day)


def _predicate(sentence: Sentence, candidate: Candidate) -> Span:
    passage = sentence.cast.passage
    words = sorted(candidate.words)
    start, end = sentence.clauses.text(words[0], words[-1])
    raw = to_raw(passage.alignment, start, end)
    return Span(passage.document, raw.start, raw.end, passage.text[start:end])


def _magnitude(sentence: Sentence, candidate: Candidate) -> Magnitude | None:
    """The first number among the words that depend on the predicate."""
    times = sentence.cast.passage.times
    numbers = find_magnitudes(sentence.cast.passage.text)
    found = [m for m in numbers if not any(t.start < m.end and m.start < t.end for t in times)]
    if not found:
        return None
    below = {i for word in candidate.words for i in sentence.clauses.subtree(word)}
    tokens = [sentence.clauses.tokens[i] for i in below]
    return next((m for m in found if any(t.start < m.end and m.start < t.end for t in tokens)), None)


def _confidence(candidate: Candidate) -> float:
    """Lower where an actor was inferred from a pronoun or description. The numbers are a ranking, not calibrated."""
    inferred = any(p.basis in REFERRING for p in (*candidate.actors, *candidate.recipients))
    return round(candidate.confidence - (0.15 if inferred else 0.0), 2)


def _without_doubles(events: list[Event]) -> list[Event]:
    """One event a type, parties and date in a passage: the most confident reading; the verb before the noun."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -e.confidence):
        if not any(_is_double(event, other) for other in kept):
            kept.append(event)
    return sorted(kept, key=lambda e: (e.predicate.start, e.id))


def _is_double(event: Event, other: Event) -> bool:
    """Whether two readings tell one act: alike, and of one date or in the same words."""
    alike = event.event_type == other.event_type and _sides(event) == _sides(other)
    same_words = event.predicate.start < other.predicate.end and other.predicate.start < event.predicate.end
    return alike and (same_words or event.when == other.when or not (_is_stated(event) and _is_stated(other)))


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(party_codes(event.actors)), frozenset(party_codes(event.recipients))


def _is_stated(event: Event) -> bool:
    return event.when.known and event.when.basis is not Basis.PUBLICATION
