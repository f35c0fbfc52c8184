"""A question in its plainest form: without what leads up to it, with its topic at its end, and
"who said" for all that asks so.

"Could you find out what Kirby said about it?" → "what Kirby said about it", "When it comes to the
treaty, what did Kirby say?" → "what did Kirby say about the treaty".
"""

import re
from functools import lru_cache

from qa.verbs import AUXILIARY, BE, DO, NOUNS, ON, QUESTION_WORD, SAY, TEXTS

# "Ok thanks. So …", "one more thing: …", before what asks, and no "no, I meant …"
_REMARK = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks?(?: you)?(?: so much| very much| a lot)?|great|good|fine|nice|perfect"
    r"|cool|right|all ?right|interesting|i see|got it|understood|sure|well|hm+|oh|ah|wow|yes|yeah"
    r"|no(?=,)|sorry|hi|hello|hey|something else"
    r"|(?:one|one more|one last|another|a different|different|last) (?:thing|question))"
    r"(?:\s*[,.!:;–—]+\s*|\s+(?=(?:great|so|thanks?)\b)))+(?:so,?\s+)?"
    rf"(?=(?:and |but )?(?:{AUXILIARY}|{QUESTION_WORD}|tell|show)\b"
    r"|and (?:\S+ ?){1,4}\?$)",
    re.IGNORECASE,
)
_POLITE = r"^(?:please\s+|so\s+|but\s+|ok(?:ay)?,?\s+|and\s+|hi,?\s+|hello,?\s+)*"
_ASKING = r"(?:can|could|would)"
_LEAD = re.compile(
    rf"{_POLITE}(?:{_ASKING} you (?:please )?"
    r"|do (?:you|we|they) have (?=(?:any|some|an?)\b))?"
    r"(?:(?:please )?(?:tell me|show me|list|find|give me|summari[sz]e|sum up|outline|explain"
    r"|describe|i(?:['’]d| would)? (?:like|want) to know|i (?:need|want)(?= (?:an?|any|some|the)\b)"
    rf"|where (?:can|do) (?:i|we|one) find(?=.+ (?:{NOUNS})\b))\s+)?",
    re.IGNORECASE,
)
# … where a question follows
_LEAD_TO_QUESTION = re.compile(
    rf"{_POLITE}(?:{_ASKING} (?:you|we|i) (?:please )?(?:also )?)?(?:please )?"
    r"(?:do (?:you|we|they) (?:happen to )?know|i(?:['’]m| am) (?:looking for|curious|wondering)"
    r"|i(?:['’]m| am) trying to find(?: out)?|i wonder|i need to (?:know|find(?: out)?)"
    r"|let me know|find out|look up|check|see|say|remind me|is it known)\s+(?:about\s+)?"
    rf"(?=(?:{QUESTION_WORD})\b)",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"(?<=\w),? et al\b\.?")  # "what do Okafor et al. argue?"
_EXACTLY = re.compile(r"(?<=\w),? (?:exactly|precisely|verbatim|word for word)$", re.IGNORECASE)
_HIMSELF = re.compile(
    rf"(?<=\w) (?:him|her|it|them)sel(?:f|ves)(?= (?:also |ever )?(?:{SAY})\b)", re.IGNORECASE
)
_SHORT = re.compile(r"^(what|who|where|when|how|why)['’]?s\b", re.IGNORECASE)
# "What did the minister answer?"
_ANSWERED = re.compile(
    r"^(?P<head>(?:what|how) (?:did|does|has|have|had) .+?) answer(?:ed)?"
    rf"(?=$| (?:{ON}|to|when)\b)",
    re.IGNORECASE,
)
# "No, I meant the ferry", set right: what about it
_CORRECTED = re.compile(
    r"^(?:(?:no|nope|sorry|oh|wait|actually|not (?:him|her|it|that|them|those))[\s,.!;:–—-]+)*"
    r"(?:i|we) (?:mean|meant|(?:was|am|were) asking about|asked about)[\s,:]+"
    r"(?P<what>(?!it\b|that\b|the other\b|what (?:i|we) )\S.*)$",
    re.IGNORECASE,
)
# "No, not Kirby, Austin"
_NOT_ONE = re.compile(
    r"^(?:(?:no|nope|sorry)[\s,.!;:–—-]+)?not (?:(?:the|his|her|its|their) |(?=(?-i:[A-Z])))"
    r"[^,;.?]{2,40}?(?:[,;.–—]+ (?:but )?| but )(?P<what>[^,;.?]{2,60})[?!. ]*$",
    re.IGNORECASE,
)
_ASKING_WORD = re.compile(rf"^(?:{QUESTION_WORD})\b", re.IGNORECASE)
# "Go back to the ferry: how many …"
_RETURN = re.compile(
    r"^(?:(?:ok(?:ay)?|right|so|now|thanks|thank you)[\s,.!;:–—-]+)*"
    r"(?:please |let(?:['’]s| us|s) |can we |could we |now |i want to )?"
    r"(?:(?:go(?:ing)?|get(?:ting)?|com(?:e|ing)) )?back to (?P<what>[^,:;?!.–—]{2,60}?)"
    r"(?:(?:\s*[,:;.–—]+|\s+-)\s*(?P<rest>\S.*))?[?!. ]*$",
    re.IGNORECASE,
)
# "Didn't Kirby deny it?"
_NOT_SO = re.compile(rf"^({DO}|{BE}|would|could|should)n['’]t\b", re.IGNORECASE)
# "(Show me) where Kirby talks about it"
_PLACE = re.compile(
    r"^where (?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b)"
    r"(?=.+ (?:discuss|mention|speak|talk)(?:s|es|ed)?\b)",
    re.IGNORECASE,
)
# "Which article has Kirby (on the treaty)?", "(find) quotes where Kirby mentions it"
_IN_TEXT = re.compile(
    rf"^(?:which|what) (?:{TEXTS}) (?:has|have|holds?|quotes?|cites?|contains?) (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_PLACES = re.compile(
    rf"^(?:the |any |all )?(?:{TEXTS}|passages?|places?|quotes?|quotations?|statements?)"
    rf" (?:where|in which) (?=.+ (?:{SAY})\b)",
    re.IGNORECASE,
)
# "(Give me) an overview of what was said on it", "what are the points of disagreement about it?"
_OVERVIEW = re.compile(
    r"^(?:what (?:is|are|were) )?(?:an? |the |any )?(?:main |key |short |brief |quick )*"
    r"(?:(?:overview|summary|recap) of (?:what (?:was|is|has been) said|the (?:debate|discussion))"
    r"|points? of (?:dis)?agreement|disagreements?) (?:about|on|over|regarding) ",
    re.IGNORECASE,
)
# "When was Kirby quoted on it?", "What is he reported as saying about it?"
_QUOTED = re.compile(
    r"^(?P<head>what|when|where|how often|in (?:which|what) \w+)(?: else)? (?:is|was|has)"
    r" (?P<who>(?-i:[A-Z])\S*(?: \S+){0,4}?|he|she) (?:been )?"
    r"(?:(?:quoted|cited|reported) as (?:having said|saying)"
    rf"|quoted(?=$| (?:{ON})\b))",
    re.IGNORECASE,
)
# "What did Reyes want to know from Kirby?"
_WANTED = re.compile(
    rf"^(?P<head>(?:what|which \w+) (?:{DO}) .+?) want(?:s|ed)? to (?:know|hear)"
    r"(?: (?:from|of)\b)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:on the (?:subject|topic|issue|matter|question) of|in (?:relation|regard|regards) to"
    r"|with (?:respect|regard|regards) to|as regards|in terms of)(?= )"
    r"|(?<=\w )(?<!\bin )(?-i:re)(?= )",
    re.IGNORECASE,
)
_TOPIC_FIRST = re.compile(
    rf"^(?:when it comes to|as (?:for|to)|{ON}) (?P<topic>[^,?]+), "
    rf"(?P<rest>(?:what|how)\b.*\b(?:{SAY}))$",
    re.IGNORECASE,
)
_OF_OPINION = re.compile(
    r"^who (?:(?:is|are|was|were) (?:quoted|cited)"
    r"|(?:has|had|have) (?:an? |any )?(?:something to say|comments?|concerns?|opinions?"
    r"|positions?|thoughts?|views?)) (?:about|on|regarding) ",
    re.IGNORECASE,
)
_REWORDED = (
    (_SHORT, r"\1 is"),
    (_NOT_SO, r"\1"),
    (_HIMSELF, ""),
    (_PLACE, "what "),
    (_OF_OPINION, "who commented on "),
    (_IN_TEXT, ""),
    (_PLACES, "what "),
    (_QUOTED, r"\g<head> did \g<who> say"),
    (_ANSWERED, r"\g<head> reply"),
    (_WANTED, r"\g<head> ask"),
    (_OVERVIEW, "what was said about "),
    (_ABOUT, "about"),
)
# What asks who said a thing: "Whose words are “…”?", "“…” – who said that?", "“…”"
_QUOTE = r"[\"“‘'](?P<said>.+?)[\"”’'][.!?]?"
_KINDS = r"(?:quote|quotation|remark|line|sentence|statement|words?)"
_THE_QUOTE = rf"(?:(?:the |this |that |these |those )?{_KINDS}[,:]? )?{_QUOTE}"
_SAYS = r"(?:says?|said|has said|having said|saying|claims?|claimed|claiming|argued)(?: that)?"
_WHO_SAID = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"whose {_KINDS} (?:is|are|was|were) {_QUOTE}",
        rf"{_QUOTE}\s*[,:–—-]*\s*who (?:said|says|wrote|was) (?:that|this|it|so)",
        rf"(?:who|where) (?:does|did|is|was) {_THE_QUOTE} (?:belong to|come from|from|by)",
        rf"(?:(?:what|who) is )?(?:the )?(?:source|author|speaker|origin) of {_THE_QUOTE}",
        rf"(?:attribute|identify|source) {_THE_QUOTE}",
        rf"who (?:uttered|coined|spoke|used) {_THE_QUOTE}",
        r"[\"“](?P<said>(?:[^\"“”\s]+ ){3,}[^\"“”\s]+)[\"”]",
        rf"who (?:is|was|has been) (?:quoted|cited|reported|recorded) as {_SAYS} (?P<said>.+)",
        r"who (?:made|makes|has made) the (?:claim|statement|argument|remark|point|comment)"
        r" that (?P<said>.+)",
        rf"(?:who was it|is there any(?:one|body)) (?:that|who) {_SAYS} (?P<said>.+)",
        r"according to whom,? (?P<said>.+)",
    )
)


def without_remarks(text: str) -> str:
    """Without what is said to what was told before: "ok thanks. what …". Never empty where the text
    isn't."""
    return _REMARK.sub("", text, count=1)


def set_right(text: str) -> str:
    """ "No, I meant the ferry" asks "and the ferry?" of what was asked before."""
    found = _CORRECTED.match(text) or _NOT_ONE.match(text)
    if found is None:
        return text
    what = found["what"].rstrip("?!. ")
    return what if _ASKING_WORD.match(what) else f"and {what}?"


def returned(text: str) -> tuple[str, str]:
    """ "Go back to the ferry: who closed it?" → what it returns to, and what is asked of that. The
    first is empty where it returns to nothing."""
    found = _RETURN.match(text)
    if found is None:
        return "", text
    what = found["what"]
    return what, found["rest"] or f"what about {what}?"


@lru_cache(maxsize=64)
def plainest(text: str) -> str:
    """Never empty where the text isn't."""
    text = _AND_OTHERS.sub("", without_remarks(" ".join(text.split())))
    rest = _LEAD_TO_QUESTION.sub("", text, count=1)
    rest = _EXACTLY.sub("", _LEAD.sub("", rest, count=1).strip().rstrip("?!. ").strip())
    rest = rest or text
    for pattern, plainer in _REWORDED:
        rest = pattern.sub(plainer, rest)
    if found := _TOPIC_FIRST.match(rest):
        return f"{found['rest']} about {found['topic']}"
    asking = (pattern.match(rest) for pattern in _WHO_SAID)
    return next((f"who said {found['said']}" for found in asking if found), rest)
