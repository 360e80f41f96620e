"""In which language a text is, and what says so."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

_LANGUAGES = """
ar az be bg bn bs ca cs cy da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko ku ky lt lv mk mn ms my nb
ne nl pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh
"""
_SHORTEST_TEXT = 60
_SURE = 0.9
_LOOKED_AT = 5_000


class Language(NamedTuple):
    """The language of a text."""

    code: str
    """ISO 639-1; `und` where nothing tells."""
    basis: str
    """text (its letters and words), declared (what came with it), or none."""
    words: str = ""


def judge_language(text: str, declared: str = "") -> Language:
    """Tell the language of a text from its words; for a short text what came with it is believed.

    >>> judge_language("The delegations spoke about fish, borders and gas for most of the day and then they left.").code
    'en'
    >>> judge_language("Oui.", "fr").basis, judge_language("12.").code
    ('declared', 'und')
    """
    sample = text[:_LOOKED_AT]
    if sum(letter.isalpha() for letter in sample) < _SHORTEST_TEXT:
        known = re.fullmatch(r"[a-z]{2}", declared)
        return (
            Language(declared, "declared", "too short to tell")
            if known
            else Language("und", "none", "too short to tell")
        )
    language, certainty = _identifier().classify(sample)
    likely = f"{language}, by its words ({certainty:.2f} of 1)"
    return (
        Language(str(language), "text", likely) if certainty >= _SURE else Language("und", "none", f"perhaps {likely}")
    )


@cache
def _identifier() -> Any:  # py3langid ships no types
    """Load the language model, once; its own copy, so that no setting of other code is touched."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  heavy

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _LANGUAGES.split() if code in identifier.labels])
    return identifier
