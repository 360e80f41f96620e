"""The picture of a dyad over time: a Vega-Lite specification as plain data, drawn on the server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from dragoman.briefs.wording import statuses
from dragoman.model import Happening, Status

# Any stands below for parts of a Vega-Lite specification, which is JSON.

Theme = Literal["light", "dark"]
Size = Literal["wide", "narrow"]
SIZES: dict[Size, tuple[int, int]] = {"wide": (1100, 250), "narrow": (290, 220)}
"""Width and height inside the axes, in pixels: for a desk and for a telephone."""
INK = {"light": "#333333", "dark": "#dddddd"}
FAINT = {"light": "#dddddd", "dark": "#444444"}
TONES = {
    "light": {"conflict": "#c0392b", "cooperation": "#1f6fb5"},
    "dark": {"conflict": "#ff7a70", "cooperation": "#6fb1f2"},
}


def timeline_values(happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    """The dated happenings as rows: first and last day, PLOVER score, class and status."""
    return [
        {
            "from": h.when.earliest.isoformat(),
            "to": h.when.latest.isoformat(),
            "score": h.intensity,
            "class": "cooperation" if h.quad_code.value in {"1", "2"} else "conflict",
            "status": _status(h.status),
        }
        for h in happenings
        if h.when.earliest and h.when.latest
    ]


def _status(status: Status) -> str:
    return "counted: told as done" if status is Status.HAPPENED else f"not counted: {statuses()[status.value].prefix}"


def timeline_spec(values: Sequence[dict[str, Any]], theme: Theme, size: Size = "wide") -> dict[str, Any]:
    """A point for each happening, with a line as long as its date is wide; done filled, all else hollow."""
    ink, faint = INK[theme], FAINT[theme]
    tones = TONES[theme]
    x = _time_axis(values, size)
    y = {
        "field": "score",
        "type": "quantitative",
        "title": "PLOVER score",
        "scale": {"domain": [-10, 10]},
        "axis": {"tickCount": 5},
    }
    colour = {
        "field": "class",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(tones), "range": list(tones.values())},
    }
    shape = {
        "field": "class",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(tones), "range": ["triangle-down", "circle"]},
    }
    done = "datum.status === 'counted: told as done'"
    opacity = {"condition": {"test": done, "value": 0.9}, "value": 0}
    point = {"type": "point", "size": 90, "filled": False, "strokeWidth": 1.5}
    axis = {"labelColor": ink, "titleColor": ink, "domainColor": ink, "tickColor": ink, "gridColor": faint}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": SIZES[size][0],
        "height": SIZES[size][1],
        "background": None,
        "data": {"values": list(values)},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.5},
                "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "color": colour},
            },
            {"mark": point, "encoding": {"x": x, "y": y, "color": colour, "shape": shape}},
            {
                "mark": point | {"filled": True},
                "encoding": {"x": x, "y": y, "color": colour, "shape": shape, "opacity": opacity},
            },
        ],
        "config": {
            "axis": axis | {"labelFontSize": 12, "titleFontSize": 12},
            "legend": {"labelColor": ink, "orient": "top", "labelFontSize": 12, "symbolOpacity": 1},
            "view": {"stroke": faint},
        },
    }


def _time_axis(values: Sequence[dict[str, Any]], size: Size) -> dict[str, Any]:
    """The days, with room at both ends; ticks are years, or months with their year where the stretch is short."""
    days = [date.fromisoformat(row[end]) for row in values for end in ("from", "to")]
    scale: dict[str, Any] = {"nice": False}
    ticks = {"format": "%Y", "tickCount": 12 if size == "wide" else 5, "labelOverlap": True}
    if days:
        span = max(days) - min(days)
        room = max(span / 40, timedelta(days=20))
        scale["domain"] = [_moved(min(days), -room), _moved(max(days), room)]
        ticks["format"] = "%Y" if span > timedelta(days=4 * 365) else "%b %Y"
    return {"field": "from", "type": "temporal", "title": None, "scale": scale, "axis": ticks}


def _moved(day: date, by: timedelta) -> str:
    """The day so much later or earlier, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal())).isoformat()


def draw_timeline(happenings: Iterable[Happening], theme: Theme, size: Size = "wide") -> str:
    """The picture as SVG."""
    from vl_convert import vegalite_to_svg  # noqa: PLC0415 - loads a JavaScript engine

    svg: str = vegalite_to_svg(timeline_spec(timeline_values(happenings), theme, size), vl_version="5.20")
    return svg
