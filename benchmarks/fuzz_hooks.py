"""For schemathesis (``benchmarks.fuzz``): what JSON Schema can't say of a request that is right."""

import schemathesis


def _in_order(given: object) -> bool:
    if not isinstance(given, dict):
        return True
    dates = given.get("published_from"), given.get("published_to")
    return not all(isinstance(each, str) for each in dates) or dates[0] <= dates[1]


@schemathesis.hook
def filter_query(context: object, query: object) -> bool:  # noqa: ARG001
    return _in_order(query)


@schemathesis.hook
def filter_body(context: object, body: object) -> bool:  # noqa: ARG001
    if not isinstance(body, dict):
        return True
    one = "thumb" not in body or (body.get("answer") is None) != (body.get("refusal") is None)
    return one and _in_order(body.get("filters"))
