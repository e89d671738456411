"""The language of the window: English strings are message ids, translated where they are shown."""

import functools
import gettext

__all__ = ["translated"]

DOMAIN = "mirror-atlas"


def translated(message: str) -> str:
    """Return a message in the user's language, or as it stands where there is no translation."""
    return _catalogue().gettext(message)


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    """Look for the translation once; `gettext.gettext` would go through folders for every word."""
    return gettext.translation(DOMAIN, fallback=True)
