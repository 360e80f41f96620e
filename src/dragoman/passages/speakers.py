"""What stands in quotation marks, and who speaks a whole quoted paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.passages.actors import Sentence

QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
ANNOUNCES = re.compile(
    r"\b(?:stated|said|says|states|wrote|writes|declared|told|added|argued|noted|would state|put it|remarked|warned)\b"
    r"[^.]{0,60}:\s*$"
)
FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours|I|my|me)\b", re.IGNORECASE)


def quoted_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each stretch between quotation marks, without the marks.

    >>> quoted_stretches('He said "no" twice.')
    ((9, 11),)
    """
    return tuple(next(m.span(g) for g in (1, 2, 3) if m[g]) for m in QUOTED.finditer(text))


def announced_blocks(sentences: Sequence[Sentence], text: str) -> dict[int, int]:
    """For each sentence of a block quote, told in the first person, the sentence that announces it ("X stated that:")."""
    found: dict[int, int] = {}
    for index, sentence in enumerate(sentences[:-1]):
        if ANNOUNCES.search(sentence.text) is None or not _ends_paragraph(sentence, text):
            continue
        block = _next_paragraph(sentences, index + 1, text)
        if any(FIRST_PERSON.search(sentences[i].text) for i in block):
            found |= dict.fromkeys(block, index)
    return found


def announcing_name(sentence: Sentence) -> str:
    """The words before the verb of saying, where no actor is named among them."""
    verb = ANNOUNCES.search(sentence.text)
    words = sentence.text[: verb.start() if verb else None].strip(" ,:")
    return re.split(r"\b(?:by|that|which|while|where|this|it)\b", words)[-1].strip(" ,:")[-80:]


def _ends_paragraph(sentence: Sentence, text: str) -> bool:
    return text[sentence.end : sentence.end + 2] == "\n\n"


def _next_paragraph(sentences: Sequence[Sentence], first: int, text: str) -> list[int]:
    block: list[int] = []
    for index in range(first, len(sentences)):
        block.append(index)
        if _ends_paragraph(sentences[index], text):
            break
    return block
