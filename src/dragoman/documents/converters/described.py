"""What the description of an office file or PDF tells that its text bears out."""

from __future__ import annotations

import re

from dragoman.documents.blocks import word_key
from dragoman.documents.metadata import About, names

_BY_PROGRAM = re.compile(
    r"untitled.*|(?:microsoft|ms) ?(?:word|powerpoint|excel)\b.*"
    r"|.*\.(?:docx?|docm|pdf|indd|qxp|qxd|tex|dvi|rtf|odt|wpd|p65|pmd|html?)"
    r"|(?:document|doc|page|slide|layout|print|scan|title)[\W_]*\d*|https?://.*|[\d\W_]*",
    re.IGNORECASE,
)
_LONGEST_TITLE, _LONGEST_AUTHORS = 300, 500


def about_description(title: str, author: str, shown: str) -> About:
    """Take title and authors from the description of a file where the beginning of its text, `shown`, names them too.

    Programs fill in the name of the file, of the program or of whoever typed the text.

    >>> about_description("Microsoft Word - talks.doc", "admin", "Talks resume, by Jane Doe").title is None
    True
    >>> about_description("Talks resume", "Jane Doe", "TALKS RESUME by Jane Doe").authors
    ('Jane Doe',)
    """
    key, title = word_key(shown), " ".join(title.split())
    listed = names(author) if len(author) < _LONGEST_AUTHORS else []
    known = [name for name in listed if " " in name and word_key(name) and word_key(name) in key]
    plain = " " in title and len(title) < _LONGEST_TITLE and not _BY_PROGRAM.fullmatch(title)
    fits = plain and word_key(title) and word_key(title) in key
    return About(title if fits else None, authors=tuple(dict.fromkeys(known)))
