"""What a document says somebody is: the words before, beside and behind a name.

"Ukrainian President Vladimir Zelensky", "Holt's deputy, Simon Arkwright", "John Kirby, spokesman
for the White House National Security Council". Offsets are those of the parse the name stands in.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.contents import FINITE
from index.documents import Span

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_LONGEST = 12  # words
_PARTY = re.compile(r"[(,]\s*(?P<party>[RDI])\s*-\s*(?P<state>[A-Z][A-Za-z.]+)")
_ENDS = (",", ".", ";", ":", ")", "(", '"', *lexicon.DASHES)


_DEFINITE = frozenset("the this that our my your his her their".split())
_NO_NAME = 7  # characters
# What those are called of whom a case tells
_OF_CASES = frozenset("accuser defendant gunman plaintiff survivor suspect victim witness".split())


# What looks like a verb in front of an office: "Managing director"
_OF_OFFICES = frozenset("acting founding incoming managing outgoing presiding sitting".split())
# Who sits with others of the same office
_IN_NUMBERS = frozenset(
    """alderman ambassador assemblymember commissioner congressman congresswoman councillor
    councilman councilmember councilor councilwoman delegate director governor judge justice leader
    mayor member minister president professor representative selectman senator supervisor trustee
    """.split()
)


def is_role(token: Token) -> bool:
    lemma = token.lemma_.casefold()
    if lemma in lexicon.ROLES or token.lower_ in lexicon.ROLES:
        return True
    if token.is_lower and lemma in lexicon.TRADES:
        return token.pos_ == "NOUN" or (token.pos_ == "VERB" and token.dep_ == "nsubj")
    if not lemma.endswith(lexicon.PROFESSIONS):
        return False
    begins = token.is_sent_start and token.i + 1 < len(token.doc) and token.nbor().is_title
    return token.pos_ == "NOUN" or (bool(begins) and len(lemma) > _NO_NAME)  # no Usman


def is_of_several(token: Token) -> bool:
    """Whether a word is the office of those named behind it: "Councilmembers Ann Lind, Tom Obi"."""
    plain = token.lower_
    one = f"{plain[:-3]}man" if plain.endswith("men") else plain.removesuffix("s")
    return token.is_title and one != plain and one in _IN_NUMBERS


def roles(run: Run) -> list[Span]:
    """The roles that a name is given where it stands."""
    found = [title_before(run), description_before(run), apposition_after(run)]
    return [role for role in found if role is not None]


def title_before(run: Run) -> Span | None:
    """The title in front of a name: "Ukrainian President", "spokesman", "Secretary of Defense"."""
    doc = run.doc
    first = run.start
    while first > 0 and run.start - first < _LONGEST and _may_be_title(doc[first - 1]):
        first -= 1
    while first < run.start and doc[first].lower_ in ("of", "and", "for", "-", "the", "'s"):
        first += 1
    title = [t for t in doc[first : run.start] if t.lower_.rstrip(".") not in lexicon.POLITE]
    if title and (is_role(title[-1]) or title[-1].lemma_.lower() in _OF_CASES):
        while any(t.lower_ in ("of", "for") for t in title):
            title = title[1:]  # in "supporters of President Lind" she is the president
    if not any(is_role(t) for t in title) or title[-1].lower_ in ("of", "for"):
        return None  # "Critics of Mr. Holm" are not he
    return _range(title)


def nominal_before(run: Run) -> Token | None:
    """The noun a name stands in apposition to: the deputy of "Holt's deputy, Simon Arkwright,"."""
    head, comma = run.root, run.start - 1
    while comma > 0 and run.doc[comma].lower_.rstrip(".") in lexicon.HONORIFICS:
        comma -= 1
    if head.dep_ != "appos" or comma < 1 or run.doc[comma].text != ",":
        return None
    noun = head.head
    # the parse may hang the name on the last noun of a longer description
    while noun.dep_ in ("pobj", "prep", "agent", "acl", "poss", "compound", "dobj") and not (
        is_role(noun) or noun.lemma_.lower() in lexicon.FIRMS
    ):
        if noun.head == noun:
            break
        noun = noun.head
    described = is_role(noun) or noun.lemma_.lower() in lexicon.FIRMS
    return noun if described and noun.pos_ in ("NOUN", "PROPN") and noun.i < run.start else None


def description_before(run: Run) -> Span | None:
    """The role in "her deputy, Simon Arkwright," without whose it is."""
    noun = nominal_before(run)
    if noun is None or not is_role(noun):
        return None
    owner = next((c.right_edge.i for c in noun.children if c.dep_ == "poss"), None)
    first = owner + 1 if owner is not None else noun.left_edge.i
    words = list(run.doc[first : run.start])
    while words and words[-1].text != ",":
        words.pop()
    words = words[:-1]
    while words and (
        words[0].pos_ in ("DET", "PUNCT", "PRON")
        or words[0].tag_ == "POS"
        or words[0].lower_ in ("own", "very")
    ):
        words.pop(0)
    if len(words) > _LONGEST:
        words = [t for t in words if t.i <= noun.i]
    for n, token in enumerate(words):
        if token.i > noun.i and (token.text in _ENDS or token.pos_ in ("VERB", "AUX")):
            words = words[:n]
            break
    return _range(words) if noun in words else None


def apposition_after(run: Run) -> Span | None:
    """The role behind a name: ", spokesman for the White House National Security Council,"."""
    doc = run.doc
    at = run.end
    if at + 1 >= len(doc) or doc[at].text not in (",", "(", *lexicon.DASHES):
        return None
    if behind_whom_is_called(run.root) is not None or _closes_aside(doc[at]):
        return None
    words = _set_off(run)
    leading = next((n for n, t in enumerate(words[:6]) if is_role(t)), None)
    if words and words[0].lower_.rstrip(".") in lexicon.POLITE:
        return None  # "Thank you, Lind, Mr President": who is called to
    if leading is None or any(t.pos_ == "ADP" for t in words[:leading]):
        return None
    front = list(takewhile(lambda t: t.pos_ != "ADP", words))
    if [t for t in (words[leading], *front) if is_role(t)][-1].tag_ in ("NNS", "NNPS"):
        return None  # "Holt, two members of the council, and others"
    if any(t.ent_type_ == "PERSON" and t.tag_ != "POS" for t in words[: leading + 1]):
        return None  # "Holt, Mayor Arlen and others": a list of people
    if any(_is_another(t) for t in words[leading + 1 :]):
        return None  # "Holt, Ambassador to Norway Linda Arlen, and others"
    if any(map(_begins_clause, words)):
        return None  # "According to Holt, the mayor, Linda Arlen, left"
    return _range(words)


def _is_whose(token: Token) -> bool:
    """Whether a word tells whose somebody is, and is no part of what he is: "Her Majesty's"."""
    behind = token.doc[token.i + 1 : token.i + 2].text
    return token.tag_ == "PRP$" and behind != "Majesty"


def _set_off(run: Run) -> list[Token]:
    """The words behind a name and a mark, up to the next mark or a verb; none where they are what a
    clause is about."""
    words: list[Token] = []
    for token in run.doc[run.end + 1 : run.end + 2 + 2 * _LONGEST]:
        before = token.nbor(-1)
        hyphened = "-" in (token.text, before.text) and not before.whitespace_  # "Warsaw-based"
        if not hyphened and (token.text in _ENDS or token.is_space):
            break
        if not hyphened and token.pos_ in ("VERB", "AUX", "SCONJ"):
            subject = any(c.dep_ == "nsubj" and c in words for c in token.children)
            if subject or _leads_in(run, token):
                return []  # "In a letter to Holt, the mayor said"
            break
        if token.tag_ in ("WP", "WDT", "PRP"):
            break
        words.append(token)
    while words and (
        words[0].pos_ in ("DET", "PUNCT") or _is_whose(words[0]) or words[0].lower_ == "now"
    ):
        words.pop(0)  # "our chief executive" is that whoever says so
    while words and words[-1].pos_ in ("ADP", "CCONJ", "DET", "ADV", "PART"):
        words.pop()
    return words


def _closes_aside(mark: Token) -> bool:
    """Whether a dash is the second of two, behind which the sentence goes on: "in the letter - to
    the attorney, Karl Voss - the senator asks"."""
    before = mark.doc[mark.sent.start + 1 : mark.i]
    dashes = [t for t in before if t.text in lexicon.DASHES and t.nbor(-1).whitespace_]
    return mark.text in lexicon.DASHES and len(dashes) % 2 == 1


def _begins_clause(noun: Token) -> bool:
    """Whether a clause is about somebody who is named behind the noun."""
    named = (c for c in noun.children if c.dep_ == "appos" and c.i > noun.i)
    return noun.dep_ == "nsubj" and any(c.ent_type_ == "PERSON" for c in named)


def behind_whom_is_called(name: Token) -> Token | None:
    """The noun that a clause is about which begins behind the first name of whom it calls to,
    whom the parse takes for its subject: "Owen, the chief executive says …"."""
    beside = [c for c in name.children if c.dep_ == "appos"]
    begins = name.is_sent_start or name.nbor(-1).text == ":"
    called = begins and name.dep_ == "nsubj" and gender.has_first_name([name.text, ""])
    if not called or not beside or name.nbor().text != ",":
        return None
    noun = beside[-1]
    on = name.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2].text == name.head.text
    return noun if on and noun.left_edge.lower_ in _DEFINITE else None


def _is_another(token: Token) -> bool:
    """Whether somebody's name begins here that nothing leads to, as "for President" would."""
    before = token.nbor(-1)
    begins = token.ent_type_ == "PERSON" and before.ent_type_ != "PERSON"
    return begins and before.pos_ in ("NOUN", "PROPN") and not _leads_to(before)


def _leads_to(word: Token) -> bool:
    behind_of = word.i > 1 and word.nbor(-1).lower_ in ("for", "to", "under", "of", "with", "by")
    return is_role(word) and behind_of


def _leads_in(run: Run, verb: Token) -> bool:
    """Whether a name stands in a phrase in front of the clause of a verb: "In a letter to Holt, …".
    What follows its comma is the clause's subject then."""
    prepositions = (t for t in run.root.ancestors if t.dep_ == "prep")
    return verb.tag_ in FINITE and any(p.head.i >= verb.i for p in prepositions)


def head_of(role: str) -> list[str]:
    """The words of a role that say what somebody is, in lower case: not whom they are it for."""
    words: list[str] = []
    for word in role.casefold().replace("-", " - ").split():
        if word in ("of", "for", "at", "in", "to", "from", "with", "on", "who", "and") and words:
            break
        words.append(word.strip(",.'’"))
    return words


def descriptors(run: Run) -> set[str]:
    """Everything that is said of a name beside it, as lemmas in lower case.

    "retired", "neurosurgeon", "rival" and "florida", "republican" of "his rival, retired
    neurosurgeon Ben Moss (R-Fla.)", "front-runner" of "Moss is the front-runner".
    """
    doc, root = run.doc, run.root
    said = [t for child in root.lefts if child.dep_ != "poss" for t in child.subtree]
    beside = (title_before(run), apposition_after(run))
    for span in (s for s in beside if s is not None):
        said += doc.char_span(span.start, span.end, alignment_mode="contract") or []
    for child in root.children:
        after = doc[child.right_edge.i + 1] if child.right_edge.i + 1 < len(doc) else child
        if child.dep_ == "appos" and (
            _leads_in(run, after)
            or behind_whom_is_called(root) is not None
            or _closes_aside(doc[child.left_edge.i - 1])
        ):
            continue
        if child.dep_ == "appos" or (child.dep_ == "prep" and child.lower_ == "of"):
            said += _nominal(child)
    if root.dep_ == "appos":
        said += _nominal(root.head)
    if root.dep_ == "compound" and root.head.i >= run.end and root.ent_type_ != "PERSON":
        said += [root.head]  # "the Halden group"; a "Holt impersonator" is not Holt
    if root.dep_ == "nsubj" and root.head.lemma_ in ("be", "become"):
        said += [t for c in root.head.children if c.dep_ == "attr" for t in _nominal(c)]
    said = [t for t in said if not run.start <= t.i < run.end]
    words = {word_of(t) for t in said if t.pos_ in ("NOUN", "PROPN", "ADJ") or is_role(t)}
    words |= {w for word in words for w in word.split("-")}
    return words | _party(doc, run.end) | _front(said)


def _nominal(head: Token) -> list[Token]:
    """A noun with what stands before it and "of" what it is."""
    words = [t for c in head.lefts if c.dep_ != "poss" for t in c.subtree] + [head]
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in", "from"):
            words += [t for c in child.children for t in (*c.lefts, c)]
        elif child.dep_ == "conj":
            words.append(child)
    return words


def word_of(token: Token) -> str:
    """The lemma in lower case, written out: senator, of "Sen."."""
    word = token.lemma_.casefold().rstrip(".")
    return lexicon.ABBREVIATIONS.get(word, word)


def _front(said: list[Token]) -> set[str]:
    """The tokenizer parts "front-runner" in three."""
    marks = [t for t in said if t.text == "-" and 0 < t.i < len(t.doc) - 1]
    return {f"{t.nbor(-1).lower_}-{t.nbor().lower_}" for t in marks}


def _party(doc: Doc, at: int) -> set[str]:
    """Republican and Florida, of "(R-Fla.)"."""
    behind = _PARTY.match(doc[at : at + 9].text) if at < len(doc) else None
    if behind is None:
        return set()
    party = {"r": "republican", "d": "democrat", "i": "independent"}[behind["party"].casefold()]
    state = behind["state"].rstrip(".").casefold()
    return {party, lexicon.ABBREVIATIONS.get(state, state)}


def _may_be_title(token: Token) -> bool:
    before = token.nbor(-1) if token.i > 0 else None
    if token.text == "-" or token.lower_ == "of":  # "Secretary-General", "Secretary of Defense"
        return before is not None and is_role(before)
    doing = before is not None and before.pos_ in ("AUX", "VERB", "ADP")
    if token.lower_ in _OF_OFFICES and is_role(token.nbor()) and not doing:
        return True
    if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX", "ADP", "DET", "PRON"):
        return False
    if token.pos_ == "PART":
        return token.lower_ == "'s" and before is not None and before.ent_type_ != "PERSON"
    compound = token.pos_ == "NOUN" and token.dep_ == "compound" and token.i + 1 < len(token.doc)
    return token.pos_ in ("PROPN", "ADJ") or is_role(token) or compound


def _range(words: list[Token]) -> Span:
    """From the first to the last, with what a hyphen joins to the first: "co-author"."""
    first, doc = words[0], words[0].doc
    while first.i > 1 and (mark := doc[first.i - 1]).text == "-" and not mark.whitespace_:
        if doc[mark.i - 1].whitespace_:
            break
        first = doc[mark.i - 1]
    return Span(first.idx, words[-1].idx + len(words[-1]))
