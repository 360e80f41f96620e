"""What stands in quotation marks, and which sentence names the speaker of one that is quoted as a whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from dragoman.passages.actors import Sentence

SINGLE = re.compile(
    r"(?<![\w’])‘((?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w)|(?<![\w'])'((?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w))+)'(?!\w)"
)
"""Between single marks; an apostrophe inside a word closes nothing."""
MARKS = re.compile(r"[“”\"«»„]|\n\s*\n")
SAYING = (
    r"(?:states?|stated|says?|said|saying|writes?|wrote|declare[sd]?|tells?|told|add(?:s|ed)|argue[sd]?|"
    r"note[sd]?|puts? it|remark(?:s|ed)|"
    r"warn(?:s|ed)|announce[sd]?|repl(?:ies|ied)|recall(?:s|ed)|insist(?:s|ed)|conclude[sd]?|explain(?:s|ed)|"
    r"reads?|as follows|"
    r"asked|continued|went on|complain(?:s|ed)|quoted as saying|according to)"
)
SAYS = re.compile(rf"\b{SAYING}\b")
ANNOUNCES = re.compile(rf"\b{SAYING}\b[^.:]{{0,80}}:\s*$")
FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours|I|my|me|mine|myself|ourselves)\b", re.IGNORECASE)
OPENS = re.compile(r"\s*[“\"«„‘]")
LETTER = re.compile(r"[^\W\d_]")

Stretch = tuple[int, int]


def quoted_stretches(text: str) -> tuple[Stretch, ...]:
    """Start and end of each stretch between quotation marks, without the marks.

    A double mark that is not closed runs to the end of its paragraph, and on through each next paragraph that opens
    with a mark again.

    >>> quoted_stretches('He said "no" twice.')
    ((9, 11),)
    """
    double = list(_between_double(text))
    single = (next(m.span(g) for g in (1, 2) if m[g]) for m in SINGLE.finditer(text))
    free = [s for s in single if all(s[1] <= d[0] or s[0] >= d[1] for d in double)]
    return tuple(sorted([*double, *free]))


def _between_double(text: str) -> Iterator[Stretch]:
    opened = -1
    for mark in MARKS.finditer(text):
        if mark[0].isspace():
            if opened >= 0:
                yield from _stretch(text, opened, mark.start())
            opened = mark.end() if opened >= 0 and OPENS.match(text, mark.end()) else -1
        elif opened >= 0 and text[opened : mark.start()].strip() == "" and mark[0] in '“"«':
            opened = mark.end()
        elif opened >= 0 and mark[0] in '”"»“':
            yield from _stretch(text, opened, mark.start())
            opened = -1
        elif opened < 0 and mark[0] in '“"«„':
            opened = mark.end()
    if opened >= 0:
        yield from _stretch(text, opened, len(text))


def _stretch(text: str, start: int, end: int) -> Iterator[Stretch]:
    if text[start:end].strip():
        yield start, end


def quoted_in(sentence: Sentence, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What of a sentence is quoted, counted from its start, for the quoted stretches of the whole text."""
    first = bisect_right(stretches, sentence.start, key=itemgetter(1))
    last = bisect_left(stretches, sentence.end, key=itemgetter(0))
    clipped = ((max(a, sentence.start), min(b, sentence.end)) for a, b in stretches[first:last])
    return tuple((a - sentence.start, b - sentence.start) for a, b in clipped if a < b)


def outside(text: str, quoted: Sequence[Stretch]) -> str:
    """A sentence with its quotes blanked out."""
    for start, end in quoted:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def voiced_by(sentences: Sequence[Sentence], quoted: Sequence[tuple[Stretch, ...]], text: str) -> dict[int, int]:
    """For each sentence that somebody else speaks as a whole, the sentence that names the speaker.

    It is wholly quoted, and a sentence before or behind it in the paragraph says who speaks; or it stands in a block
    that the sentence before announces; or its quote runs on from the paragraph before.
    """
    found = announced_blocks(sentences, text)
    bare = [outside(s.text, q) for s, q in zip(sentences, quoted, strict=True)]
    whole = [bool(q) and LETTER.search(b) is None for q, b in zip(quoted, bare, strict=True)]
    names = [bool(q) and SAYS.search(b) is not None for q, b in zip(quoted, bare, strict=True)]
    for paragraph in _paragraphs(sentences, text):
        before, behind = _nearest(paragraph, whole), _nearest(paragraph[::-1], whole)
        for index in (i for i in paragraph if whole[i] and i not in found):
            near = [i for i in (before[index], behind[index]) if i >= 0 and names[i]]
            if near:
                found[index] = near[0]
            elif before[index] < 0 and (earlier := paragraph[0] - 1) >= 0 and whole[paragraph[0]]:
                found |= {index: found[earlier]} if earlier in found else {index: earlier} if names[earlier] else {}
    return found


def _nearest(paragraph: Sequence[int], whole: Sequence[bool]) -> dict[int, int]:
    """For each sentence, the last one before it that is not quoted as a whole; -1 where there is none."""
    found, last = dict[int, int](), -1
    for index in paragraph:
        found[index] = last
        last = last if whole[index] else index
    return found


def announced_blocks(sentences: Sequence[Sentence], text: str) -> dict[int, int]:
    """For each sentence of a block quote, the sentence that announces it ("X stated that:").

    The block is the next paragraph, told in the first person or in quotation marks, and those behind it that go on with
    a mark.
    """
    found: dict[int, int] = {}
    for index, sentence in enumerate(sentences[:-1]):
        if ANNOUNCES.search(sentence.text) is None or not ends_paragraph(sentence, text):
            continue
        block = _block(sentences, index + 1, text)
        if OPENS.match(sentences[index + 1].text) or any(FIRST_PERSON.search(sentences[i].text) for i in block):
            found |= dict.fromkeys(block, index)
    return found


def announcing_name(sentence: Sentence) -> str:
    """The words before the verb of saying, where no actor is named among them."""
    verb = ANNOUNCES.search(sentence.text)
    words = sentence.text[: verb.start() if verb else None].strip(" ,:")
    return re.split(r"\b(?:by|that|which|while|where|this|it)\b", words)[-1].strip(" ,:")[-80:]


def ends_paragraph(sentence: Sentence, text: str) -> bool:
    """Whether a blank line follows."""
    return text.startswith("\n\n", sentence.end)


def _paragraphs(sentences: Sequence[Sentence], text: str) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for index, sentence in enumerate(sentences):
        found[-1].append(index)
        if ends_paragraph(sentence, text):
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _block(sentences: Sequence[Sentence], first: int, text: str) -> list[int]:
    """The paragraph that begins with a sentence; where it opens with a mark, also the next that do."""
    block: list[int] = []
    marked = OPENS.match(sentences[first].text) is not None
    for index in range(first, len(sentences)):
        block.append(index)
        goes_on = marked and index + 1 < len(sentences) and OPENS.match(sentences[index + 1].text) is not None
        if ends_paragraph(sentences[index], text) and not (goes_on and not _is_closed(sentences[index].text)):
            break
    return block


def _is_closed(text: str) -> bool:
    return text.rstrip().endswith(("”", '"', "»", "’"))
