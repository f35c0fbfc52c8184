"""A question that is no more than a name for another thing → the whole question."""

import re

# "And the tenants?", behind "Who is the landlord?" or "When was the treaty signed?"
_ONE = r"(?:the|an?|his|her|its|their|your|our) [^\W\d][\w’'-]*"
_AND_ANOTHER = re.compile(
    rf"^(?:and |but )?(?:(?:what|how) about |and |but )?(?P<what>{_ONE}(?: [^\W\d][\w’'-]*)?)$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?:ed|en|wn|lt|ld|aid|ade|ent|ght|one|un|ut)$", re.IGNORECASE)
_OF_ONE = re.compile(
    r"^(?P<head>(?:who|what|when|where|why|how(?: much| many| old| long| big| far| high)?|which) "
    rf"(?:is|are|was|were|did|does|do|has|have|will|can)) {_ONE}(?P<rest>| \w+(?: \w+)?)$",
    re.IGNORECASE,
)


def of_another(question: str, before: str) -> str | None:
    """ "Who is the landlord?" – "and the tenants?" asks the same of another.

    None where it is no such question, or what was asked before cannot be asked of another."""
    other = _AND_ANOTHER.match(question.rstrip("?!. "))
    asked = _OF_ONE.match(before.rstrip("?!. "))
    if not (other and asked):
        return None
    head, rest = asked["head"], asked["rest"]
    if _is_of_name(head, rest):
        rest = ""
    several = other["what"].endswith("s") and not other["what"].endswith(("ss", "us", "is"))
    if several and not rest:
        head = re.sub(r"\b(is|was)$", lambda m: "are" if m[0] == "is" else "were", head)
    return f"{head[:1].upper()}{head[1:]} {other['what']}{rest}?"


def _is_of_name(head: str, rest: str) -> bool:
    """Whether the last word of a question is still what is asked about: "When is the board
    meeting?", "Who is the finance director?", and not "When was the treaty signed?"."""
    of_be = head.split()[-1].casefold() in ("is", "are", "was", "were")
    done = _PARTICIPLE.search(rest) is not None and not head.casefold().startswith("who")
    return of_be and len(rest.split()) == 1 and not done
