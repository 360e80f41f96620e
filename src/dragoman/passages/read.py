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
from dragoman.model import Basis, Document, Participant, Passage, RegionKind, TimeMention, Token, When
from dragoman.passages.actors import Cast, Sentence, gather_cast, match_names, name_participants
from dragoman.passages.discourse import Discourse
from dragoman.passages.learnt import learn_names
from dragoman.passages.parse import Parser
from dragoman.passages.references import HALVES, MAY_REFER
from dragoman.passages.speakers import ends_paragraph, quoted_in, quoted_stretches, voiced_by
from dragoman.passages.vocabulary import Vocabulary, load_vocabulary
from dragoman.passages.voices import give_voices
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


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells, as far as it is understood."""

    participants: tuple[Participant, ...]
    times: tuple[TimeMention, ...]
    tokens: tuple[Token, ...]
    quoted: tuple[tuple[int, int], ...]
    context: When
    pair: tuple[Participant, ...]


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
    batch, waiting = list[Draft](), 0
    for draft in drafts:
        batch.append(draft)
        waiting += len(draft.wanted)
        if waiting >= BATCH:
            yield batch
            batch, waiting = [], 0
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
    stretches = quoted_stretches(document.text)
    quoted = [quoted_in(sentence, stretches) for sentence in sentences]
    discourse, context, silent = Discourse(reader.vocabulary), When(), list[Passage]()
    for index, sentence in enumerate(sentences):
        tokens, ends = parsed.get(index, ()), ends_paragraph(sentence, document.text)
        participants = discourse.resolve(sentence.text, tokens, draft.named[index], ends_paragraph=ends)
        times = find_times(sentence.text, document.published, context, reader.eras)
        told = Told(tuple(participants), tuple(times), tokens, quoted[index], context, discourse.pair)
        silent.append(_passage(document, index, sentence, told))
        context = _narrative_time(context, times, ends=ends)
    voices = give_voices(silent, voiced_by(sentences, quoted, document.text))
    yield from (replace(p, speaker=voice) if voice else p for p, voice in zip(silent, voices, strict=True))


def _narrative_time(context: When, times: list[TimeMention], *, ends: bool) -> When:
    """The time the story stands at after a sentence; a new paragraph begins anew."""
    stated = [t.when for t in times if t.when.basis in {Basis.STATED, Basis.RELATIVE} and t.when.earliest]
    if stated:
        return stated[-1]
    return When() if ends else context


def _passage(document: Document, index: int, sentence: Sentence, told: Told) -> Passage:
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
        participants=told.participants,
        times=told.times,
        tokens=told.tokens,
        quoted=told.quoted,
        context=told.context,
        pair=told.pair,
    )
