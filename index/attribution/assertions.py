"""Whether a verb of speech tells of words that were said, and not of what was denied, asked or
wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.contents import FINITE, has_subject, is_passive_aside, reading

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_FORGOING = frozenset(
    "abstain avoid bar desist discourage dissuade prevent refrain shy stop".split()
)
_WHAT = ("what", "whatever")
_DEFYING = ("contrary to", "no matter", "regardless of", "spite of")
_HARDLY = frozenset("hardly nor nowhere rarely scarcely seldom".split())
_LATER = frozenset("afterward afterwards eventually later subsequently".split())
_THIS = frozenset(["this", "following", "these"])
_LONGEST_TO_SAY = 7  # tokens
_TOLD_BEHIND = frozenset([":", "“", '"', "‘", "''", "``", "that"])


def _is_unsaid(verb: Token) -> bool:
    """Whether words before it tell that it was hardly or never said, or not said at all: "nowhere
    did Hart say", "at no time did she say", "had Hart said so, …", "it is not true that Hart
    said"."""
    before = [c for c in verb.children if c.i < verb.i]
    hardly = any(c.lower_ in _HARDLY for c in before)
    at_no_time = any(
        c.dep_ == "prep" and c.lower_ == "at" and c.doc[c.i + 1].lower_ == "no" for c in before
    )
    subject = next((c for c in before if c.dep_ == "nsubj"), None)
    had = subject is not None and any(
        c.dep_ == "aux" and c.lower_ == "had" and c.i < subject.i for c in before
    )
    return hardly or at_no_time or had or _is_untrue(verb)


def _is_untrue(verb: Token) -> bool:
    """Whether that it was said is doubted, denied or not the case."""
    above = verb.head
    if verb.dep_ != "ccomp":
        return False
    negated = any(c.dep_ == "neg" for c in above.children)
    true = any(c.lower_ in ("case", "true") for c in above.children)
    return above.lemma_ in ("deny", "doubt") or (negated and true)


def _is_judged(verb: Token) -> bool:
    """Whether the sentence tells what to think of what was said: "What she told us was wrong"."""
    if verb.dep_ != "csubj" or not any(c.lower_ == "what" and c.i < verb.i for c in verb.children):
        return False
    if any(t.text in _TOLD_BEHIND for t in verb.doc[verb.head.i : verb.sent.end]):
        return False  # "What she said was simple: the bridge is safe"
    judged = {c.dep_ for c in verb.head.children if c.i > verb.i}
    return bool(judged & {"acomp", "attr"}) and "ccomp" not in judged


def _is_defied(verb: Token) -> bool:
    """Whether it is told to make no difference or not to be so: "whatever Hart says", "no matter
    what she says", "contrary to what Hart says"."""
    asked = next((c for c in verb.children if c.lower_ in _WHAT and c.i < verb.i), None)
    if asked is None or asked.lower_ == "whatever":
        return asked is not None
    before = [t.lower_ for t in verb.doc[max(0, asked.i - 2) : asked.i]]
    return before[-1:] in (["despite"], ["unlike"]) or " ".join(before) in _DEFYING


def _is_forgone(cue: Token) -> bool:
    """Whether it is told not to have been said: "stopped short of calling for", "refrained from
    saying", "without saying"."""
    before = cue.head
    if cue.dep_ != "pcomp" or before.lower_ not in ("of", "from", "without"):
        return False
    governor = before.head
    told = [governor, governor.head] if governor.lower_ == "short" else [governor]
    if any(c.dep_ == "neg" for verb in told for c in verb.children):
        return False  # "did not stop short of calling it a lie"
    return before.lower_ == "without" or governor.lower_ == "short" or governor.lemma_ in _FORGOING


def _is_asked(verb: Token) -> bool:
    """Whether it is asked whether somebody says it, or who does: "Does Kirby agree that …?", "Who
    said that …?". Why somebody said it is asked of what was said."""
    if verb.dep_ != "ROOT" or verb.sent[-1].text != "?":
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i > verb.i:
        return False
    first = next((t for t in verb.sent if t.is_alpha and t.pos_ not in ("CCONJ", "INTJ")), subject)
    return subject.tag_ == "WP" or (first.dep_ == "aux" and first.head == verb)


def asserted(verb: Token) -> bool:
    """Whether the verb reports something said, not something denied, supposed, asked or wished."""
    if reading(verb) is not None or (verb.lemma_ == "quote" and is_aside(verb)):
        return True
    if verb.dep_ in ("amod", "compound", "aux") or verb.tag_ == "MD" or is_passive_aside(verb):
        return False
    if _is_unsaid(verb) or _is_judged(verb) or _is_forgone(verb):
        return False
    if _is_defied(verb) or _is_asked(verb):
        return False
    chain = [verb]
    while chain[-1].dep_ == "conj" and chain[-1].head.pos_ in ("VERB", "AUX"):
        chain.append(chain[-1].head)
    chain = chain[:1] if has_subject(verb) else chain
    told = [
        (child, link) for link in chain for child in link.children if _counts(child, link, verb)
    ]
    if any(_denies(child, link) for child, link in told):
        return False
    later = any(_was_later(child, link) for child, link in told)
    first = chain[-1]
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if witnessed(first):
        return True
    if infinitive and (having := having_to_say(verb)) is not None:
        return asserted(having)
    if infinitive or first.dep_ == "xcomp":
        governor = first.head  # a sentence's root is its own: "Begin to say …"
        resuming = governor != first and governor.lemma_.lower() in lexicon.RESUMING
        return resuming and asserted(governor)
    return (
        later
        or verb.tag_ != "VB"
        or any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.children)
    )


def _counts(child: Token, link: Token, verb: Token) -> bool:
    """Whether what stands with a verb tells of this one, too, which is joined to it."""
    if child.i < link.i and _is_quoted(child, link):
        return False  # "“Never,” he said": what is said, of which the parse makes an adverb
    shared = child.dep_ in ("aux", "neg") and child.lower_ != "never"
    # "it may have to pay, its clerk warned": no "may" goes with "warned"
    return link is verb or not (shared and verb.tag_ in FINITE)


def _denies(child: Token, verb: Token) -> bool:
    """Whether what stands with a verb tells that it was not said, or by nobody, or is not known."""
    if child.dep_ == "neg" or child.lower_ in ("if", "unless", "whether"):
        return True
    if child.dep_ == "aux" and child.lower_ in lexicon.UNREAL:
        return not _was_later(child, verb)
    return (child.dep_ == "dobj" and _is_nothing(child)) or (
        child.dep_ == "nsubj" and _is_no_one(child)
    )


def _was_later(auxiliary: Token, verb: Token) -> bool:
    """Whether it was said, as seen from before: "he would later say"."""
    return auxiliary.lower_ == "would" and any(c.lower_ in _LATER for c in verb.children)


def is_aside(verb: Token) -> bool:
    """Whether an infinitive is no part of a clause: "to quote Kirby, “…”"."""
    led = verb.i > 0 and verb.nbor(-1).lower_ == "to" and verb.tag_ == "VB"
    first = verb.nbor(-1) if led else verb
    return led and (first.is_sent_start or first.nbor(-1).is_punct)


def witnessed(verb: Token) -> bool:
    """Whether somebody is told to be heard or seen as he says it: "she can be heard saying", "he
    was overheard to say", and not "was never heard to say"."""
    governor = verb.head
    if verb.dep_ not in ("xcomp", "advcl", "ccomp") or governor.lemma_ not in lexicon.PERCEIVING:
        return False
    if governor.tag_ != "VBN" or not any(c.dep_ == "nsubjpass" for c in governor.children):
        return False
    before = {c.lower_ for c in governor.children if c.i < governor.i}
    unreal = lexicon.UNREAL - {"can", "could"}
    adjoined = verb.i == governor.i + 1 or verb.nbor(-1).lower_ == "to"
    return adjoined and before.isdisjoint(unreal | {"not", "n't", "never"})


def having_to_say(verb: Token) -> Token | None:
    """The "had" of "had this to say: “…”", of its "say"."""
    if verb.lower_ not in ("say", "add") or not verb.i or verb.nbor(-1).lower_ != "to":
        return None
    before = verb.doc[max(verb.sent.start, verb.i - _LONGEST_TO_SAY) : verb.i]
    have = next((t for t in before if t.lemma_ == "have" and t.tag_ in FINITE), None)
    told = (t.lower_ for t in before if have is not None and t.i > have.i)
    return None if _THIS.isdisjoint(told) else have


def _is_quoted(child: Token, verb: Token) -> bool:
    """Whether a word stands in a quotation that ends before its verb, and not outside of quotation
    marks around the verb, or in some of its own: "did not “say” …", "did “not” say …"."""
    doc = child.doc
    mark = next((t for t in doc[child.i : verb.i] if t.is_quote), None)
    if mark is None or not sum(t.is_quote and t.tag_ != "POS" for t in doc[: child.i]) % 2:
        return False
    return mark.nbor(-1).is_punct or child.dep_ not in ("aux", "neg")


def _is_nothing(said: Token) -> bool:
    """ "Said nothing", "gave no evidence", "gave little evidence"."""
    hardly = any(c.lower_ in ("any", "little", "no", "scant") for c in said.children)
    return said.lower_ == "nothing" or (hardly and said.lemma_.lower() in lexicon.GIVEN)


def _is_no_one(subject: Token) -> bool:
    """ "Nobody said …", "no official said …", "neither Lind nor Holm said …"."""
    words = (subject, *subject.children)
    return any(t.lower_ in ("neither", "no", "nobody", "none") for t in words)
