"""The OpenAPI document tells whoever reads it first what each operation is for."""

from pathlib import Path

from api.app import create_app
from api.settings import Settings


def test_every_operation_is_described(tmp_path: Path) -> None:
    document = create_app(Settings(data=tmp_path, documents=tmp_path)).openapi()
    operations = {
        f"{method} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert operations
    assert not [name for name, each in operations.items() if not each.get("description")]
