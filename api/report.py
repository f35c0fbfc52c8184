"""The report of an evaluation: one file of HTML that loads nothing, with everything escaped."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from api.plaintext import clean
from qa.evaluation import LATENCIES, Figure

_MOST = 1000  # failures shown
_WIDTH, _ROW = 640, 24  # of a plot, and of a bar in it
_BINS = 24
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1c1c1c; background: #fff;
       max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
         border-bottom: 1px solid #ddd; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
p { margin: 0 0 .3rem; overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; }
.under { color: #a40000; font-weight: bold; }
.aside { color: #555; }
""".strip()


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that went wrong: in what ways, what was wanted and what came, line by line.
    ``after`` is the question before it, empty where there was none."""

    question: str
    after: str
    standalone_question: str
    faults: Sequence[str]
    wanted: Sequence[str]
    got: Sequence[str]


def shown(figure: Figure, value: float) -> str:
    """A value of a figure as it is read: a share, or a time in milliseconds."""
    return f"{value * 1000:.1f} ms" if figure.name in LATENCIES else f"{value:.3f}"


def html(
    figures: Sequence[Figure],
    under: Mapping[str, float],
    reasons: Mapping[str, int],
    seconds: Sequence[float],
    failures: Sequence[Failure],
) -> str:
    """``under``: figures that are lower than they may be, with the least that they may be;
    ``seconds``: each reply's."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lines = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>onrecord: {len(seconds):,} questions</title><style>{_STYLE}</style></head><body>",
        f"<h1>{len(seconds):,} questions</h1>",
        *_figures(figures, under),
        *_bars([figure for figure in figures if figure.name not in LATENCIES]),
        *_refusals(reasons),
        *_histogram(seconds),
        *_failures(failures),
        "</body></html>",
    )
    return "\n".join(lines) + "\n"


def _figures(figures: Sequence[Figure], under: Mapping[str, float]) -> Iterator[str]:
    heads = "".join(f'<th class="number">{h}' for h in ("Value", "95 % interval", "Questions"))
    yield f"<table><thead><tr><th>Figure{heads}</tr></thead><tbody>"
    for figure in figures:
        value, low, high = (shown(figure, v) for v in (figure.value, figure.low, figure.high))
        if figure.name in under:
            value = f'<span class="under">{value} (under {under[figure.name]:g})</span>'
        yield (
            f'<tr><td>{_text(figure.name)}<td class="number">{value}'
            f'<td class="number">{low} – {high}<td class="number">{figure.count:,}</tr>'
        )
    yield "</tbody></table>"


def _bars(figures: Sequence[Figure]) -> Iterator[str]:
    """A bar a figure, with its interval as a line across its end."""
    if not figures:
        return
    left, scale = 180, _WIDTH - 240
    yield f"<h2>Figures with their intervals</h2>{_svg(_ROW * len(figures), 'figures as bars')}"
    for n, figure in enumerate(figures):
        top, middle = n * _ROW, n * _ROW + _ROW // 2
        low, end, high = (left + scale * v for v in (figure.low, figure.value, figure.high))
        yield (
            f'<text x="0" y="{middle + 5}" font-size="14">{_text(figure.name)}</text>'
            f'<rect x="{left}" y="{top + 4}" width="{end - left:.1f}" height="{_ROW - 8}" '
            'fill="#9db8d9"/>'
            f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 5}v10'
            f'M{high:.1f} {middle - 5}v10" stroke="#1c1c1c" fill="none"/>'
            f'<text x="{_WIDTH - 48}" y="{middle + 5}" font-size="14">{figure.value:.3f}</text>'
        )
    yield "</svg>"


def _histogram(seconds: Sequence[float]) -> Iterator[str]:
    """How many replies took how long; the slowest hundredth are in the last bar."""
    longest = sorted(seconds)[int(0.99 * (len(seconds) - 1))] or 1e-9
    counts = [0] * _BINS
    for each in seconds:
        counts[min(_BINS - 1, int(each / longest * _BINS))] += 1
    height, width = 120, _WIDTH / _BINS
    yield f"<h2>Time to a reply</h2>{_svg(height + 24, 'latencies as a histogram')}"
    for n, count in enumerate(counts):
        bar = height * count / max(counts)
        yield (
            f'<rect x="{n * width:.1f}" y="{height - bar:.1f}" width="{width - 2:.1f}" '
            f'height="{bar:.1f}" fill="#9db8d9"><title>{count:,}</title></rect>'
        )
    yield (
        f'<text x="0" y="{height + 18}" font-size="14">0 ms</text>'
        f'<text x="{_WIDTH}" y="{height + 18}" font-size="14" text-anchor="end">'
        f"{longest * 1000:.0f} ms and more</text></svg>"
    )


def _refusals(reasons: Mapping[str, int]) -> Iterator[str]:
    if reasons:
        told = ", ".join(f"{_text(reason)} {count:,}" for reason, count in reasons.items())
        yield f"<p>Refused: {told}</p>"


def _failures(failures: Sequence[Failure]) -> Iterator[str]:
    yield f"<h2>What went wrong, worst first ({len(failures):,})</h2>"
    if not failures:
        yield "<p>Nothing.</p>"
        return
    yield "<table><thead><tr><th>Question<th>Wanted<th>Got</tr></thead><tbody>"
    for each in failures[:_MOST]:
        read_as = each.standalone_question
        asked = _lines([each.question])
        if each.after:
            asked += f'<p class="aside">after: {_text(each.after)}</p>'
        if read_as != each.question:
            asked += f'<p class="aside">read as: {_text(read_as)}</p>'
        asked += f'<p class="aside">{_text("; ".join(each.faults))}</p>'
        yield f"<tr><td>{asked}<td>{_lines(each.wanted)}<td>{_lines(each.got)}</tr>"
    yield "</tbody></table>"
    if len(failures) > _MOST:
        yield f"<p>and {len(failures) - _MOST:,} more</p>"


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"<p>{_text(line)}</p>" for line in lines)


def _svg(height: int, label: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" '
        f'aria-label="{label}">'
    )


def _text(text: str) -> str:
    return escape(clean(text))
