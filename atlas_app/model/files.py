"""Writing a file so that nobody ever finds half of it."""

import os
import secrets
import shutil
from pathlib import Path

__all__ = ["replace_file"]


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to a new file in the same folder, then put it in the place of `path` in one step.

    `OSError` if that is impossible; then `path` is what it was and nothing is left behind. A link is followed.
    """
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder", str(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "is write-protected", str(path))
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
