"""A snapshot of an index in Milvus: the rows of one generation."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from index.corrections import Corrections
from index.documents import Document, Entity, Passage, Rule, Span, Speaker, StoredStatement
from index.people import bare_of_title
from index.store import (
    Build,
    Counts,
    Evidence,
    FileRecord,
    Filter,
    Hit,
    Reading,
    StoredDocument,
    Tally,
    Vectors,
    What,
)
from index.stores.milvus.connection import LIMIT, Row, key
from index.stores.milvus.reader import PLAIN, Reader, grouped
from index.stores.milvus.roll import Roll
from index.stores.milvus.rows import (
    condition_of,
    document_of,
    file_of,
    passage_of,
    statement_of,
)
from index.stores.milvus.words import holds, phrases, stems
from index.stores.words import fold

_EVERYTHING = Filter()
_CLOSE = 1e-5  # scores this near may be equal: engines sum in single precision, in their own order


class MilvusSnapshot:
    """See ``index.store.Snapshot``. Safe to use from several threads.

    What has an order of its own (documents by title, statements by date) is put into it here: the
    ids of all that passes are read for one page of it.
    """

    def __init__(self, reader: Reader, rolls: Callable[[Reader], Roll]) -> None:
        self.reader = reader
        self._rolls = rolls
        self._roll: Roll | None = None

    @property
    def generation(self) -> int:
        return self.reader.state.generation

    @property
    def roll(self) -> Roll:
        """All speakers."""
        if self._roll is None:
            self._roll = self._rolls(self.reader)
        return self._roll

    def counts(self) -> Counts:
        return self.reader.state.counts

    def last_build(self) -> Build | None:
        return self.reader.state.last_build

    def files(self) -> Sequence[FileRecord]:
        return sorted(map(file_of, self.reader.all("file")), key=lambda file: file.path)

    def documents(self, offset: int = 0, limit: int = 100) -> Sequence[StoredDocument]:
        return self._listed(self.reader.all("document"), offset, limit)

    def titled(
        self, words: str, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredDocument], int]:
        wanted, paths = fold(words).split(), dict[str | None, list[str]]()
        for file in self.files():
            paths.setdefault(file.document_id, []).append(file.path)
        found = []
        for row in self.reader.all("document"):
            said = row["payload"]
            called = fold(" ".join([said["title"], *paths.get(said["id"], ())]))
            if all(word in called for word in wanted):
                found.append(row)
        return self._listed(found, offset, limit), len(found)

    def document(self, id: str) -> StoredDocument | None:
        reading = self.reading(id)
        if reading is None:
            return None
        (stored,) = self._stored(self.reader.looked_up("document", id=[key(id)]))
        return replace(stored, document=reading.document)

    def reading(self, document_id: str, where: Span | None = None) -> Reading | None:  # noqa: ARG002
        rows = self.reader.looked_up("document", id=[key(document_id)])
        texts = self.reader.looked_up("text", id=[key(document_id)])
        if not rows or not texts:
            return None
        said = texts[0]["payload"]
        return Reading(
            document_of(rows[0], said["text"]),
            tuple(Span(*span) for span in said["sentences"]),
            tuple(Entity(*entity) for entity in said["entities"]),
        )

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        rows = self.reader.searched("passages", PLAIN, id=set(map(key, ids)))
        found = {passage.id: passage for passage in map(passage_of, rows)}
        return [found[id] for id in ids if id in found]

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        rows = self.reader.searched("passages", PLAIN, document=[key(document_id)])
        return sorted(map(passage_of, rows), key=lambda p: (p.start, p.end, p.id))

    def passage_at(self, document_id: str, offset: int) -> Passage | None:
        held = [p for p in self.passages_of(document_id) if p.start <= offset < p.end]
        return min(held, key=lambda p: (-p.start, p.id), default=None)

    def statements(self, ids: Sequence[str]) -> Sequence[StoredStatement]:
        rows = self.reader.searched("statements", PLAIN, id=set(map(key, ids)))
        found = {statement.id: statement for statement in self._told(rows)}
        return [found[id] for id in ids if id in found]

    def contexts(self, statement_ids: Sequence[str]) -> Mapping[str, str]:
        return {each.id: each.context for each in self.statements(statement_ids)}

    def statements_by(
        self, where: Filter, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredStatement], int]:
        fields = ("id", "document", "ordinal", "published")
        rows = list(self.reader.scan("statements", condition_of("statements", where), fields))
        rows.sort(key=_place)
        page = [row["id"] for row in rows[offset : offset + limit]]
        found = self.reader.searched("statements", PLAIN, id=page) if page else []
        return self._told(sorted(found, key=_place)), len(rows)

    def tally(self, where: Filter) -> Sequence[Tally]:
        fields = ("document", "published")
        rows = self.reader.scan("statements", condition_of("statements", where), fields)
        count = Counter(row["document"] for row in rows)
        documents = self.reader.looked_up("document", id=count)
        told = [Tally(document_of(row), count[row["id"]]) for row in documents]
        return sorted(told, key=lambda each: _latest(each.document))

    def statements_in(self, passage_ids: Sequence[str]) -> Sequence[StoredStatement]:
        passages = self.reader.searched("passages", PLAIN, id=set(map(key, passage_ids)))
        held = {key(id) for row in passages for id in row["payload"]["said"]}
        rows = self.reader.searched("statements", PLAIN, id=held)
        return self._told(sorted(rows, key=lambda row: (row["document"], row["ordinal"])))

    def speakers(
        self, prefix: str = "", offset: int = 0, limit: int = 100, where: Filter = _EVERYTHING
    ) -> tuple[Sequence[Speaker], int]:
        found = self.roll.called(prefix)
        if where != _EVERYTHING:
            condition = condition_of("statements", replace(where, spoken_only=True))
            rows = list(self.reader.scan("statements", condition, ("speakers", "document")))
            said = Counter(row["speakers"][0] for row in rows)
            told = {(row["speakers"][0], row["document"]) for row in rows}
            documents = Counter(id for id, _ in told)
            found = [
                replace(each, statement_count=said[id], document_count=documents[id])
                for each in found
                if (id := key(each.id)) in said
            ]
        found.sort(key=lambda each: (-each.statement_count, each.name, each.id))
        return found[offset : offset + limit], len(found)

    def speaker(self, id: str) -> Speaker | None:
        return self.roll.speakers.get(id)

    def evidence(self, speaker_id: str) -> Sequence[Evidence]:
        profiles = self.reader.looked_up("profile", speaker=[key(speaker_id)])
        rows = self.reader.looked_up("document", id={row["document"] for row in profiles})
        by_document = grouped(profiles, "document")
        told: dict[tuple[str, Rule], dict[str, Document]] = {}
        for document in sorted(map(document_of, rows), key=_latest):
            ordered = sorted(by_document[key(document.id)], key=lambda r: r["payload"]["ordinal"])
            for said in (row["payload"] for row in ordered):
                told.setdefault((said["name"], said["rule"]), {})[document.id] = document
                for alias in bare_of_title(said["name"], said["aliases"]):
                    told.setdefault((alias, "same document"), {})[document.id] = document
        evidence = [Evidence(*why, tuple(each.values())) for why, each in told.items()]
        return sorted(evidence, key=lambda e: (-len(e.documents), e.alias, e.rule))

    def corrections(self) -> Corrections:
        return corrections_of(self.reader.looked_up("corrections", id=["all"]))

    def aliases(self) -> Sequence[tuple[str, str]]:
        return self.roll.aliases

    def frequency(self, what: What, word: str) -> int:
        words = stems(word)

        def count() -> int:
            if len(words) == 1:
                return self.reader.count(what, _with(words))
            rows = self.reader.scan(what, _with(words), ("words",))
            return sum(holds(row["words"].split(), words) for row in rows)

        return self.roll.frequency(what, " ".join(words), count) if words else 0

    def dense(
        self, what: What, vector: Vectors, k: int, where: Filter = _EVERYTHING
    ) -> Sequence[Hit]:
        condition, asked = condition_of(what, where), vector.tolist()

        def nearest(n: int) -> tuple[list[Hit], bool]:
            rows = self.reader.search(what, "vector", asked, n, condition, ("id", "vector"))
            vectors = np.array([row["vector"] for _, row in rows], np.float32)
            # In double precision, so that equal vectors score equally wherever they stand.
            exact = vectors.reshape(len(rows), len(vector)).astype(float) @ vector.astype(float)
            scores = np.clip(exact.astype(np.float32), -1.0, 1.0).tolist()
            hits = [Hit(row["id"], score) for (_, row), score in zip(rows, scores, strict=True)]
            return hits, len(rows) == n

        return _best(nearest, k)

    def lexical(
        self, what: What, words: Collection[str], k: int, where: Filter = _EVERYTHING
    ) -> Sequence[Hit]:
        asked, condition = phrases(words), condition_of(what, where)
        single = {each[0] for each in asked if len(each) == 1}
        longer = [each for each in asked if len(each) > 1]

        def fits(row: Row) -> bool:
            held = row["words"].split()
            return not single.isdisjoint(held) or any(holds(held, each) for each in longer)

        return self._matches(what, asked, k, condition, ("words",), fits)

    def mentions(self, name: str, k: int) -> Sequence[Hit]:
        words = stems(name)

        def fits(row: Row) -> bool:
            return holds(stems(self.reader.decoded(row)["text"]), words)

        return self._matches(
            "passages", [words] if words else [], k, _with(words), ("payload", "more", "pk"), fits
        )

    def _matches(
        self,
        what: What,
        asked: Sequence[Sequence[str]],
        k: int,
        condition: str,
        fields: Sequence[str],
        fits: Callable[[Row], bool],
    ) -> Sequence[Hit]:
        words = " ".join(word for each in asked for word in each)
        if not words:
            return []

        def best(n: int) -> tuple[list[Hit], bool]:
            rows = self.reader.search(what, "weights", words, n, condition, ("id", *fields))
            hits = [Hit(row["id"], abs(score)) for score, row in rows if score and fits(row)]
            return hits, len(rows) == n

        return _best(best, k)

    def _listed(self, rows: list[Row], offset: int, limit: int) -> list[StoredDocument]:
        rows.sort(key=lambda row: (row["payload"]["title"], row["payload"]["id"]))
        return self._stored(rows[offset : offset + limit])

    def _stored(self, rows: Sequence[Row]) -> list[StoredDocument]:
        ids = {row["id"] for row in rows}
        paths = grouped(self.reader.looked_up("file", document=ids), "document")
        return [
            StoredDocument(
                document_of(row),
                tuple(sorted(each["payload"]["path"] for each in paths[row["id"]])),
                row["payload"]["passages"],
                row["payload"]["statements"],
            )
            for row in rows
        ]

    def _told(self, rows: Sequence[Row]) -> list[StoredStatement]:
        return [statement_of(row, self.roll.speakers) for row in rows]


def corrections_of(rows: Sequence[Row]) -> Corrections:
    return Corrections.from_json(rows[0]["payload"] if rows else None)


def _best(search: Callable[[int], tuple[list[Hit], bool]], k: int) -> list[Hit]:
    """The ``k`` best of a search, ties by id.

    ``search`` gives the hits among its ``n`` best rows, and whether there may be more. It is asked
    for more until what comes is less than the last that counts, so that a tie at the edge is
    decided by id, not by the order an engine happens to keep.
    """
    if k <= 0:
        return []
    wanted = k + 8
    while True:
        found, more = search(min(wanted, LIMIT))
        found.sort(key=lambda hit: (-hit.score, hit.id))
        if not more or wanted >= LIMIT:
            return found[:k]
        if len(found) >= k and found[k - 1].score - found[-1].score > _CLOSE:
            return found[:k]
        wanted *= 4


def _with(words: Sequence[str]) -> str:
    """The condition that a row has all of these stems; they are nothing but letters and digits."""
    return " and ".join(f'text_match(words, "{word}")' for word in dict.fromkeys(words))


def _place(row: Row) -> tuple[int, str, int]:
    return -row["published"], row["document"], row["ordinal"]


def _latest(document: Document) -> tuple[int, str]:
    return -(document.published.toordinal() if document.published else 0), document.id
