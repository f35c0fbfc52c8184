"""One generation of the reference store, made of its entries each time it is asked."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import Stemmer

from index.corrections import Corrections
from index.documents import Document, Passage, Rule, Span, Speaker, StoredStatement
from index.rulings import Rulings
from index.speakers import merge, sighting
from index.store import (
    Build,
    Counts,
    Entry,
    Evidence,
    FileRecord,
    Filter,
    Hit,
    Manifest,
    Reading,
    StoredDocument,
    Tally,
    Vectors,
    What,
)
from index.stores.words import beginnings, fold

_ALL = Filter()
_K1, _B = 1.2, 0.75  # of BM25, as FTS5 has them
_porter = Stemmer.Stemmer("porter")


def stems(text: str) -> list[str]:
    return [_porter.stemWord(word) for word in re.findall(r"[^\W_]+", fold(text))]


@dataclass(frozen=True)
class State:
    """One generation."""

    generation: int = 0
    manifest: Manifest | None = None
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    build: Build | None = None

    def with_files(self, files: Mapping[str, FileRecord], entries: Mapping[str, Entry]) -> "State":
        """Of the entries those that some file has."""
        held = {file.document_id for file in files.values()}
        if missing := held - entries.keys() - {None}:
            raise ValueError(f"{missing} is not stored")
        kept = {id: entry for id, entry in entries.items() if id in held}
        return replace(self, files=dict(files), entries=kept)


class ReferenceSnapshot:
    """See ``index.store.Snapshot``."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._speakers, self._links = _speakers(state)
        self._stems: dict[What, dict[str, list[str]]] = {}
        self._passages = {p.id: p for e in state.entries.values() for p in e.passages}
        self._statements: dict[str, StoredStatement] = {}
        self._holds: dict[str, set[str]] = {id: set() for id in self._passages}  # statements
        for entry in state.entries.values():
            for ordinal in range(len(entry.attribution.statements)):
                self._add(entry, ordinal)

    def _add(self, entry: Entry, ordinal: int) -> None:
        document, statement = entry.document, entry.attribution.statements[ordinal]
        id, text = f"{document.id}-s{ordinal}", document.text
        shared = {
            p.id: sum(max(min(p.end, s.end) - max(p.start, s.start), 0) for s in statement.spans)
            for p in entry.passages
        }
        most = max(shared, key=lambda p: shared[p], default=None)
        speaker = self._links.get((document.id, statement.speaker), (None, None))[0]
        self._statements[id] = StoredStatement(
            id, document.id, document.title, document.published,
            most if most and shared[most] else None,
            self._speakers[speaker] if speaker else None, statement.source_text, statement.kind,
            text[slice(*statement.cue)] if statement.cue else None,
            " … ".join(text[slice(*span)] for span in statement.spans), statement.spans,
            statement.sentence, text[slice(*statement.sentence)], statement.confidence,
            statement.asked, text[slice(*statement.asked)] if statement.asked else "",
        )  # fmt: skip
        for passage, size in shared.items():
            if size:
                self._holds[passage].add(id)

    @property
    def generation(self) -> int:
        return self._state.generation

    def counts(self) -> Counts:
        return Counts(
            len(self._state.entries), len(self._passages), len(self._statements),
            len(self._speakers), len(self._state.files),
        )  # fmt: skip

    def last_build(self) -> Build | None:
        return self._state.build

    def files(self) -> Sequence[FileRecord]:
        return [self._state.files[path] for path in sorted(self._state.files)]

    def documents(self, offset: int = 0, limit: int = 100) -> Sequence[StoredDocument]:
        return self.titled("", offset, limit)[0]

    def titled(
        self, words: str, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredDocument], int]:
        found = []
        for id in self._state.entries:
            stored = self._stored(id)
            called = fold(" ".join([stored.document.title, *stored.paths]))
            if all(word in called for word in fold(words).split()):
                found.append(replace(stored, document=replace(stored.document, text="")))
        found.sort(key=lambda each: (each.document.title, each.document.id))
        return found[offset : offset + limit], len(found)

    def document(self, id: str) -> StoredDocument | None:
        return self._stored(id) if id in self._state.entries else None

    def _stored(self, id: str) -> StoredDocument:
        entry = self._state.entries[id]
        paths = sorted(f.path for f in self._state.files.values() if f.document_id == id)
        said = entry.attribution.statements
        return StoredDocument(entry.document, tuple(paths), len(entry.passages), len(said))

    def reading(self, document_id: str, where: Span | None = None) -> Reading | None:  # noqa: ARG002
        entry = self._state.entries.get(document_id)
        if entry is None:
            return None
        return Reading(entry.document, tuple(entry.sentences), tuple(entry.entities))

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        return [self._passages[id] for id in ids if id in self._passages]

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        entry = self._state.entries.get(document_id)
        return sorted(entry.passages, key=lambda p: (p.start, p.end, p.id)) if entry else []

    def passage_at(self, document_id: str, offset: int) -> Passage | None:
        held = (p for p in self.passages_of(document_id) if p.start <= offset < p.end)
        return next(held, None)

    def statements(self, ids: Sequence[str]) -> Sequence[StoredStatement]:
        return [self._statements[id] for id in ids if id in self._statements]

    def contexts(self, statement_ids: Sequence[str]) -> Mapping[str, str]:
        return {each.id: each.context for each in self.statements(statement_ids)}

    def statements_by(
        self, where: Filter, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredStatement], int]:
        found = [s for s in self._statements.values() if self._passes("statements", s.id, where)]
        found.sort(key=lambda s: (*_latest(s.published), s.document_id, _ordinal(s)))
        return found[offset : offset + limit], len(found)

    def tally(self, where: Filter) -> Sequence[Tally]:
        said, total = self.statements_by(where, limit=len(self._statements))
        counted = Counter(statement.document_id for statement in said[:total])
        told = [Tally(replace(self._of(id), text=""), n) for id, n in counted.items()]
        return sorted(told, key=lambda t: (*_latest(t.document.published), t.document.id))

    def statements_in(self, passage_ids: Sequence[str]) -> Sequence[StoredStatement]:
        ids = set[str]().union(*(self._holds.get(id, ()) for id in passage_ids))
        found = [self._statements[id] for id in ids]
        return sorted(found, key=lambda s: (s.document_id, _ordinal(s)))

    def speakers(
        self, prefix: str = "", offset: int = 0, limit: int = 100, where: Filter = _ALL
    ) -> tuple[Sequence[Speaker], int]:
        said, _ = self.statements_by(where, limit=len(self._statements))
        found = []
        for speaker in self._speakers.values():
            own = [s.document_id for s in said if s.speaker and s.speaker.id == speaker.id]
            names = beginnings((speaker.name, *speaker.aliases))
            start = fold(prefix)
            if own and (not start or any(name.startswith(start) for name in names)):
                counts = {"statement_count": len(own), "document_count": len(set(own))}
                found.append(replace(speaker, **counts))
        found.sort(key=lambda s: (-s.statement_count, s.name, s.id))
        return found[offset : offset + limit], len(found)

    def speaker(self, id: str) -> Speaker | None:
        return self._speakers.get(id)

    def evidence(self, speaker_id: str) -> Sequence[Evidence]:
        told: dict[tuple[str, Rule], dict[str, Document]] = {}
        places = [place for place, (id, _) in self._links.items() if id == speaker_id]
        for id, ordinal in sorted(
            places, key=lambda p: (*_latest(self._of(p[0]).published), p[0], p[1])
        ):
            document = replace(self._of(id), text="")
            profile = self._state.entries[id].attribution.profiles[ordinal]
            rule = self._links[id, ordinal][1]
            told.setdefault((profile.name, rule), {})[id] = document
            for alias in profile.aliases:
                told.setdefault((alias, "same document"), {})[id] = document
        found = [Evidence(*why, tuple(each.values())) for why, each in told.items()]
        return sorted(found, key=lambda e: (-len(e.documents), e.alias, e.rule))

    def corrections(self) -> Corrections:
        return self._state.corrections

    def aliases(self) -> Sequence[tuple[str, str]]:
        return [
            (alias, id)
            for id, speaker in sorted(self._speakers.items())
            for alias in dict.fromkeys(n.lower() for n in (speaker.name, *speaker.aliases))
        ]

    def frequency(self, what: What, word: str) -> int:
        words, held = stems(word), self._words(what).values()
        return sum(_times(each, words) > 0 for each in held) if words else 0

    def dense(self, what: What, vector: Vectors, k: int, where: Filter = _ALL) -> Sequence[Hit]:
        hits = []
        for entry in self._state.entries.values():
            rows = zip(_ids(what, entry), _vectors(what, entry), strict=True)
            for id, own in rows:
                if self._passes(what, id, where):
                    score = np.float32(own.astype(np.float64) @ vector.astype(np.float64))
                    hits.append(Hit(id, float(np.clip(score, -1.0, 1.0))))
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[: max(k, 0)]

    def lexical(
        self, what: What, words: Collection[str], k: int, where: Filter = _ALL
    ) -> Sequence[Hit]:
        asked = {tuple(found) for word in words if (found := stems(word))}
        return self._weighed(what, asked, self._words(what), k, where)

    def mentions(self, name: str, k: int) -> Sequence[Hit]:
        asked = {tuple(found)} if (found := stems(name)) else set()
        held = {id: stems(passage.text) for id, passage in self._passages.items()}
        return self._weighed("passages", asked, held, k, _ALL)

    def _weighed(
        self,
        what: What,
        asked: Iterable[tuple[str, ...]],
        held: Mapping[str, Sequence[str]],
        k: int,
        where: Filter,
    ) -> Sequence[Hit]:
        """BM25 (Robertson and Zaragoza 2009), of phrases."""
        length = sum(map(len, held.values())) / max(len(held), 1)
        scores = Counter[str]()
        for phrase in asked:
            found = {id: n for id, words in held.items() if (n := _times(words, phrase))}
            rarity = math.log(1 + (len(held) - len(found) + 0.5) / (len(found) + 0.5))
            for id, n in found.items():
                long = 1 - _B + _B * len(held[id]) / length
                scores[id] += rarity * n * (_K1 + 1) / (n + _K1 * long)  # type: ignore[assignment]
        hits = [Hit(id, score) for id, score in scores.items() if self._passes(what, id, where)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[: max(k, 0)]

    def _words(self, what: What) -> dict[str, list[str]]:
        if what not in self._stems:
            texts = {id: passage.labelled for id, passage in self._passages.items()}
            if what == "statements":
                texts = {id: statement.text for id, statement in self._statements.items()}
            self._stems[what] = {id: stems(text) for id, text in texts.items()}
        return self._stems[what]

    def _passes(self, what: What, id: str, where: Filter) -> bool:
        document = self._of(id.rpartition("-")[0])
        said = [id] if what == "statements" else self._holds[id]
        speakers = {s.id for each in said if (s := self._statements[each].speaker)}
        first, last = where.published_from, where.published_to
        dated = document.published
        return (
            (not where.speakers or not speakers.isdisjoint(where.speakers))
            and (not where.documents or document.id in where.documents)
            and (not first or (dated is not None and dated >= first))
            and (not last or (dated is not None and dated <= last))
            and (not where.spoken_only or what == "passages" or bool(speakers))
        )

    def _of(self, id: str) -> Document:
        return self._state.entries[id].document


Links = dict[tuple[str, int | None], tuple[str | None, Rule | None]]


def _speakers(state: State) -> tuple[dict[str, Speaker], Links]:
    """Everybody on record, and whose each profile is."""
    places = [
        (id, ordinal, profile)
        for id, entry in sorted(state.entries.items())
        for ordinal, profile in enumerate(entry.attribution.profiles)
    ]
    paths: dict[str, list[str]] = {id: [] for id in state.entries}
    for path, file in sorted(state.files.items()):
        if file.document_id is not None:
            paths[file.document_id].append(path)
    said = Counter(
        (id, statement.speaker)
        for id, entry in state.entries.items()
        for statement in entry.attribution.statements
    )
    seen = [sighting(profile, id, paths[id]) for id, _, profile in places]
    speakers: dict[str, Speaker] = {}
    links: Links = {}
    for speaker, members, rules in merge(seen, Rulings(state.corrections)):
        own = [places[n][:2] for n in members]
        speaking = [place for place in own if said[place]]
        if speaking:
            counts = (sum(said[place] for place in speaking), len({id for id, _ in speaking}))
            speakers[speaker.id] = replace(
                speaker, statement_count=counts[0], document_count=counts[1]
            )
            links |= {place: (speaker.id, rule) for place, rule in zip(own, rules, strict=True)}
    return speakers, links


def _ids(what: What, entry: Entry) -> list[str]:
    if what == "passages":
        return [passage.id for passage in entry.passages]
    return [f"{entry.document.id}-s{n}" for n in range(len(entry.attribution.statements))]


def _vectors(what: What, entry: Entry) -> Vectors:
    return entry.passage_vectors if what == "passages" else entry.statement_vectors


def _latest(published: object) -> tuple[bool, int]:
    return published is None, -published.toordinal() if published else 0  # type: ignore[attr-defined]


def _ordinal(statement: StoredStatement) -> int:
    return int(statement.id.rpartition("-s")[2])


def _times(words: Sequence[str], phrase: Sequence[str]) -> int:
    size, asked = len(phrase), list(phrase)
    if size == 1:
        return words.count(asked[0])
    return sum(list(words[n : n + size]) == asked for n in range(len(words) - size + 1))
