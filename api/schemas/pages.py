"""Pages: parts of a list."""

from typing import Generic, TypeVar

from api.schemas.base import Shown

_Item = TypeVar("_Item")


class Page(Shown, Generic[_Item]):
    """A part of a list: ``total`` is how many there are in all, ``next`` the cursor of what
    follows, null at the end."""

    items: list[_Item]
    total: int
    limit: int
    offset: int
    next: str | None = None
