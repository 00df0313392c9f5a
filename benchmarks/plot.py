"""A log-log plot as SVG, written by hand: two axes, lines with markers, a legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from msgspec import Struct

_WIDTH, _HEIGHT = 720, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 24, 56, 58
_FONT = "font-family='system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif'"


class Line(Struct, frozen=True):
    """One line of a plot; ``marker`` is "circle", "square", "diamond" or "" for none."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str
    marker: str = "circle"
    dashes: str = ""


class _Axes(Struct, frozen=True):
    """Where a pair of values stands on the page, both on a logarithmic scale."""

    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        share = math.log(value / self.left) / math.log(self.right / self.left)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def log_log(title: str, across: str, up: str, lines: Sequence[Line], ticks: Sequence[float]) -> str:
    """The plot as the text of an SVG file, readable on light and dark pages alike."""
    places = [point for line in lines for point in line.points]
    values = [value for _, value in places]
    axes = _Axes(
        min(place for place, _ in places) / 1.15,
        max(place for place, _ in places) * 1.15,
        10 ** math.floor(math.log10(min(values))),
        10 ** math.ceil(math.log10(max(values))),
    )
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' role='img' "
        f"aria-label='{escape(title, quote=True)}' {_FONT} font-size='13' fill='#222'>",
        # Without it the black on nothing would vanish where the page is dark.
        f"<rect width='{_WIDTH}' height='{_HEIGHT}' fill='#fff'/>",
        f"<text x='{_LEFT}' y='30' font-size='16' font-weight='600'>{escape(title)}</text>",
        *_grid(axes, ticks),
        f"<text x='{(_LEFT + _WIDTH - _RIGHT) / 2}' y='{_HEIGHT - 14}' text-anchor='middle'>"
        f"{escape(across)}</text>",
        f"<text transform='translate(20 {(_TOP + _HEIGHT - _BOTTOM) / 2}) rotate(-90)' "
        f"text-anchor='middle'>{escape(up)}</text>",
    ]
    for line in lines:
        parts += _line(axes, line)
    for row, line in enumerate(lines):
        parts += _legend(line, _TOP + 20 + 20 * row)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _grid(axes: _Axes, ticks: Sequence[float]) -> list[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    parts = []
    for tick in ticks:
        x = axes.x(tick)
        parts.append(f"<path d='M{x:.1f} {_TOP}V{bottom}' stroke='#e3e3e3'/>")
        parts.append(f"<text x='{x:.1f}' y='{bottom + 20}' text-anchor='middle'>{tick:,.0f}</text>")
    decade = axes.low
    while decade <= axes.high * 1.001:
        y = axes.y(decade)
        parts.append(f"<path d='M{_LEFT} {y:.1f}H{right}' stroke='#e3e3e3'/>")
        parts.append(f"<text x='{_LEFT - 8}' y='{y + 4:.1f}' text-anchor='end'>{decade:g}</text>")
        decade *= 10
    frame = f"<path d='M{_LEFT} {_TOP}V{bottom}H{right}' fill='none' stroke='#555'/>"
    return [*parts, frame]


def _line(axes: _Axes, line: Line) -> list[str]:
    places = [(axes.x(x), axes.y(y)) for x, y in line.points]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dashes = f" stroke-dasharray='{line.dashes}'" if line.dashes else ""
    drawn = f"<path d='{path}' fill='none' stroke='{line.colour}' stroke-width='2'{dashes}/>"
    return [drawn, *(_marker(line, x, y) for x, y in places if line.marker)]


def _marker(line: Line, x: float, y: float) -> str:
    if line.marker == "circle":
        return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='4' fill='{line.colour}'/>"
    turn = f" transform='rotate(45 {x:.1f} {y:.1f})'" if line.marker == "diamond" else ""
    return (
        f"<rect x='{x - 3.5:.1f}' y='{y - 3.5:.1f}' width='7' height='7' "
        f"fill='{line.colour}'{turn}/>"
    )


def _legend(line: Line, y: int) -> list[str]:
    start = _LEFT + 16
    dashes = f" stroke-dasharray='{line.dashes}'" if line.dashes else ""
    return [
        f"<path d='M{start} {y}h30' stroke='{line.colour}' stroke-width='2'{dashes}/>",
        *([_marker(line, start + 15, y)] if line.marker else []),
        f"<text x='{start + 40}' y='{y + 4}'>{escape(line.name)}</text>",
    ]
