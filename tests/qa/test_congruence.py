"""The same questions of every store: what is answered does not depend on where the index is.

``make congruence`` asks 500; here it is as many as take some seconds.
"""

import os
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from index.embedding import Embedder
from index.store import Filter, Store
from index.stores.milvus.store import MilvusStore
from index.stores.milvus.transfer import take_in
from qa.answers import Answerer
from qa.replies import Question, Reply
from tests.index.milvus_server import started
from tests.index.reference import ReferenceStore
from tests.qa.library import DOCUMENTS, SEEDS, Library

QUESTIONS = int(os.environ.get("QUESTIONS", "42"))
SAME = 0.95  # of the ten best passages, on the mean
ALIKE = 0.995  # of the questions, in statements and speakers; no two stores weigh words alike

NAMES = """Ada Brook, Tom Becker, Ruth Calder, Ivo Lang, Nora Lindqvist, Omar Haddad, Priya Nair,
Samuel Osei, Tessa Brook, Viktor Lang""".replace("\n", " ").split(", ")
OFFICES = ["mayor", "engineer", "spokeswoman for the port", "union leader", "judge"]
THINGS = """the harbour, the bridge, the budget, the school, the ferry, the hospital, the tunnel,
the strike, the election, the dam""".replace("\n", " ").split(", ")
DONE = """would be closed by winter, had cost twice as much as planned, needs 40 more workers, is
safe, was opened without a permit, will not be rebuilt, had been inspected in March, lost 12
million""".replace("\n", " ").split(", ")
BETWEEN = """The council met again on Tuesday. | Rain is forecast for the weekend. | Nobody was
hurt. | The files run to 300 pages. | A decision is due in June.""".replace("\n", " ").split(" | ")


def synthetic(folder: Path, count: int) -> None:
    """Documents in which some of a few people say something of a few things."""
    chance = random.Random(7)  # noqa: S311
    for number in range(count):
        paragraphs = []
        for _ in range(6):
            name, thing = chance.choice(NAMES), chance.choice(THINGS)
            claim = f"{thing} {chance.choice(DONE)}"
            said = chance.choice(
                [
                    f"{name}, {chance.choice(OFFICES)}, said {claim}.",
                    f'"{claim[0].upper()}{claim[1:]}," {name} said.',
                    f"{name} denied that {claim}.",
                    f"According to {name}, {claim}.",
                ]
            )
            paragraphs.append(" ".join([said, *chance.sample(BETWEEN, 2)]))
        published = date(2024, 1, 1) + timedelta(days=chance.randrange(300))
        head = f"---\ntitle: Report {number}\ndate: {published}\n---\n\n"
        (folder / f"report-{number}.md").write_text(head + "\n\n".join(paragraphs) + "\n")


class Stores(NamedTuple):
    local: Store
    milvus: Store
    reference: Store


@pytest.fixture(scope="module")
def stores(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    server = started(tmp_path_factory.mktemp("milvus") / "data")
    folder = tmp_path_factory.mktemp("documents")
    for each in (*SEEDS.iterdir(), *DOCUMENTS.iterdir()):
        shutil.copy(each, folder)
    synthetic(folder, 24)
    local = Library(folder, tmp_path_factory.mktemp("local"), embedder).store
    others = (MilvusStore(server.address(), seconds=60.0), ReferenceStore())
    assert local.manifest
    for store in others:
        with store.writer(local.manifest) as writer:
            take_in(local, local.manifest, writer)
    yield Stores(local, *others)
    local.close()
    others[0].close()
    server.kill()


def questions(store: Store) -> list[str]:
    """Of what the documents say: by whom, about what, whether, how many; and mere words."""
    chance, asked = random.Random(1), list[str]()  # noqa: S311
    with store.snapshot() as snapshot:
        said, _ = snapshot.statements_by(Filter(spoken_only=True), limit=10_000)
        passages = [
            passage
            for each in snapshot.documents(limit=1_000)
            for passage in snapshot.passages_of(each.document.id)
        ]
    while len(asked) < QUESTIONS:
        statement, passage = chance.choice(said), chance.choice(passages)
        name = statement.speaker.name if statement.speaker else ""
        words = statement.text.rstrip(".!?,").split()
        some = " ".join(chance.sample(words, min(2, len(words))))
        text = passage.text.split()
        start = chance.randrange(len(text))
        asked += [
            f"what did {name} say?",
            f"what did {name} say about {some}?",
            f"who said {' '.join(words[:12])}?",
            f"did {' '.join(words[:8])}?",
            f"how many {some}?",
            f"what do they say about {' '.join(text[start : start + 3])}?",
            " ".join(text[start : start + 5]),
        ]
    return asked[:QUESTIONS]


def shown(reply: Reply) -> tuple[object, ...]:
    """What a reply says of who said what."""
    reason = reply.refusal.reason if reply.refusal else None
    said = [(found.statement.id, found.statement.speaker) for found in reply.statements]
    return reply.intent, reply.answered, reason, said


def best(answerer: Answerer, question: str) -> set[str]:
    found = answerer.search(question, limit=10, where=Filter())
    return {each.passage.id for each in found}


@pytest.mark.parametrize("other", ["milvus", "reference"])
def test_the_same_questions_are_answered_alike(
    stores: Stores, embedder: Embedder, other: str
) -> None:
    local, compared = (Answerer(each, embedder) for each in (stores.local, getattr(stores, other)))
    shares, unlike = [], []
    for question in questions(stores.local):
        ours, theirs = (shown(each.ask(Question(question))) for each in (local, compared))
        if ours != theirs:
            unlike.append((question, ours, theirs))
        found, expected = best(compared, question), best(local, question)
        shares.append(len(found & expected) / max(len(found), len(expected), 1))
    assert len(unlike) <= (1 - ALIKE) * QUESTIONS, unlike
    assert sum(shares) / len(shares) >= SAME
