"""Questions whether somebody said the same all along: "did Kirby change his mind about it?"."""

import re

from qa.names import Names
from qa.question import Query
from qa.verbs import ABOUT, DO, NOUNS, OWNER, SAY, topic_of
from qa.whose import by, by_somebody

_OWN = r"(?:his|her|its|their|the)"
_CHANGED = (
    re.compile(
        rf"^(?:{DO}) (?P<who>.+?) (?:ever )?(?:chang(?:e|ed) {_OWN}"
        r" (?:mind|position|stance|views?|opinion|story|account|tune|line)"
        r"|(?:contradict(?:s|ed)?|reverse[sd]?) (?:himself|herself|itself|themselves)|backtrack(?:ed)?)"
        rf"(?: (?:{ABOUT}) (?P<topic>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:has|have|did|how (?:has|have|did)) (?P<who>.+?){OWNER} (?:{NOUNS}|mind|story|account)"
        rf"(?: (?:{ABOUT}) (?P<topic>.+?))? (?:ever )?chang(?:e|ed)$",
        re.IGNORECASE,
    ),
)
_CONSISTENT = (
    re.compile(
        r"^(?:(?:are|is|were) there )?(?:any |an? )?(?:contradictions?|inconsistenc(?:y|ies)) in what"
        rf" (?P<who>.+?) (?:has |have |had )?(?:{SAY})(?: (?:{ABOUT}) (?P<topic>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:is|was|has|have) (?P<who>.+?) (?:been )?(?:in)?consistent"
        rf"(?: (?:{ABOUT}) (?P<topic>.+))?$",
        re.IGNORECASE,
    ),
)


def read(text: str, plain: str, names: Names) -> Query | None:
    """A question for what a speaker says of it, as time goes by; None for any other question."""
    for pattern in (*_CHANGED, *_CONSISTENT):
        if found := pattern.match(plain):
            topic = topic_of(found["topic"] or "")
            query = Query(text, "statements", topic, who=found["who"], when=True, changed=True)
            return by(query, names) if pattern in _CHANGED else by_somebody(query, names)
    return None
