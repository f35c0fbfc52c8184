"""The second stage of attribution: a finding → the words that name whose words they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.assertions import witnessed
from index.attribution.contents import reading
from index.attribution.reported import Finding
from index.documents import Span
from index.parsing import Paragraph
from index.references import around, author, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_LONGEST = 40  # tokens; a longer noun phrase is cut back to its head and what stands before it
_MOST_JOINED = 6  # verbs from a cue to the one that has its subject
_RANKS = lexicon.HONORIFICS - lexicon.POLITE
_SPEECH_INVERTED = frozenset("say ask add reply write continue".split())


@dataclass(frozen=True)
class Source:
    """The noun phrase that names the source; ``head`` is its main word."""

    head: Token
    span: Span


def link(finding: Finding) -> Source | None:
    """The source that the cue's grammar gives; None where it has none ("it was reported that")."""
    if finding.speaker is not None:
        named = _author(finding.paragraph, finding.speaker)
        return Source(finding.speaker, named or _phrase(finding, finding.speaker))
    if finding.cue is None:
        return None
    head = _head(finding.agent or finding.cue, finding)
    if head is None:
        return None
    head = _antecedent(head)
    if head.dep_ == "expl" or head.lower_ in ("what", "which", "there"):
        return None
    return before_suffix(Source(head, _phrase(finding, head)), finding.paragraph)


def _author(paragraph: Paragraph, name: Token) -> Span | None:
    """The author whose name is in a reference, without the work."""
    text, at = paragraph.doc.text, Span(name.idx, name.idx + len(name))
    reference = around(references(text), at)
    named = author(text, reference) if reference is not None else None
    start = paragraph.start
    return Span(start + named.start, start + named.end) if named is not None else None


def before_suffix(source: Source, paragraph: Paragraph) -> Source:
    """All of "Ann Lind, Jr.", where the parse or the tagger takes what stands behind the comma for
    the whole."""
    end, doc = source.head, source.head.doc
    alone = source.span.end - source.span.start <= len(end)
    parted = end.i > 1 and doc[end.i - 1].text == "," and doc[end.i - 2].pos_ == "PROPN"
    if not (alone and parted and end.lower_.rstrip(".") in lexicon.SUFFIXES):
        return source
    last = first = doc[end.i - 2]
    while first.i and doc[first.i - 1].pos_ == "PROPN":
        first = doc[first.i - 1]
    return Source(last, paragraph.span_of(first, end))


def _head(cue: Token, finding: Finding) -> Token | None:
    if cue.lower_ in ("according", "per"):
        return _object_of(cue)
    if (written := reading(cue)) is not None:
        return written
    if cue.pos_ == "NOUN":
        return _owner(cue)
    if (quoted := whom_it_quotes(cue)) is not None:
        return quoted
    if cue.dep_ == "amod":
        return cue.head  # "“…”, added Kirby", misread as an added Kirby
    return (
        _inscribed(cue)
        or written_by(cue)
        or _subject(cue, finding)
        or _inverted(cue, finding)
        or _nearest(cue, finding)
    )


def whom_it_quotes(cue: Token) -> Token | None:
    """Whose words are quoted, where somebody else is told to: "she quotes him: “…”"."""
    if cue.lemma_.lower() != "quote" or cue.tag_ == "VBN":
        return None
    objects = (c for c in cue.children if c.dep_ == "dobj" and c.i > cue.i)
    return next((c for c in objects if c.pos_ in ("PRON", "PROPN")), None)


def _object_of(according: Token) -> Token | None:
    """The X of "according to X", and the name of "according to curator Ann Lind", of which the
    parse may make two objects."""
    for preposition in [according, *according.children]:
        objects = [c for c in preposition.children if c.dep_ == "pobj"]
        named = objects[1:] and objects[1].left_edge.i == objects[0].i + 1
        if named and objects[1].ent_type_ == "PERSON":
            return objects[1]
        if objects:
            return objects[0]
    return None


def _owner(noun: Token) -> Token | None:
    owning = ("of",) if noun.lower_ == "words" else ("by", "from")
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in owning:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _subject(verb: Token, finding: Finding) -> Token | None:
    """Who does it: the subject, the agent of a passive, or that of the verb it is joined to."""
    for _ in range(_MOST_JOINED):
        children = list(verb.children)
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in children)
        for child in children:
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        subjects = [c for c in children if c.dep_ == "nsubj" and not _reported(c, finding)]
        subjects = [c for c in subjects if not (_is_listener(c, verb) or _is_prefix(c))]
        if subjects and not passive:
            return min(subjects, key=lambda c: abs(c.i - verb.i))
        if passive:
            return None
        head = verb.head
        if witnessed(verb):
            return next((c for c in head.children if c.dep_ == "nsubjpass"), None)
        if verb.dep_ == "pcomp" and head.lower_ == "as":  # "was quoted as saying"
            told_of = [c for c in head.head.children if c.dep_ in ("nsubjpass", "dobj")]
            return min(told_of, key=lambda c: c.dep_ != "nsubjpass", default=None)
        if (
            verb.dep_ in ("acl", "relcl")
            and not _reported(head, finding)
            and head.pos_ in ("NOUN", "PROPN", "PRON")
        ):
            return head
        if verb.dep_ == "pcomp":
            verb = head.head
        elif verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "csubj", "dep", "parataxis"):
            verb = head
        else:
            return None
        if verb.pos_ not in ("VERB", "AUX"):
            return None
    return None


def _is_listener(subject: Token, verb: Token) -> bool:
    """Whether it is to whom something is told, as it stands behind the verb and nobody is asked:
    "“It is late,” Lind, who left in May, told Ferry News"."""
    return subject.i > verb.i and verb.lemma_.lower() in lexicon.TELLING and verb.tag_ == "VBD"


def _is_prefix(token: Token) -> bool:
    """Whether it is the "co", or the hyphen, of "said co-author Ann Lind"."""
    behind = token.doc[token.i + 1 : token.i + 2].text
    return token.text == "-" or (token.lower_ in ("co", "ex") and behind == "-")


def _inscribed(verb: Token) -> Token | None:
    """ "held a sign saying “…”": what is written says it, not the one who holds it."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if verb.tag_ != "VBG" or before is None or before.lemma_.lower() not in lexicon.INSCRIBED:
        return None
    return before


def written_by(verb: Token) -> Token | None:
    """Kirby, of "she has a letter from Kirby warning that …", and the engineer of "from its
    engineer, Simon Arkwright, warning that …": who wrote it warns."""
    before = list(verb.doc[verb.sent.start : verb.i])
    parted = bool(before) and before[-1].text == ","
    writer = next((t for t in reversed(before) if t.text != ","), verb)
    if verb.tag_ != "VBG" or parted != (writer.dep_ == "appos"):
        return None
    while writer.dep_ in ("appos", "compound") and writer.head.i < verb.i:
        writer = writer.head
    preposition = writer.head
    if writer.dep_ != "pobj" or preposition.lower_ not in ("from", "by"):
        return None
    if writer.tag_ == "NN" and writer.left_edge == writer:
        return None  # "a letter from prison saying"
    return writer if preposition.head.lemma_.lower() in lexicon.WRITTEN else None


def _reported(token: Token, finding: Finding) -> bool:
    """Whether a word is part of what is said, and so not the one who says it."""
    at = finding.paragraph.span_of(token, token)
    return any(span.holds(at) for span in finding.spans)


def _inverted(cue: Token, finding: Finding) -> Token | None:
    """ "…," said Kirby: the parser may take the one who speaks for an object."""
    if cue.lemma_.lower() not in _SPEECH_INVERTED or not finding.spans:
        return None
    if finding.spans[0].start > finding.paragraph.start + cue.idx:
        return None
    after = [
        c for c in cue.children if c.i > cue.i and c.dep_ in ("dobj", "npadvmod", "attr", "dep")
    ]
    return next((c for c in after if c.pos_ in ("PROPN", "NOUN", "PRON")), None)


def _nearest(cue: Token, finding: Finding) -> Token | None:
    """Where the parse gives no subject: a name or pronoun right before the cue, outside the
    content."""
    if cue.i == 0:
        return None
    before = cue.nbor(-1)
    while before.pos_ == "ADV" and before.i > cue.sent.start:
        before = before.nbor(-1)
    if before.pos_ in ("PROPN", "PRON") and not _reported(before, finding):
        return before
    return None


def _antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for: "Kirby, who said …"."""
    if head.tag_ in ("WP", "WDT"):
        verb = head.head
        while verb.dep_ == "conj":
            verb = verb.head
        if verb.dep_ == "relcl":
            return stood_for(head) if verb == head.head else verb.head
    return head


def stood_for(pronoun: Token) -> Token:
    """The noun that a relative clause's pronoun stands for; "who" is somebody and not where: "Ann
    Lind in Harlow, who said …"."""
    noun: Token = pronoun.head.head
    person = noun
    while person.ent_type_ != "PERSON" and person.dep_ in ("pobj", "appos", "conj", "prep"):
        person = person.head
    a_body = pronoun.lower_ == "who" and noun.ent_type_ in ("GPE", "LOC", "FAC", "ORG")
    return person if a_body and person.ent_type_ == "PERSON" else noun


def _is_aside(preposition: Token, cue: Token) -> bool:
    """ "said Kirby to the reporters in the room": to whom and where is no part of the name."""
    inverted = preposition.head.i > cue.i and cue.pos_ == "VERB"
    return (
        inverted
        and preposition.head.pos_ == "PROPN"
        and preposition.lower_ not in ("of", "for", "from", "with")
    )


def _parts(dash: Token) -> bool:
    """Whether a dash sets off the words behind it: "Ferries sail late - Timetable Desk: “…”"."""
    return dash.text in lexicon.DASHES and dash.i > 0 and bool(dash.nbor(-1).whitespace_)


def _ranked(last: Token) -> list[Token]:
    """The rank and name behind a source's last word: the parse may end the sentence within
    "Air Force 1st Lt. Dora Venn"."""
    found: list[Token] = []
    for token in last.doc[last.i + 1 :]:
        rank = token.lower_.rstrip(".") in _RANKS and token.text[0].isupper()
        named = bool(found) and token.ent_type_ == "PERSON"
        if not (rank or named or (found and token.text == "." and not found[-1].whitespace_)):
            break
        found.append(token)
    while found and found[-1].ent_type_ != "PERSON":
        found.pop()
    return found


def _phrase(finding: Finding, head: Token) -> Span:
    """The noun phrase of the source: with title, apposition and attributes, without the content."""
    cue = finding.cue if finding.cue is not None else head
    dropped: set[Token] = set()
    for child in head.subtree:
        if (
            (child.dep_ in ("relcl", "acl", "advcl", "punct") and cue in child.subtree)
            or (child.dep_ == "prep" and child.head == head and _is_aside(child, cue))
            or (child.dep_ in ("conj", "cc") and child.head == head and cue in child.subtree)
        ):
            dropped |= set(child.subtree)
    tokens = [t for t in head.subtree if t not in dropped and (t != cue or t == head)]
    run = [head]
    for token in sorted((t for t in tokens if t.i < head.i), key=lambda t: -t.i):
        if token.i != run[0].i - 1 or (finding.cue is None and _parts(token)):
            break
        run.insert(0, token)
    for token in sorted((t for t in tokens if t.i > head.i), key=lambda t: t.i):
        if token.i != run[-1].i + 1 or token.is_space:
            break
        run.append(token)
    run += _ranked(run[-1])
    if len(run) > _LONGEST:
        run = [t for t in run if t.i <= head.i]
    taken = finding.spans
    kept = [t for t in run if not any(s.holds(finding.paragraph.span_of(t, t)) for s in taken)]
    run = kept if head in kept else [head]
    while len(run) > 1 and run[-1].text in (",", "-", "--", "—", ":", ";", "."):
        run.pop()
    while len(run) > 1 and run[0].text in (",", "-", "--", "—", ":", '"'):
        run.pop(0)
    return finding.paragraph.span_of(run[0], run[-1])
