"""Which actions are bundled: a light look at their table, for those who only list or name them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from data.tables import table

__all__ = ["FILE", "bundled_names"]

FILE: Final = "actions.toml"


@cache
def bundled_names() -> Mapping[str, str]:
    """Return the bundled actions' names by id."""
    return MappingProxyType({row["id"]: row["name"] for row in table(FILE)["action"]})
