"""``onrecord statements``: attribution of any text, without an index."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError
from tqdm import tqdm

from api.cli import GOOD, MISUSE, NOTHING, complain
from api.plaintext import attribution_text
from api.progress import Progress
from index.attribution import attribute, on_record
from index.documents import Attribution, Document
from index.parsing import Parser
from index.readers import Unreadable, read


class _Line(BaseModel):
    """A line of the input; fields beyond these (a scorer's gold) are left out of account."""

    doc_id: str | int
    text: str


def statements(file: str | None, *, jsonl: bool, as_json: bool) -> int:
    """``file`` None is standard input: lines of JSON with ``jsonl``, else plain text."""
    try:
        if jsonl:
            return _lines(file)
        data = Path(file).read_bytes() if file else sys.stdin.buffer.read()
        document = read(Path(file or "stdin.txt"), data)
    except Unreadable as reason:
        return complain(f"{file or 'standard input'}: {reason}", MISUSE)
    except BrokenPipeError:
        raise
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}", MISUSE)
    found = attribute(_parser().parse(document))
    if as_json:
        print(json.dumps(_quotes(found), ensure_ascii=False, indent=2))
    else:
        print(attribution_text(document, on_record(found)))
    return GOOD if on_record(found).statements else NOTHING


def _lines(file: str | None) -> int:
    source = Path(file).open("rb") if file else sys.stdin.buffer  # noqa: SIM115  closed below
    with source:
        parser = _parser()
        for number, line in enumerate(_counted(source), 1):
            if not line.strip():
                continue
            try:
                given = _Line.model_validate_json(line)
            except ValidationError:
                return complain(f'line {number} is not {{"doc_id": …, "text": "…"}}.', MISUSE)
            found = attribute(parser.parse(Document(str(given.doc_id), "", given.text)))
            quotes = {"doc_id": given.doc_id, "quotes": _quotes(found)}
            print(json.dumps(quotes, ensure_ascii=False))
    return GOOD


def _counted(lines: Iterable[bytes]) -> Iterator[bytes]:
    yield from tqdm(lines, unit="doc", file=sys.stderr, disable=not sys.stderr.isatty())


def _parser() -> Parser:
    """Loaded at once, as it takes seconds and says so."""
    with Progress() as progress:
        progress.note("loading the parser")
        parser = Parser()
        parser.load()
    return parser


def _quotes(found: Attribution) -> list[dict[str, object]]:
    """The form that the scorers of attribution read."""
    return [
        {
            "type": statement.kind,
            "content": [list(span) for span in statement.spans],
            "cue": list(statement.cue) if statement.cue else None,
            "source": list(statement.source) if statement.source else None,
            "source_text": statement.source_text or None,
            "speaker": None
            if statement.speaker is None
            else found.profiles[statement.speaker].name,
            "speech": statement.speech,
            "confidence": statement.confidence,
        }
        for statement in found.statements
    ]
