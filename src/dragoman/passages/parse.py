"""Sentences, cut by their punctuation, and their dependency parse, by spaCy."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import PassageError
from dragoman.model import Token
from dragoman.passages.actors import Sentence
from dragoman.passages.sentences import load_splitter

if TYPE_CHECKING:
    from spacy.language import Language


class Parser:
    """A loaded spaCy pipeline: splits text into sentences and parses them."""

    def __init__(self, model: str) -> None:
        """Load the model package of that name; PassageError when it is not installed."""
        try:
            self._nlp: Language = importlib.import_module(model).load(exclude=["ner", "senter"])
        except (ImportError, OSError, AttributeError) as error:
            raise PassageError(f"the spaCy model {model} cannot be loaded ({error}); install it with pip") from error
        self._splitter = load_splitter()

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a clean text, in order; a sentence never spans two paragraphs."""
        return self._splitter.sentences(text)

    def parse(self, texts: Sequence[str]) -> Iterator[tuple[Token, ...]]:
        """The tokens of each text, in the order of the texts."""
        for doc in self._nlp.pipe(texts, batch_size=64):
            yield tuple(_tokens(doc))


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
