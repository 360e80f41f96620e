"""A Document becomes Passages: sentences with who they name, when, and how they parse."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import islice

from msgspec.structs import replace

from dragoman.alignment import slice_alignment, to_raw
from dragoman.ids import content_id
from dragoman.model import ActorKind, Basis, Document, Participant, Passage, RegionKind, TimeMention, When
from dragoman.passages.actors import Sentence, gather_cast, match_names, name_participants
from dragoman.passages.discourse import Memory, resolve_references
from dragoman.passages.parse import Parser
from dragoman.passages.speakers import announced_blocks, announcing_name, quoted_stretches
from dragoman.passages.when import Era, find_times
from dragoman.world import World

CODED_LANGUAGES = frozenset({"en", "und"})


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a document needs: loaded once a process."""

    world: World
    parser: Parser
    eras: tuple[Era, ...]


def load_reader(world: World, model: str) -> Reader:
    """A reader with the named spaCy model."""
    return Reader(world, Parser(model), load_eras())


def load_eras() -> tuple[Era, ...]:
    """The named times: wars, crises, the Cold War."""
    text = (files("dragoman.passages") / "data" / "eras.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Era(r["text"], date.fromisoformat(r["start"]), date.fromisoformat(r["end"])) for r in rows)


def read_passages(documents: Iterable[Document], reader: Reader) -> Iterator[Passage]:
    """The passages of each document, in order. Sentences that name no actor are kept without a parse.

    A document in a language that cannot be coded gives none.
    """
    for document in documents:
        if document.language in CODED_LANGUAGES and document.text:
            yield from _parse_batch(_unparsed(document, reader), reader)


def _parse_batch(passages: Iterator[Passage], reader: Reader, size: int = 256) -> Iterator[Passage]:
    while batch := list(islice(passages, size)):
        wanted = [passage for passage in batch if _worth_parsing(passage)]
        parses = dict(zip((p.id for p in wanted), reader.parser.parse([p.text for p in wanted]), strict=True))
        yield from (replace(passage, tokens=parses.get(passage.id, ())) for passage in batch)


def _worth_parsing(passage: Passage) -> bool:
    return len({participant.code for participant in passage.participants}) >= 2


def _unparsed(document: Document, reader: Reader) -> Iterator[Passage]:
    sentences = reader.parser.sentences(document.text)
    matches = match_names(sentences, reader.world)
    cast = gather_cast(matches)
    blocks, voices = announced_blocks(sentences, document.text), dict[int, tuple[str, ...]]()
    memory, context = Memory(), When()
    for index, sentence in enumerate(sentences):
        named = name_participants(sentence.text, matches[index], cast, document.published)
        participants = resolve_references(sentence.text, named, memory)
        times = find_times(sentence.text, document.published, context, reader.eras)
        yield _passage(document, index, sentence, participants, times, context, voices.get(blocks.get(index, -1), ()))
        if index in blocks.values():
            voices[index] = _voice(sentence, participants)
        memory.remember(participants)
        context = _narrative_time(context, times, sentence, document)


def _voice(sentence: Sentence, participants: list[Participant]) -> tuple[str, ...]:
    """Who speaks the block that a sentence announces: the first actor it names, else its words."""
    name = announcing_name(sentence)
    speakers = [p for p in participants if p.kind is ActorKind.PERSON or p.text in name]
    return (speakers[0].code,) if speakers else (name,) if name else ()


def _narrative_time(context: When, times: list[TimeMention], sentence: Sentence, document: Document) -> When:
    """The time the story stands at after a sentence; a new paragraph begins anew."""
    stated = [t.when for t in times if t.when.basis in {Basis.STATED, Basis.RELATIVE} and t.when.earliest]
    if stated:
        return stated[-1]
    return When() if document.text[sentence.end : sentence.end + 2].startswith("\n\n") else context


def _passage(  # noqa: PLR0913 - the parts of one record
    document: Document,
    index: int,
    sentence: Sentence,
    participants: list[Participant],
    times: list[TimeMention],
    context: When,
    speaker: tuple[str, ...],
) -> Passage:
    raw = to_raw(document.alignment, sentence.start, sentence.end)
    return Passage(
        id=content_id("pa", document.id, index, sentence.text),
        document=document.id,
        index=index,
        start=raw.start,
        end=raw.end,
        text=sentence.text,
        region=RegionKind.BODY,
        alignment=slice_alignment(document.alignment, sentence.start, sentence.end),
        published=document.published,
        known_at=document.published.latest,
        participants=tuple(participants),
        times=tuple(times),
        quoted=quoted_stretches(sentence.text),
        speaker=speaker,
        context=context,
    )
