"""Questions for what there is on a matter, by whomever: "any news on the treaty?"."""

import re

from qa.question import Query
from qa.verbs import NOUNS, ON, topic_of

# "Any quotes about the treaty", by whomever
_OF_ANYBODY = re.compile(
    rf"^(?:what (?:are|were) )?(?:any |all |the |some |their )*(?:(?:{NOUNS}) (?:{ON})"
    r"|(?:reactions?|responses?) to"
    rf"|(?:discussion|debate|conversation)s? (?:{ON}|of|over)) (?P<topic>.+)$",
    re.IGNORECASE,
)
# "Any news on the treaty?", "what is the response to the petition?", "what about the seals?"
_TO_MATTER = r"(?:about|concerning|of|on|regarding|to|with) (?P<topic>.+)$"
_OF_MATTER = re.compile(
    r"^(?:(?:(?:is|are|was|were) there )?(?:any|some|an?) "
    r"(?:updates?|news|word|comments?|reactions?|responses?|thoughts?|thinking|mentions?)"
    r"|(?:is|are|was|were) there any (?:talk|discussions?)"
    r"|(?:all |the )*mentions?(?= of)"
    r"|(?:(?:is|are) there )?(?:any|every)thing(?: else)?(?= (?:about|concerning|on|regarding) )"
    rf"|where do (?:things|we|they) stand) {_TO_MATTER}"
    r"|^(?:what|how) about (?P<rest>.+)$",
    re.IGNORECASE,
)
_STATE_OF = re.compile(
    r"^what (?:is|was|are|were) (?:the |their |your )?"
    rf"(?:latest|status|responses?|reactions?|thinking|stance|positions?) {_TO_MATTER}",
    re.IGNORECASE,
)


def of_matter(text: str, plain: str) -> Query | None:
    """What asks for it whoever is named in the rest; None where it is no such question."""
    found = _OF_MATTER.match(plain)
    if not found:
        return None
    return Query(text, "positions", topic_of(found["topic"] or found["rest"]), open=True)


def state_of_matter(text: str, plain: str) -> Query | None:
    """What asks for it where nobody is named whose position it is."""
    if found := _OF_ANYBODY.match(plain):
        return Query(text, "positions", topic_of(found["topic"]))
    if found := _STATE_OF.match(plain):
        return Query(text, "positions", topic_of(found["topic"]), open=True)
    return None
