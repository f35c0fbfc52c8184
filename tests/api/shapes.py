"""What is sent over HTTP looks like this: the fields of each kind of thing, and a problem."""

import httpx

REPLY = set(
    "question standalone_question intent answered answer refusal statements statements_total "
    "passages wording generation took_ms timings".split()
)
STATEMENT = set(
    "id speaker source_text kind cue asked text spans sentence document passage confidence score "
    "stance repeated_in".split()
)
PASSAGE = set("id document start end text place score speakers highlights also_in".split())
SPEAKER = set("id name role kind aliases statement_count document_count".split())
DOCUMENT = set(
    "id title published origin author language paths passage_count statement_count".split()
)
JOB = set("id kind state stage done total message rate left started finished".split())


def problem(response: httpx.Response, status: int) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert set(document) == {"type", "title", "status", "detail", "request_id", "errors"}
    assert document["request_id"] == response.headers["x-request-id"]
    assert document["status"] == status
    assert document["type"].startswith("urn:onrecord:problem:")
    assert document["detail"].endswith(".")
    return document
