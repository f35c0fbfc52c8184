"""The parts of the README that the program itself knows: the reply it shows and the settings.

    python -m benchmarks.readme

Writes them anew between their marks; a test fails while they differ.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from api.schemas.replies import Reply
from api.service import Service
from api.settings import Settings, settings_table
from qa.replies import Question

_ROOT = Path(__file__).parents[1]
README = _ROOT / "README.md"
_MARKED = re.compile(r"(<!-- (reply|settings): .*? -->\n).*?(<!-- /\2 -->\n)", re.DOTALL)


def main() -> None:
    README.write_text(refreshed(README.read_text("utf-8")), "utf-8")


def refreshed(text: str) -> str:
    """The README's text with both parts as they have to be."""
    question = re.search(r'-d \'(\{"question": .*?\})\'', text)
    if question is None:
        raise ValueError("the README asks no question")
    shown = {"reply": _reply(json.loads(question[1])), "settings": settings_table()}
    return _MARKED.sub(lambda m: m[1] + shown[m[2]] + m[3], text)


def _reply(request: Mapping[str, str]) -> str:
    """What a new server over seeds/ replies; the time it took is a machine's own and left out."""
    with tempfile.TemporaryDirectory() as data:
        service = Service(Settings(data=Path(data), documents=_ROOT / "seeds"))
        service.build()
        reply = Reply.of(service.ask(Question(request["question"])), 0.0)
        service.close()
    given = reply.model_dump(mode="json")
    del given["took_ms"]
    written = json.dumps(given, indent=2, ensure_ascii=False)
    written = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", written)
    return f"```json\n{written}\n```\n"


if __name__ == "__main__":
    main()
