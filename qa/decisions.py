"""What was decided: the questions for it, and the sentences that tell it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from qa.dates import first_month, months_told
from qa.terms import stem, stems, terms
from qa.verbs import BE, DO, ON, topic_of
from qa.whose import is_everybody, is_present

_ON = rf"(?:{ON}|as to|at|during|for|in|of|over|with|to do (?:about|with))"
_MADE = r"(?:made|taken|reached|passed|adopted|agreed)"
_HOW = r"(?:already |also |eventually |finally |in the end |ultimately |unanimously )*"
_BE = rf"(?:{BE})"
_BEEN = r"(?:was|were|has been|have been|had been)"
_DID = rf"(?:{DO})"
_ASKED = tuple(
    re.compile(rf"^{pattern}(?: by (?P<by>[^,]+?))?(?: {_ON} (?P<topic>.+))?$", re.IGNORECASE)
    for pattern in (
        rf"what(?: else)? {_BEEN} {_HOW}(?:decided|agreed|resolved|settled)(?: up)?(?: on)?",
        rf"what(?: else)? {_DID} (?P<who>[^,]+?) {_HOW}(?:decided?|agreed?|resolved?)"
        "(?: up)?(?: on)?",
        rf"(?:what|which)(?: other)? (?:decisions?|resolutions?) {_BEEN} {_HOW}{_MADE}",
        rf"(?:what|which)(?: other)? (?:decisions?|resolutions?) {_DID} (?P<who>[^,]+?)"
        rf" {_HOW}(?:{_MADE}|make|take|reach|pass|adopt)",
        rf"what {_BE} (?:the |any )?(?:final )?(?:decisions?|resolutions?)"
        rf"(?: (?:that )?(?:was |were )?{_MADE})?",
        rf"what {_BE} the (?:outcomes?|results?) of the (?:debate|discussion|vote)",
        r"(?:all |any |the )?(?:decisions|resolutions)",
    )
)
_WHETHER = (  # "was the motion on parking carried?", "did they vote to buy a banner?"
    re.compile(
        rf"^(?:{_BE}|has|have|had) (?P<topic>.+?) (?:been )?{_HOW}(?:accepted|adopted"
        r"|agreed|approved|carried|decided|defeated|deferred|lost|passed|postponed|rejected|settled)"
        r"(?: (?:at|by|in) .+)?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_DID} (?P<who>[^,]+?) {_HOW}(?:agreed?|decided?|resolved?|voted?)"
        r" (?:about|against|for|in favou?r of|on|to) (?P<topic>.+)$",
        re.IGNORECASE,
    ),
)
# "(The parking) at the March meeting": the words tell whose meeting it was
_AT = re.compile(
    r"^(?:(?:(?P<topic>.+?) )?(?:at|in|during|by) )?"
    r"(?P<who>(?:(?:an?|the|this|that|last|their|its|[\w'’-]+'s) )?"
    r"(?:[\w'’-]+ ){0,5}?)(?:meeting|session|sitting|minutes)s?(?: of (?P<body>the .+))?$",
    re.IGNORECASE,
)

_MATTER = (
    r"(?:agreement|amendment|application|bill|budget|case|consideration|decision|discussion|item|"
    r"matter|minutes|motion|petition|plan|proposal|question|report|request|resolution|scheme|"
    r"tender|topic|vote)s?"
)
_BODY = (
    r"(?:assembly|board|cabinet|chamber|commission|committee|conference|congress|council|court|"
    r"directors|governors|group|house|jury|meeting|members|owners|panel|parliament|party|"
    r"senate|shareholders|squad|team|trustees|they|union|we|(?:association|club|society)(?! of\b)"
    r"|councill?ors|lawmakers|ministers|senators)"
)
_TOGETHER = re.compile(
    rf"\b(?:{_BODY}|association|charity|city|club|company|county|federation|government|society"
    r"|town|trust|village)\b",
    re.IGNORECASE,
)
_DONE = (
    r"accepted|adopted|agreed|approved|authori[sz]ed|backed|carried|confirmed|deferred|endorsed|"
    r"passed|postponed|put off|ratified|refused|rejected|resolved|selected|tabled|threw out|"
    r"turned down|withdrew"
)
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "RESOLVED: …", "Agreed to …", "Decision: …"
        r"^\W*(?:it was )?(?:\w+ly )?(?:agreed|decided|resolved|approved|carried)\b",
        r"^\W*(?:adopted|defeated|deferred|passed|postponed|put off|referred|rejected|tabled)"
        r" (?:\d|by|for|to|un\w+ly|until)",
        # "The motion to postpone carried 3-2", "Motion died for lack of a second"
        r"\b(?:amendment|motion|proposal|resolution)s?\b(?! (?:by|from) )[^.,;]{0,60}?"
        r" (?:carried|carries|died|dies|failed|fails|lapsed|passed|passes)\b",
        r"^\W*(?:decisions?|resolutions?|resolved|outcome)\s*[:–—-]",
        r"\b(?:was|were|is|been|it be) (?:therefore |then |also |further )?(?:\w+ly )?"
        r"(?:agreed|decided|resolved) (?:to|that|on|by|not|in|against|unanimously|between)\b",
        # "The motion was lost", "a pay rise of 2.8 per cent was approved"
        rf"\b{_MATTER}\b[^.;]{{0,80}}?\b(?:was|were|is|been) (?:\w+ly )?"
        rf"(?:{_DONE}|defeated|dropped|granted|held over|lost|noted|referred|thrown out"
        r"|withdrawn|(?:left|referred) to)\b",
        # "It turned down a petition", of whoever the sentence before has decided something
        r"\bit (?:also |then )?(?:adopted|approved|postponed|put off|rejected"
        r"|threw out|turned down|voted)\b",
        r"\b(?:was|were|been) (?:therefore |then |also )?(?:\w+ly )?(?:accepted|adopted|approved"
        r"|carried|deferred|postponed|put off|ratified|rejected|resolved|turned down|voted down)\b",
        # "The board accepted the tender", "the council voted 19 to 14", "they decided against it"
        rf"\b{_BODY}\b(?: of(?: (?-i:[A-Z])[\w'’-]+){{1,3}})?"
        r"(?: (?:late |early )?on \w+day)?"
        r"(?: (?:has|have|had|also|then|therefore|unanimously|\w+ly|narrowly|again))*"
        rf" (?:{_DONE}|decided|voted|chose|opted|elected|appointed|settled on)\b",
        r"\b(?:decided|resolved) (?:unanimously |not )?(?:to|that|on|against|in favou?r)\b",
        rf"\b{_BODY} did (?:agree|approve|decide|resolve|vote)\b",
        r"\bseconded\b.{0,60}\band (?:was )?(?:approved|carried|defeated|lost|passed)\b",
        r"\bno objections?\W*$",
        r"\b(?:could|did|do|does) not (?:agree|decide|reach (?:a|any) (?:agreement|decision))\b",
    )
)
_WELL = r"(?:all right|fine|good|great|ok(?:ay)?|right|so|then|in that case)"
_SPOKEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:(?:{_WELL}|and|it['’]s|that(?:['’]s| is| was)|well|yes"
        r"|we(?:['’]re| are|['’]ve| have)?(?: all)?)[,. ]+)*"
        r"(?:adopted|agreed|approved|carried|decided|done deal|ordered|settled)\b(?! with)",
        r"\bwe(?:['’]ve| have)? (?:all |just |now )?(?:agreed|decided|resolved|settled|voted)\b",
        r"\b(?:amendment|bill|item|motion|nomination|resolution)\b.{0,40}"
        r"\b(?:carrie[sd]|fail(?:s|ed)|pass(?:es|ed)"
        r"|is (?:adopted|agreed|approved|carried|lost|tabled))",
        r"\bwe(?:['’]re| are) (?:all )?(?:going|gonna go|happy|sticking) with\b",
        r"\bwe(?:['’]re| are) going to (?:do|drop|go|have|keep|leave|stay|stick|use) ",
        rf"^{_WELL}\b.{{0,40}}\bwe(?:['’]ll| will) ",
        r"\blet['’]?s (?:all )?(?:agree|call it|defer|do (?:it|that|the)|drop|go (?:for|with)"
        r"|have (?:an?|the)|keep|leave|park|postpone|put (?:it|that|this)|stick|table"
        r"|take (?:it|that|the)|use)\b",
        r"\b(?:without|hearing no|no) objections?\b",
        r"\bby (?:a )?(?:majority|unanimous) (?:consent|vote)\b|\bunanimous(?:ly)?\b",
        r"\bdecision (?:is|was|has been)\b",
        rf"^(?:{_WELL}[,. ]+)+[\w'’ -]{{2,40}} it is\W*$",  # "OK, the train it is."
    )
)
_LABEL = re.compile(r"^(?:\[[^\]\n]{1,40}\] ?)?[^\s:][^\n:]{0,60}:\s+")  # "[10:02] MARA VOIGT: "
_WE_WILL = re.compile(
    r"^(?:so )?we(?:['’]ll| will) (?!see\b|be (?:back|right)\b|get back)", re.IGNORECASE
)
_TALLY = re.compile(  # "So that's three to one.", before it
    r"\b\w+ (?:to|against|votes? to) \w+[.!]?$|\bvotes?\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\?\W*$|\b(?:if|unless|whether or not) (?:it|the|we|they|this|that|agreed|approved|adopted)\b"
    r"|\b(?:could|may|might|must|shall|should|to|will|would) (?:also |then |have to )?be "
    r"(?:\w+ly )?(?:accepted|adopted|agreed|approved|decided|put|resolved)"
    r"|\b(?:ask|propos|recommend|suggest|urg)\w* (?:that|to)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"\b[Ii]n (?:nearby |neighbou?ring )?([A-Z]\w+), (?:its|the|their) (?:\w+ )?{_BODY}\b"
    rf"|\b([A-Z]\w+)['’]s (?:\w+ )?{_BODY}\b"
)
_LEFT_OPEN = re.compile(
    r"\b(?:no (?:\w+ )?(?:action|decision|vote)s?|nothing (?:further |more )?) ?(?:has been|is|was"
    r"|were) (?:\w+ly )?(?:agreed|decided|made|reached|required|resolved|settled|taken)\b"
    r"|\bno decision\b|\bdecided nothing\b"
    r"|\b(?:we|they) (?:can(?:no|['’])t|could(?:n['’]t| not)|did(?:n['’]t| not)) (?:agree|decide)\b"
    r"|\bwe(?:['’]ll| will) (?:come back to|settle|decide) (?:it|that|this)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:ask(?:s|ed)|call(?:s|ed) for|circulated|considered|debated|describ(?:es|ed)"
    r"|discuss(?:es|ed)|distributed|heard|mention(?:s|ed)|moved (?:that|to)|present(?:s|ed)"
    r"|propos(?:es|ed)|received|recommend(?:s|ed)|report(?:s|ed)|spoke|suggest(?:s|ed)"
    r"|talk(?:s|ed)|thought|urg(?:es|ed)|want(?:s|ed)|wonder(?:s|ed))\b"
    r"|\bI(?:['’]d|['’]ll| would)\b|\b(?:I think|we (?:could|might|should))\b",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\b(city|county|district|parish|school|state|town|village) {_BODY}\b")
_APART = re.compile(r"\b(board|cabinet|commission|committee|council|house|senate)\b")
_DECIDES = re.compile(
    rf"{_APART.pattern}(?: (?:has|have|had|also|then|\w+ly|on \w+day))*"
    rf" (?:{_DONE}|decided|voted|chose)\b"
)
_OUTCOME = re.compile(  # "Motion carried 4-1", "Ms Holm seconded"
    r"^\W*(?:(?:an?|her|his|that|the|this) (?:\w+ )?(?:amendment|motion|proposal|resolution)s?\b"
    r"|motion\b|[^,;]{1,40} seconded(?: (?:it|that|the motion|this))?\W*$"
    r"|(?:accepted|adopted|agreed|all in favou?r|approved|carried|defeated|failed|lost|passed"
    r"|rejected|so ordered)(?:[^\w\s]|\Z| (?:\d|by|un\w+ly|with)))",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:moved|proposed|(?:motion|proposal) (?:by|of|to))\b|\ball (?:those )?in favou?r of\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?<=\w )(?:if|unless)\b(?!.*\?\W*$)", re.IGNORECASE)
_CLOSES = re.compile(
    r"\b(?:meeting|session|sitting) (?:was )?(?:adjourned|closed|ended)\b", re.IGNORECASE
)

# "Who proposed it?", "did anybody vote against that?", behind a question for what was decided
_DID_PART = (
    r"who(?: else)? (?:moved|made the motion|proposed|suggested|seconded|opposed|objected to"
    r"|abstained|(?:was|were|spoke|voted) against)"
)
_PART = re.compile(rf"^{_DID_PART} (?P<topic>.+)$", re.IGNORECASE)
_OF_IT = re.compile(
    rf"^(?:and |but )?(?:(?P<head>{_DID_PART})"
    r"|(?:(?:is|was|were) any(?:body|one) (?:against|opposed to)"
    r"|did any(?:body|one) (?:object(?: to)?|oppose|vote against)))"
    r"(?: (?:it|that|this|the (?:motion|proposal)))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """``topic`` is what was decided about, ``who`` are the words for those who decided; both can be
    empty."""

    topic: str
    who: str

    @property
    def by_name(self) -> bool:
        """Whether it is told who decided: not by "they" or "the meeting"."""
        return not (is_everybody(self.who) or is_present(self.who)) and bool(terms(self.who))

    def is_of(self, head: str) -> bool:
        """Whether a document with such a beginning can be of those who decided. The minutes of
        April's meeting, which approve those of March, are none of March's."""
        if not self.by_name:
            return True
        months = months_told(self.who)
        if months and first_month(head) not in months:
            return False
        own = (word for word in terms(self.who) if not (months and months_told(word)))
        return set(map(stem, own)) <= stems(head)

    def is_anothers(self, sentence: str) -> bool:
        """Whether a sentence tells what a body of another place decided: "In Holm, the council …",
        "Holm's council …"."""
        own = stems(self.who)
        kinds, told = (set(_KIND.findall(each.casefold())) for each in (self.who, sentence))
        if kinds and told and kinds.isdisjoint(told):
            return True  # the county council's, of the parish council
        apart, decides = _APART.findall(self.who.casefold()), _DECIDES.search(sentence.casefold())
        if apart and decides and decides[1] not in apart:
            return True  # the Senate's, of the House
        places = filter(
            None, chain.from_iterable(f.groups() for f in _ELSEWHERE.finditer(sentence))
        )
        return self.by_name and any(stem(place.casefold()) not in own for place in places)


def asked(plain: str) -> Asked | None:
    """What a question for decisions asks, in plain words; None for any other question."""
    return _asked(plain, _ASKED)


def whether(plain: str) -> Asked | None:
    """The same of one that asks whether something was decided."""
    return _asked(plain, _WHETHER)


def _asked(plain: str, patterns: Sequence[re.Pattern[str]]) -> Asked | None:
    for pattern in patterns:
        if found := pattern.match(plain):
            told = found.groupdict()
            topic, who = topic_of(told["topic"] or ""), told.get("by") or told.get("who") or ""
            if of_meeting := _AT.match(topic):
                whose = (who, of_meeting["who"], of_meeting["body"] or "")
                topic, who = of_meeting["topic"] or "", " ".join(" ".join(whose).split())
                return Asked(topic, who)
            return Asked(topic, who) if _decide(who) else None
    return None


def _decide(who: str) -> bool:
    """Whether those whom the words mean decide together, as no single person does."""
    return not who or is_everybody(who) or is_present(who) or _TOGETHER.search(who) is not None


def is_decision(sentence: str, _: str = "") -> bool:
    """Whether a sentence of minutes or news tells a decision, and none that is yet to be made."""
    return _is_made(sentence) and any(pattern.search(sentence) for pattern in _WRITTEN)


def is_left_open(sentence: str) -> bool:
    """Whether it is told that nothing was decided: "No action was taken"."""
    return _LEFT_OPEN.search(sentence) is not None


def is_talk(sentence: str) -> bool:
    """Whether no more is told than what was said of a matter, or proposed: "The board discussed the
    roof", "Lou moved to accept the quote"."""
    decided = is_decision(sentence) or is_agreed(sentence) or is_left_open(sentence)
    return not decided and _TALK.search(sentence) is not None


def is_outcome(sentence: str) -> bool:
    """Whether a decision is told without what was decided: "Motion carried 4-1"."""
    return _OUTCOME.match(sentence) is not None


def moves(sentence: str) -> bool:
    """Whether what is put to the vote is told."""
    return _MOVES.search(sentence) is not None


def is_agreed(sentence: str, before: str = "") -> bool:
    """Whether those who talk have decided something by a sentence behind the one ``before``."""
    told = _LABEL.sub("", sentence.strip())
    if condition := _CONDITION.search(told):  # "Let's do that, and talk again if it doesn't help"
        told = told[: condition.start()]
    voted = _WE_WILL.match(told) is not None and _TALLY.search(before.strip()) is not None
    return _is_made(told) and (voted or any(pattern.search(told) for pattern in _SPOKEN))


def _is_made(sentence: str) -> bool:
    return not (_OPEN.search(sentence) or _CLOSES.search(sentence))


def of_matter(question: str, before: str) -> str | None:
    """ "What was decided about the hall?" – "who proposed it?", "was anyone against it?": of the
    hall; None where it asks for nothing of the kind, or no decision was asked about before."""
    found = _OF_IT.match(question.rstrip("?!. "))
    plain = before.rstrip("?!. ")
    earlier = _PART.match(plain) or asked(plain) or whether(plain)
    topic = earlier["topic"] if isinstance(earlier, re.Match) else earlier.topic if earlier else ""
    if not (found and topic):
        return None
    return f"{found['head'] or 'Who was against'} {topic}?"
