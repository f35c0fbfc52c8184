"""The OpenAPI document knows every way in, and tells what each is for."""

from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import Server

pytestmark = pytest.mark.e2e


def test_the_openapi_document_knows_every_way_in(server: Server) -> None:
    document = server.get("/openapi.json")
    ways = {(method.upper(), path) for path, all in document["paths"].items() for method in all}
    assert ways == {
        ("POST", "/api/ask"),
        ("POST", "/api/chat"),
        ("GET", "/api/search"),
        ("GET", "/api/speakers"),
        ("GET", "/api/speakers/{id}"),
        ("GET", "/api/speakers/{id}/statements"),
        ("GET", "/api/speakers/{id}/summary"),
        ("POST", "/api/speakers/merge"),
        ("POST", "/api/speakers/{id}/split"),
        ("PATCH", "/api/speakers/{id}"),
        ("GET", "/api/corrections"),
        ("DELETE", "/api/corrections/{id}"),
        ("GET", "/api/documents"),
        ("POST", "/api/documents"),
        ("GET", "/api/documents/{id}"),
        ("GET", "/api/feedback"),
        ("POST", "/api/feedback"),
        ("DELETE", "/api/documents/{id}"),
        ("GET", "/api/documents/{id}/statements"),
        ("GET", "/api/index"),
        ("POST", "/api/index/rebuild"),
        ("GET", "/api/jobs/{id}"),
        ("DELETE", "/api/jobs/{id}"),
        ("GET", "/api/jobs/{id}/events"),
        ("POST", "/v1/chat/completions"),
        ("GET", "/v1/models"),
        ("GET", "/v1/models/{model}"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }
    for path, methods in document["paths"].items():
        errors = "application/json" if path.startswith("/v1/") else "application/problem+json"
        for way in methods.values():
            assert set(way["responses"]["4XX"]["content"]) == {errors}


def test_every_operation_is_described(tmp_path: Path) -> None:
    document = create_app(Settings(data=tmp_path, documents=tmp_path)).openapi()
    operations = {
        f"{method} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert operations
    assert not [name for name, each in operations.items() if not each.get("description")]
