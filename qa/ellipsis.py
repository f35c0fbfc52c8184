"""A question that is no more than a name for another thing → the whole question."""

import re

# "And the tenants?", behind "Who is the landlord?" or "When was the treaty signed?"
_ONE = r"(?:the|an?|his|her|its|their|your|our) [^\W\d][\w’'-]*"
_AND_ANOTHER = re.compile(
    rf"^(?:and |but )?(?:(?:what|how) about |and |but )?(?P<what>{_ONE}(?: [^\W\d][\w’'-]*)?)$",
    re.IGNORECASE,
)
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
    head = asked["head"]
    several = other["what"].endswith("s") and not other["what"].endswith(("ss", "us", "is"))
    if several and not asked["rest"]:
        head = re.sub(r"\b(is|was)$", lambda m: "are" if m[0] == "is" else "were", head)
    return f"{head[:1].upper()}{head[1:]} {other['what']}{asked['rest']}?"
