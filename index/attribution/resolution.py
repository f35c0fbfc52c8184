"""The third stage of attribution: the words that name a source → the speaker they stand for.

Names are looked up among those the document uses, with surnames led to full names; pronouns and
descriptions ("the spokesman", "the agency") to somebody named before. What stands for nobody
nameable ("officials", "a report") stays without a speaker. No similarity of any kind is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.bodies import Bodies
from index.attribution.called import is_office
from index.attribution.defined import terms
from index.attribution.descriptions import Descriptions
from index.attribution.figures import Figure, Mention
from index.attribution.findings import Finding
from index.attribution.governments import country_of, government
from index.attribution.mentions import Cast
from index.attribution.naming import OF_A_PEOPLE, is_prose
from index.attribution.persons import speaks_for
from index.attribution.pronouns import Choice, Pronouns
from index.attribution.roles import behind_whom_is_called, is_role, nominal_before, title_before
from index.attribution.sources import Source, stood_for
from index.attribution.vocabulary import HONOURED
from index.documents import Span, SpeakerKind
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_POSSESSIVES = ("his", "her", "its", "their")
_BODIES = ("it", "its", "they", "them", "their")
_AUTHOR = ("i", "me", "my", "mine")
_SPEAKER = (*_AUTHOR, "we", "us", "our")
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC")
_AT_LARGE = frozenset("city country county nation region state world".split())
_SEVERAL = frozenset("all few many more most other several some these those two three".split())
_PARTISANS = frozenset("republican democrat conservative liberal socialist independent".split())


@dataclass(frozen=True)
class Resolved:
    """Who a source is, and how sure that is, in [0, 1]."""

    figure: Figure | None
    certainty: float


def may_speak(finding: Finding, source: Source) -> bool:
    """Whether the source is something that can put words on record.

    "The stance underscores the risk" reports nobody; "said" and "told" need no such check.
    """
    cue, head = finding.cue, source.head
    if cue is None or cue.lemma_.lower() in lexicon.SPEAKING or cue.lower_ in ("according", "per"):
        return head.lower_ not in ("this", "that")
    if head.pos_ == "PRON":
        return head.lower_ in (*gender.PRONOUNS, "they", "we", "i", "who", "it")
    lemma = head.lemma_.lower()
    if lemma in lexicon.ROLES or lemma in lexicon.PEOPLE or lemma in lexicon.DOCUMENTS:
        return True
    if head.pos_ == "PROPN" or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if head.text.startswith("@"):
        return True
    if lemma in lexicon.VESSELS or lemma in lexicon.STATE_BODIES or is_role(head):
        return True
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.subtree):
        return True  # "a bystander, Jane Doe": somebody by name
    return lemma.endswith(("ist", "ian", "man", "woman", "crat")) and head.pos_ == "NOUN"


# A work by whoever has a surname: "Lind (2019)", "Lind and Obi (2019)", "Lind et al."
_SURNAME = r"[^\W\d_a-z][\w’'-]+"
_CITATION = re.compile(
    rf"{_SURNAME}(?:(?:,? (?:and|&) {_SURNAME})? \((?:19|20)\d\d[a-z]?\)?| et al\b.*)"
)


_HANDLE = re.compile(r"@\w+")
_TOPIC = re.compile(r"[\W_]*(?:On|About|Regarding)\s[^:“\"]*$")


def is_topic(finding: Finding, source: Source, text: str) -> bool:
    """Whether it is what words behind a colon are about, and not whose: "On Lind: “…”"."""
    if finding.cue is not None and not finding.cue.is_punct:
        return False  # "On Friday, said Lind: “…”"
    line = text[text.rfind("\n", 0, source.span.start) + 1 : source.span.end]
    behind = text[source.span.end :][:1]
    return behind == ":" and source.head.pos_ != "PRON" and _TOPIC.match(line) is not None


class Resolver:
    """Resolves the sources of one document, which must come in text order. ``author`` is whose "I"
    stands outside of what is ``quoted``; ``nameless`` are mentions of people whom nothing names."""

    def __init__(
        self,
        parsed: Parsed,
        cast: Cast,
        author: Figure | None = None,
        quoted: Sequence[Span] = (),
        nameless: Sequence[Mention] = (),
    ) -> None:
        self._author, self._quoted = author, quoted
        self._nameless = {mention.span for mention in nameless}
        self._text = parsed.document.text
        self._cast = cast
        self._pronouns = Pronouns(parsed, cast, nameless)
        self._descriptions = Descriptions(parsed, cast, self._pronouns)
        self._bodies = Bodies(parsed, cast, self._pronouns)
        self._reported: list[tuple[Finding, Figure]] = []
        self._defined = terms(self._text, cast)

    def resolve(self, finding: Finding, source: Source) -> Resolved:
        """The speaker that a source stands for; any word of the source does as its head."""
        called, source = None, Source(_main(finding, source), source.span)
        if (noun := behind_whom_is_called(source.head)) is not None:
            called = self._cast.covering(finding.paragraph.span_of(source.head, source.head))
            source = Source(noun, finding.paragraph.span_of(noun.left_edge, noun.right_edge))
        found = self._resolve(finding, source)
        found = found if found.figure else self._in_office(source) or found
        if found.figure and (found.figure is called or self._is_cited(found.figure, source)):
            found = _NOBODY
        if is_topic(finding, source, self._text):
            found = _NOBODY
        if found.figure is not None:
            self._reported.append((finding, found.figure))
            self._bodies.speaks(found.figure, source.span.start)
        self._pronouns.speaks(found.figure, source.head, finding.paragraph)
        return found

    def beside(self, finding: Finding, source: Source, speaker: Figure | None) -> list[Figure]:
        """Who is named as saying it together with a source's speaker: "Kirby and Austin"."""
        head = _main(finding, source)
        joined = {head, *head.conjuncts}
        named = head.children if head.pos_ == "PROPN" else ()
        for name in (c for c in named if c.dep_ == "nmod" and c.pos_ == "PROPN"):
            joined |= {name, *name.conjuncts}  # "Mayor Ann Lind and Minister Karl Voss"
        if len(joined) < 2:
            return []
        doc, start = finding.paragraph.doc, finding.paragraph.start
        found = []
        within = self._cast.within(source.span)
        for mention in within:
            run = doc.char_span(
                mention.span.start - start, mention.span.end - start, alignment_mode="contract"
            )
            if run is None or run.root not in joined or mention.figure is speaker:
                continue
            behind = run.root.nbor().text if run.root.i + 1 < len(doc) else ""
            person = mention.figure.kind == "person"
            known = speaker is not None or (person and len(run) > 1)
            # "Ann Lind, Director, Harbour Board: “…”": before a colon a body is hers
            known = known and (person or (finding.cue is not None and not finding.cue.is_punct))
            if known and behind not in ("'", "’", "'s", "’s"):  # not Reuters, of Reuters' Ann Lind
                found.append(mention.figure)
        for office in (t for t in head.conjuncts if t.text[0].isupper() and is_role(t)):
            span = finding.paragraph.span_of(office.left_edge, office)
            held = source.span.holds(span) and not any(m.span.overlaps(span) for m in within)
            figure = self._resolve(finding, Source(office, span)).figure if held else None
            if figure is not None and figure is not speaker:
                found.append(figure)
        return list(dict.fromkeys(found))

    def _is_cited(self, figure: Figure, source: Source) -> bool:
        """Whether a source is a work that is cited by a mere surname, which others have as well,
        and no work of somebody whom the document names in full."""
        own = self._text[slice(*source.span)]
        in_full = any(" " in name and name not in own for name in figure.names)
        return not in_full and _CITATION.fullmatch(own) is not None

    def _resolve(self, finding: Finding, source: Source) -> Resolved:
        head = source.head
        word = head.lower_
        at = finding.paragraph.span_of(head, head)
        if word in gender.PRONOUNS:
            found = Resolved(*self._pronouns.antecedent(head, finding))
            himself = found.figure is not None and found.figure is self._author
            return _NOBODY if himself else found  # no author calls himself "he"
        if word in _BODIES:
            return Resolved(*self._bodies.it(head, finding))
        if word in _SPEAKER:
            return self._speaker_of(finding, at)
        if head.tag_ in ("WP", "WDT", "WP$") and head.head.dep_ == "relcl":
            noun = stood_for(head)
            span = finding.paragraph.span_of(noun.left_edge, noun)
            return self._resolve(finding, Source(noun, span)) if noun != head else _NOBODY
        if head.pos_ == "PRON" or word in ("this", "that") or _is_of_a_people(head):
            return _NOBODY
        if head.text in lexicon.UNNAMED and government(word):
            return _NOBODY  # "the male", and not the capital of the Maldives
        if word == "hon.":  # of "the right hon. Gentleman", where the parse takes it for the noun
            return _NOBODY
        if at in self._nameless:
            return _NOBODY
        if (account := self._by_handle(finding, source)) is not None:
            return Resolved(account, 0.95)
        if (defined := self._by_term(source)) is not None:
            return Resolved(defined, 0.95)
        if _is_addressed(head):
            called = self._appositive(finding, source)
            return Resolved(called, 0.95) if called is not None else _NOBODY
        if at == source.span and (bearer := self._bearer(at)) is not None:
            return Resolved(bearer, 0.95)
        if (office := self._bodies.office(source.span, head, at)) is not None:
            return Resolved(office, 0.95)
        if (titled := self._titled(source, at)) is not None:
            return Resolved(titled, 0.95)
        if (first := self._introduced(finding, source)) is not None:
            return Resolved(first, 0.95)
        following = self._bodies.following(head, finding)
        if following.figure is not None:
            return Resolved(*following)
        if _is_of_many(head):
            return _NOBODY
        partisan = head.lower_ in _PARTISANS
        is_name = (head.ent_type_ in _NAMED or head.pos_ == "PROPN") and not partisan
        # where Every Word Has A Capital, the parse may take the cue for a part of the name
        named = self._cast.covering(at, apart=finding.cue_span)
        if is_name and _is_generic(head, named):
            owned = any(c.tag_ == "PRP$" for c in head.children)
            return _NOBODY if owned else Resolved(*self._bodies.described(head, finding))
        if named is not None and (is_name or named.kind == "person"):
            return Resolved(named, 0.98)
        if (beside := self._appositive(finding, source)) is not None:
            return Resolved(beside, 0.95)
        if (body := self._bodies.of_state(head, finding)) is not None:
            return Resolved(body, 0.9)
        if is_name and not is_role(head):
            return self._proper(finding, source)
        if at == source.span and (called := self._cast.called(at)) is not None:
            return Resolved(called, 0.9)
        return self._described(finding, source)

    def _bearer(self, at: Span) -> Figure | None:
        """Joseph Muscat, of "Muscat said": somebody whom the document names in full by this
        surname, though a government is called so too."""
        called, word = self._cast.called(at), self._text[slice(*at)]
        if called is None or called.kind != "person" or government(word) is None:
            return None
        return called if called.name.endswith(f" {word}") else None

    def _described(self, finding: Finding, source: Source) -> Resolved:
        """ "Kirby's statement", "the senator", "the agency", "a Kremlin spokesman"."""
        head = source.head
        lemma = head.lemma_.lower()
        if (aged := self._descriptions.aged(source, finding)) is not None:
            return Resolved(*aged)
        if lemma in lexicon.VESSELS:
            owner = self._possessor(finding, head)
            if owner.figure is not None:
                return Resolved(owner.figure, 0.9 * owner.certainty)
        owners = [c for c in head.children if c.dep_ == "poss" and c.lower_ not in _POSSESSIVES]
        ranked = any(c.lemma_.lower() in _AT_LARGE for c in owners)  # "the nation's largest union"
        shared = head.dep_ == "conj" and not any(c.dep_ == "det" for c in head.children)
        led = [*head.children, *(head.head.children if shared else ())]  # "the President and Mayor"
        definite = any(c.lower_ in ("the", *_POSSESSIVES) for c in led)
        if ranked or (definite and not owners):
            told = self._descriptions.relative(head, finding)
            told = told or self._descriptions.person(head, finding)
            told = told or self._bodies.described(head, finding)
            if told.figure is not None:
                return Resolved(*told)
        if lemma in lexicon.SPOKESPEOPLE:
            return Resolved(*self._bodies.spoken_for(head, finding))
        return _NOBODY

    def _speaker_of(self, finding: Finding, at: Span) -> Resolved:
        """Whose "I" it is: the one whose words it stands in, or who wrote the document."""
        for other, figure in reversed(self._reported):
            if other is not finding and any(span.holds(at) for span in other.spans):
                return Resolved(figure, 0.9)
        alone = self._text[at.start : at.end].casefold() in _AUTHOR
        if alone and self._author and not any(span.holds(at) for span in self._quoted):
            return Resolved(self._author, 0.9)
        return _NOBODY

    def _in_office(self, source: Source) -> Resolved | None:
        """Whose name a source ends with behind an office, whatever the parser takes for its head:
        "Senate Majority Leader, New York Senator Ann Obi"."""
        words = self._text[slice(*source.span)]
        named = self._cast.within(source.span)[-1:]
        if not named or named[0].span.end != source.span.end or re.search(r"\b(?:and|or)\b", words):
            return None
        before = self._text[source.span.start : named[0].span.start].split()[-1:]
        person = named[0].figure.kind == "person" and bool(before) and is_office(before[0])
        return Resolved(named[0].figure, 0.9) if person and "," in words else None

    def _titled(self, source: Source, at: Span) -> Figure | None:
        """Whose name stands right behind what somebody is, which the parse takes for the source or
        a verb: "said butcher Ann Lind"."""
        if not (source.head.is_lower and is_role(source.head)):
            return None
        named = (m for m in self._cast.within(source.span) if m.span.start == at.end + 1)
        return next((m.figure for m in named if m.figure.kind == "person"), None)

    def _by_handle(self, finding: Finding, source: Source) -> Figure | None:
        """Who posts under a handle, "@ann_l" or "another user, @ann_l": whose name it stands beside
        in brackets, or else nobody known by another name."""
        head = source.head
        handles = [t for t in (head, *head.children) if _HANDLE.fullmatch(t.text)]
        handles = [t for t in handles if t == head or t.dep_ == "appos"]
        if len(handles) != 1 or any(m.figure.kind == "person" for m in self._within(source)):
            return None
        at = finding.paragraph.span_of(handles[0], handles[0])
        handle = self._text[slice(*at)]
        beside = re.search(rf" \({re.escape(handle)}\)", self._text, re.IGNORECASE)
        named = next(self._cast.before(beside.start() + 1), None) if beside else None
        if beside is not None and named is not None and named.span.end == beside.start():
            return named.figure
        return self._cast.named(handle, "person", at, handles[0])

    def _within(self, source: Source) -> Sequence[Mention]:
        """Who is named in a source's words by more than a handle."""
        within = self._cast.within(source.span)
        return [m for m in within if not self._text.startswith("@", m.span.start)]

    def _by_term(self, source: Source) -> Figure | None:
        """Who goes by a term that the document defines: "the Company", "Plaintiff"."""
        words = self._text[slice(*source.span)].split()
        words = words[1:] if words[:1] in (["the"], ["The"]) else words
        return self._defined.get(" ".join(words))

    def _proper(self, finding: Finding, source: Source) -> Resolved:
        """A name that the parser's entities left out: its run of proper nouns."""
        head = source.head
        first = last = head
        while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[0].isupper():
            first = first.nbor(-1)
        while last.i + 1 < len(last.doc) and last.nbor().pos_ == "PROPN":
            if finding.cue_span and _at(finding, last.nbor()).overlaps(finding.cue_span):
                break
            last = last.nbor()
        span = finding.paragraph.span_of(first, last)
        words = self._text[span.start : span.end].split()
        known = self._cast.at(span)
        if known is not None and words[-1].casefold() not in lexicon.BODY_WORDS:
            return Resolved(known, 0.9)
        while words and (
            words[0].casefold().rstrip(".") in lexicon.HONORIFICS
            or words[0].casefold() in lexicon.ROLES
        ):
            words.pop(0)
        if not words or not words[-1][0].isupper():
            return _NOBODY
        alone = words[0].casefold() if len(words) == 1 else ""
        generic = lexicon.GENERIC | lexicon.UNNAMED | {"i", "therefore"}  # "THEREFORE, I, ANN LIND"
        before = first.doc[: first.i][-1:].text
        within = is_prose(finding.paragraph) and not first.is_sent_start  # "…, Hill said."
        may_be_a_word = not within or before.casefold() == "the"
        may_be_a_word &= before != "The" or alone.endswith("s")  # "The Stage"
        if alone in generic or (alone and self._cast.is_common(alone, in_use=may_be_a_word)):
            return _NOBODY  # "the Executive Order", "MAN DENIES ARSON", "Americans"
        name = " ".join(words)
        a_body = (
            head.ent_type_ in ("ORG", "FAC", "GPE")
            or words[-1].casefold() in lexicon.BODY_WORDS
            or (len(words) == 1 and name.isupper())
            or (first.i > 0 and first.nbor(-1).lower_ == "the")
        )
        office = [n for n, word in enumerate(words[:-1]) if is_office(word)]
        if office and not a_body:  # "White House Deputy Press Secretary Kush Desai"
            name = " ".join(words[office[-1] + 1 :])
        kind: SpeakerKind = "organisation" if a_body else "person"
        return Resolved(self._cast.named(name, kind, span, head), 0.8)

    def _introduced(self, finding: Finding, source: Source) -> Figure | None:
        """Marta Oduya, of "Marta Oduya, chief executive, Halden": a source that starts with what
        somebody is called and is goes by that name, whatever the parser hangs it on."""
        paragraph = finding.paragraph
        first = next(iter(self._cast.within(source.span)), None)
        if first is None:
            return self._set_off(finding, source)
        if first.figure.kind != "person":
            return None
        before = self._text[source.span.start : first.span.start].split()
        behind = [t for t in paragraph.tokens if paragraph.start + t.idx >= first.span.end][:2]
        told = [t.text for t in behind[:1]] == [","] and behind[-1].pos_ in ("DET", "ADJ", "NOUN")
        return first.figure if told and all(w[0].isupper() for w in before) else None

    def _set_off(self, finding: Finding, source: Source) -> Figure | None:
        """Jago, of whom the parse parts what he is told to be: "Jago, [her twin], says"."""
        (start, end), head = source.span, source.head
        near = next(self._cast.before(start), None)
        if near is None or near.figure.kind != "person" or self._text[end : end + 1] != ",":
            return None
        begins = finding.paragraph.start + head.sent[0].idx == near.span.start
        owned = any(c.dep_ == "poss" for c in head.children) or is_role(head)
        alone = self._text[near.span.end : start] == ", "
        return near.figure if begins and owned and alone else None

    def _appositive(self, finding: Finding, source: Source) -> Figure | None:
        """The name beside a description: "a spokesman, John Kirby," and "spokesman John Kirby"."""
        head = source.head
        for mention in self._cast.within(source.span):
            run = finding.paragraph.doc.char_span(
                mention.span.start - finding.paragraph.start,
                mention.span.end - finding.paragraph.start,
                alignment_mode="contract",
            )
            if run is None:
                continue
            beside = run.root.head == head and run.start > head.i
            beside = beside and run.root.dep_ in ("appos", "compound")
            beside = beside and not _is_of(head, run.start)
            title = title_before(run)
            beside = beside or speaks_for(run) == head or _is_hung_on_a_place(run.root, head)
            beside = beside or (title is not None and title.start <= head.idx < title.end)
            if (beside and mention.figure.kind == "person") or nominal_before(run) == head:
                return mention.figure
        for child in head.children:
            at = finding.paragraph.span_of(child, child)
            bracketed = "(" in self._text[source.span.start : at.start]  # "Ann Lind (R-FL)"
            beside = child.dep_ == "appos" and child.pos_ == "PROPN" and source.span.holds(at)
            if beside and not bracketed and not _is_of(head, child.i):
                return self._proper(finding, Source(child, source.span)).figure
        return None

    def _possessor(self, finding: Finding, head: Token) -> Choice:
        """Kirby, of "Kirby's statement" and "a statement from Kirby"."""
        for child in head.children:
            if child.dep_ == "poss":
                if child.lower_ in gender.PRONOUNS:
                    return self._pronouns.antecedent(child, finding)
                return Choice(self._cast.covering(finding.paragraph.span_of(child, child)), 0.95)
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                for owner in child.children:
                    body = self._bodies.of_state(owner, finding)
                    span = finding.paragraph.span_of(owner, owner)
                    return Choice(body or self._cast.covering(span), 0.95)
        return Choice(None, 0.9)


_NOBODY = Resolved(None, 0.9)


def _is_hung_on_a_place(name: Token, head: Token) -> bool:
    """Whether a name is a description's, though the parse hangs it on a place or body in that: "the
    warden at Harlow, Ann Lind", "a trader from Harlow, the camel dealer Ann Lind"."""
    place = name
    while place.dep_ == "appos":
        place = place.head
    placed = place.dep_ == "pobj" and place.ent_type_ in ("GPE", "LOC", "FAC", "ORG")
    return placed and place != name and head.tag_ == "NN" and place.head.head == head


def _is_of_a_people(head: Token) -> bool:
    """Whether somebody is only told to be of a country: "the Italian", and not "the French"."""
    alone = [c.lower_ for c in head.lefts] == ["the"]
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_.endswith(("ch", "ese", "sh", "ss"))
    known = country_of(head.text) is not None and government(head.text) is None
    named = head.doc[head.i + 1 : head.i + 2].text.istitle()  # "the Frenchman Paul Lind"
    known = known or (OF_A_PEOPLE.fullmatch(head.text) is not None and not named)
    return alone and not plural and head.text[0].isupper() and known


def _is_of_many(head: Token) -> bool:
    """Whether people are only told to be many, or of a country or a party: "many Greens",
    "Russians", "two House Committees", and not "All Nippon Airways"."""
    one = head.lower_.removesuffix("s")
    named = head.i > 0 and head.nbor(-1).pos_ == "PROPN" and one not in lexicon.GENERIC
    several = head.tag_ == "NNPS" and not named and any(c.lower_ in _SEVERAL for c in head.lefts)
    a_people = one in _PARTISANS or head.lower_ in lexicon.NO_SURNAMES or country_of(one)
    return one != head.lower_ and bool(several or a_people)


def _is_generic(head: Token, named: Figure | None) -> bool:
    """Whether a noun with a capital is nobody's name by itself: "the Department"."""
    if head.lemma_.lower() not in lexicon.GENERIC:
        return False
    if named is not None and all(name.casefold() in lexicon.GENERIC for name in named.names):
        return True
    return all(c.dep_ == "det" or c.tag_ == "PRP$" or c.is_punct for c in head.children)


def _at(finding: Finding, token: Token) -> Span:
    return finding.paragraph.span_of(token, token)


def _is_of(head: Token, name: int) -> bool:
    """Whether a noun is somebody else of the name at a place behind it, whom the parse takes for
    the same: "a biographer of President Lind", and not "master of ceremonies Ann Lind"."""
    between = head.doc[head.i + 1 : name]
    parted = any(t.pos_ == "ADP" for t in between) and not any(t.text == "," for t in between)
    return parted and is_role(between[-1])


def _is_addressed(head: Token) -> bool:
    """Whether it is how members of a house speak of each other: "the hon. Lady"."""
    before = [t.lower_.rstrip(".") for t in head.doc[max(0, head.i - 2) : head.i]]
    called = head.lower_ in ("friend", "gentleman", "lady", "lord", "member", "members")
    return called and not HONOURED.isdisjoint(before)


def _main(finding: Finding, source: Source) -> Token:
    """The main word of a source's phrase, whichever of its words it is known by."""
    doc, start = finding.paragraph.doc, finding.paragraph.start
    run = doc.char_span(
        source.span.start - start, source.span.end - start, alignment_mode="contract"
    )
    if run is None:
        return source.head
    root = run.root
    if root.ent_type_ in ("DATE", "TIME"):  # "Holt Sunday night"
        root = next((t for t in run if t.ent_type_ in _NAMED), root)
    if root.lower_.rstrip(".") in lexicon.SUFFIXES | lexicon.COMPANY_FORMS:
        before = [t for t in root.doc[max(0, root.i - 2) : root.i] if t.text != ","][-1:]
        if before and before[0].pos_ == "PROPN" and source.span.start <= start + before[0].idx:
            root = before[0]  # "Halden Foods, Inc.", "Ann Lind MP"
    if root.dep_ == "prep":  # "Republicans in the Senate", hung on the "in"
        nominal = (t for t in run if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ != "compound")
        root = next(nominal, root)
    return root
