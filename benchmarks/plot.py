"""A picture of figures as bars: SVG, with nothing that has to be installed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_LEFT, _SCALE, _RIGHT, _ROW = 480, 380, 70, 24
_WIDTH = _LEFT + _SCALE + _RIGHT


@dataclass(frozen=True, slots=True)
class Bar:
    """``aim`` is what is to be reached, None where nothing is."""

    label: str
    least: float
    middle: float
    most: float
    aim: float | None


def bars(title: str, shown: Sequence[Bar]) -> str:
    """A bar a figure from 1 on, in a logarithmic scale; a line for its spread, a red one for the
    aim. All figures are greater than 0."""
    values = [v for bar in shown for v in (bar.least, bar.most, bar.aim or 1.0, 1.0)]
    low, high = math.log(min(values)), math.log(max(values) * 1.05)

    def place(value: float) -> float:
        return _LEFT + _SCALE * (math.log(value) - low) / (high - low)

    height = _ROW * (len(shown) + 2)
    one = place(1.0)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="sans-serif" font-size="13" fill="#1c1c1c">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="0" y="16" font-weight="bold">{escape(title)}</text>',
    ]
    for n, bar in enumerate(shown, 1):
        top, middle = n * _ROW, n * _ROW + _ROW // 2
        end = place(bar.middle)
        low_, high_ = place(bar.least), place(bar.most)
        lines += [
            f'<text x="0" y="{middle + 5}">{escape(bar.label)}</text>',
            f'<rect x="{min(one, end):.1f}" y="{top + 4}" width="{abs(end - one):.1f}" '
            f'height="{_ROW - 8}" fill="#9db8d9"/>',
            f'<path d="M{low_:.1f} {middle}H{high_:.1f}" stroke="#1c1c1c"/>',
            f'<text x="{_WIDTH - _RIGHT + 8}" y="{middle + 5}">{bar.middle:.3g} ×</text>',
        ]
        if bar.aim:
            lines.append(
                f'<path d="M{place(bar.aim):.1f} {top + 2}v{_ROW - 4}" stroke="#a40000" '
                'stroke-width="2"/>'
            )
    lines += [
        f'<path d="M{one:.1f} {_ROW}V{height - _ROW}" stroke="#777"/>',
        f'<text x="0" y="{height - 6}">grey: as good; red: the aim; black: least to most</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
