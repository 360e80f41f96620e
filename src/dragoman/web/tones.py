"""Tones in five steps, each with a name, so that colour never stands alone."""

from __future__ import annotations

STEPS = ((-4.0, "hostile", "n2"), (-1.0, "cool", "n1"), (1.0, "mixed", "z0"), (4.0, "warm", "p1"))
"""Upper bounds on PLOVER's scale of -10 to 10; its mildest acts score 1, its median verbal ones about 3."""


def tone_class(tone: float) -> str:
    """The class of style of a tone: n2, n1, z0, p1, p2."""
    return next((name for bound, _, name in STEPS if tone < bound), "p2")


def tone_word(tone: float) -> str:
    """A tone in a word.

    >>> tone_word(-7.0), tone_word(0.0), tone_word(9.5)
    ('hostile', 'mixed', 'close')
    """
    return next((word for bound, word, _ in STEPS if tone < bound), "close")


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign; zero has none.

    >>> signed(-0.04), signed(3.25), signed(-2.6, 0)
    ('0.0', '+3.2', '-3')
    """
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text
