"""The nine response classes in the four groups that a card reads them in."""

from typing import Final

__all__ = ["GROUPS"]

GROUPS: Final[tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = (
    ("both", "Both", (("E+O+", "excited"), ("E-O-", "suppressed"), ("E+O- E-O+", "opposite"))),
    ("execute", "Execute only", (("E+", "excited"), ("E-", "suppressed"))),
    ("observe", "Observe only", (("O+", "excited"), ("O-", "suppressed"))),
    ("", "Neither", (("none", ""),)),
)
"""State, name, and the classes of each with the word for them."""
