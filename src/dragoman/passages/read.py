"""A Document becomes Passages: sentences with who they name, when, and how they parse."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from msgspec.structs import replace

from dragoman.alignment import slice_alignment, to_raw
from dragoman.ids import content_id
from dragoman.model import ActorKind, Basis, Document, Participant, Passage, RegionKind, TimeMention, Token, When
from dragoman.passages.actors import Cast, Sentence, gather_cast, match_names, name_participants
from dragoman.passages.discourse import Discourse
from dragoman.passages.learnt import learn_names
from dragoman.passages.parse import Parser
from dragoman.passages.references import HALVES, MAY_REFER
from dragoman.passages.speakers import announced_blocks, announcing_name, quoted_stretches
from dragoman.passages.vocabulary import Vocabulary, load_vocabulary
from dragoman.passages.when import Era, find_times
from dragoman.world import World

CODED_LANGUAGES = frozenset({"en", "und"})
BATCH = 512
"""Sentences that are parsed together: enough to keep the parser busy with short articles."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a document needs: loaded once a process."""

    world: World
    parser: Parser
    eras: tuple[Era, ...]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Draft:
    """A document cut into sentences, with whom each names."""

    document: Document
    sentences: Sequence[Sentence]
    named: Sequence[Sequence[Participant]]
    wanted: frozenset[int]
    """The sentences that may hold an event: those that are parsed."""


def load_reader(world: World, model: str) -> Reader:
    """A reader with the named spaCy model."""
    return Reader(world, Parser(model), load_eras(), load_vocabulary(world))


def load_eras() -> tuple[Era, ...]:
    """The named times: wars, crises, the Cold War."""
    text = (files("dragoman.passages") / "data" / "eras.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Era(r["text"], date.fromisoformat(r["start"]), date.fromisoformat(r["end"])) for r in rows)


def read_passages(documents: Iterable[Document], reader: Reader) -> Iterator[Passage]:
    """The passages of each document, in order. Sentences that can hold no event are kept without a parse.

    A document in a language that cannot be coded gives none.
    """
    readable = (d for d in documents if d.language in CODED_LANGUAGES and d.text)
    for drafts in _batches(_draft(document, reader) for document in readable):
        texts = [draft.sentences[i].text for draft in drafts for i in sorted(draft.wanted)]
        parses = reader.parser.parse(texts)
        for draft in drafts:
            parsed = {i: next(parses) for i in sorted(draft.wanted)}
            yield from _passages(draft, parsed, reader)


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Whole documents, until enough sentences are to be parsed."""
    batch: list[Draft] = []
    for draft in drafts:
        batch.append(draft)
        if sum(len(d.wanted) for d in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _draft(document: Document, reader: Reader) -> Draft:
    sentences = reader.parser.sentences(document.text)
    matches = match_names(sentences, reader.world)
    cast = gather_cast(matches)
    named = [name_participants(s.text, m, cast, document.published) for s, m in zip(sentences, matches, strict=True)]
    taught = learn_names(sentences, named)
    wanted = frozenset(i for i, s in enumerate(sentences) if _may_hold_event(s, taught[i], cast))
    return Draft(document, sentences, taught, wanted)


def _may_hold_event(sentence: Sentence, named: Sequence[Participant], cast: Cast) -> bool:
    """Whether two actors can be meant: named here, or one referred to that is named elsewhere in the article."""
    if len({participant.code for participant in named}) >= 2:
        return True
    known = {*cast.codes, *(participant.code for participant in named)}
    if HALVES.search(sentence.text) is not None:
        return bool(known)
    return len(known) >= 2 and (bool(named) or MAY_REFER.search(sentence.text) is not None)


def _passages(draft: Draft, parsed: dict[int, tuple[Token, ...]], reader: Reader) -> Iterator[Passage]:
    document, sentences = draft.document, draft.sentences
    blocks, voices = announced_blocks(sentences, document.text), dict[int, tuple[str, ...]]()
    discourse, context = Discourse(reader.vocabulary), When()
    for index, sentence in enumerate(sentences):
        tokens = parsed.get(index, ())
        ends = ends_paragraph(sentence, document.text)
        participants = discourse.resolve(sentence.text, tokens, draft.named[index], ends_paragraph=ends)
        times = find_times(sentence.text, document.published, context, reader.eras)
        passage = _passage(document, index, sentence)
        yield replace(
            passage,
            participants=tuple(participants),
            times=tuple(times),
            tokens=tokens,
            speaker=voices.get(blocks.get(index, -1), ()),
            context=context,
            pair=discourse.pair,
        )
        if index in blocks.values():
            voices[index] = _voice(sentence, participants)
        context = _narrative_time(context, times, ends=ends)


def ends_paragraph(sentence: Sentence, text: str) -> bool:
    """Whether a blank line follows."""
    return text.startswith("\n\n", sentence.end)


def _voice(sentence: Sentence, participants: list[Participant]) -> tuple[str, ...]:
    """Who speaks the block that a sentence announces: the first actor it names, else its words."""
    name = announcing_name(sentence)
    speakers = [p for p in participants if p.kind is ActorKind.PERSON or p.text in name]
    return (speakers[0].code,) if speakers else (name,) if name else ()


def _narrative_time(context: When, times: list[TimeMention], *, ends: bool) -> When:
    """The time the story stands at after a sentence; a new paragraph begins anew."""
    stated = [t.when for t in times if t.when.basis in {Basis.STATED, Basis.RELATIVE} and t.when.earliest]
    if stated:
        return stated[-1]
    return When() if ends else context


def _passage(document: Document, index: int, sentence: Sentence) -> Passage:
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
        quoted=quoted_stretches(sentence.text),
    )
