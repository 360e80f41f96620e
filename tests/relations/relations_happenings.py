"""Small happenings for the tests of relations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from dragoman.model import Happening, Precision, Quad, Status, When


def happening(
    key: str,
    first: str | None,
    last: str | None,
    actors: Sequence[str] = ("RUS",),
    recipients: Sequence[str] = ("PAK",),
    *,
    status: Status = Status.HAPPENED,
    quad: Quad = Quad.VERBAL_COOPERATION,
    intensity: float = 2.5,
    historical: bool = False,
) -> Happening:
    when = When(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None, Precision.RANGE
    )
    return Happening(
        id=key,
        when=when,
        event_type="CONSULT",
        mode=None,
        quad_code=quad,
        intensity=intensity,
        actors=tuple(actors),
        recipients=tuple(recipients),
        place=None,
        magnitude=None,
        status=status,
        historical=historical,
        events=(f"ev-{key}",),
        sources=1,
        independent_sources=1,
        disputes=(),
        first_known=None,
        last_known=None,
    )


@st.composite
def happenings(draw: st.DrawFn) -> list[Happening]:
    return [_happening(draw, f"ha-{i:02}") for i in range(draw(st.integers(0, 12)))]


def _happening(draw: st.DrawFn, key: str) -> Happening:
    days = st.dates(date(2018, 11, 1), date(2020, 3, 1))
    first, last = sorted([draw(days), draw(days)])
    parties = draw(st.permutations(["CHN", "IND", "PAK", "RUS", "USA"]))
    split, end = draw(st.sampled_from([(1, 2), (2, 2), (2, 3), (3, 3), (1, 4)]))
    return happening(
        key,
        draw(st.sampled_from([first.isoformat(), None])),
        last.isoformat(),
        parties[:split],
        parties[split:end],
        status=draw(st.sampled_from(list(Status))),
        quad=draw(st.sampled_from(list(Quad))),
        intensity=draw(st.floats(-10, 10)),
        historical=draw(st.booleans()),
    )
