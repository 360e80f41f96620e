"""Sentences and their dependency parse, by spaCy."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import PassageError
from dragoman.model import Token
from dragoman.passages.actors import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe as Pipe
    from spacy.tokens import Doc

ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.N|U\.K|E\.U|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sen|Rep|Gov|Adm|Capt|Sgt|Prof|St|No|vs|Jr|Sr|Jan|Feb|Mar|Apr|"
    r"Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z])\.$"
)
MAX_SENTENCE = 1_500
"""Longer stretches (tables, lists) are cut here: no clause of prose is so long."""
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


class Parser:
    """A loaded spaCy pipeline: splits text into sentences and parses them."""

    def __init__(self, model: str) -> None:
        """Load the model package of that name; PassageError when it is not installed."""
        try:
            self._nlp: Language = importlib.import_module(model).load(exclude=["ner"])
            self._senter: Pipe = self._nlp.get_pipe("senter")  # the model keeps it switched off: we call it alone
        except (ImportError, OSError, AttributeError, KeyError) as error:
            raise PassageError(f"the spaCy model {model} cannot be loaded ({error}); install it with pip") from error

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a clean text, in order; a sentence never spans two paragraphs."""
        paragraphs = [(m.start(), m[0]) for m in PARAGRAPH.finditer(text)]
        docs = list(self._senter.pipe(self._nlp.make_doc(part) for _, part in paragraphs))
        return [s for (offset, _), doc in zip(paragraphs, docs, strict=True) for s in _split(doc, offset)]

    def parse(self, texts: Sequence[str]) -> Iterator[tuple[Token, ...]]:
        """The tokens of each text, in the order of the texts."""
        for doc in self._nlp.pipe(texts, batch_size=64):
            yield tuple(_tokens(doc))


def _split(doc: Doc, offset: int) -> Iterator[Sentence]:
    pending = -1
    for sentence in doc.sents:
        start = sentence.start_char if pending < 0 else pending
        text = doc.text[start : sentence.end_char]
        following = doc.text[sentence.end_char :].lstrip()[:1]
        if following and (ABBREVIATION.search(text) or following.islower()) and len(text) < MAX_SENTENCE:
            pending = start
            continue
        pending = -1
        yield from _cut(text, offset + start)


def _cut(text: str, start: int) -> Iterator[Sentence]:
    for place in range(0, len(text), MAX_SENTENCE):
        part = text[place : place + MAX_SENTENCE]
        lead = len(part) - len(part.lstrip())
        clean = part.strip()
        if clean:
            yield Sentence(start + place + lead, start + place + lead + len(clean), clean)


def _tokens(doc: Iterable) -> Iterator[Token]:  # type: ignore[type-arg]  # a spaCy Doc yields its tokens
    for token in doc:
        yield Token(
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i,
            start=token.idx,
            end=token.idx + len(token.text),
        )
