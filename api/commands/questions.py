"""``onrecord ask`` and ``onrecord search``."""

import time

from api.cli import GOOD, MISUSE, NOTHING, complain
from api.plaintext import passages_text, reply_text
from api.progress import Progress
from api.schemas.pages import Page
from api.schemas.passages import Passage
from api.schemas.replies import Reply
from api.service import Service
from api.settings import Settings
from index.store import Filter
from qa.replies import LONGEST_QUESTION, Question


def ask(settings: Settings, text: str, *, limit: int, as_json: bool) -> int:
    if not (text := text.strip()) or len(text) > LONGEST_QUESTION:
        return complain(f"a question has 1 to {LONGEST_QUESTION:,} characters.", MISUSE)
    service = Service(settings, Progress().note)
    started = time.perf_counter()
    reply = service.ask(Question(text, limit=limit))
    if as_json:
        shown = Reply.of(reply, time.perf_counter() - started)
        print(shown.model_dump_json(indent=2))
    else:
        print(reply_text(reply))
    return GOOD if reply.answered else NOTHING


def search(settings: Settings, query: str, *, limit: int, as_json: bool) -> int:
    if not (query := query.strip()) or len(query) > LONGEST_QUESTION:
        return complain(f"a query has 1 to {LONGEST_QUESTION:,} characters.", MISUSE)
    found = Service(settings, Progress().note).search(query, limit=limit, where=Filter())
    if as_json:
        items = [Passage.found(each) for each in found]
        page = Page[Passage](items=items, total=len(items), limit=limit, offset=0)
        print(page.model_dump_json(indent=2))
    else:
        print(passages_text(found))
    return GOOD if found else NOTHING
