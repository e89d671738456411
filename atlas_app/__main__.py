"""Compose and start: the desktop, or one verb of the command line."""

import os
import sys
from collections.abc import Sequence

from atlas_app import cli

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 2 wrong usage, 1 anything else."""
    try:
        arguments = cli.parse(sys.argv[1:] if argv is None else argv)
        return _told(cli.run(arguments)) if arguments.verb else _desktop(arguments)
    except cli.UsageError as error:
        return _fail(error, 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has left: nobody is to be told
        return 1
    except Exception as error:  # noqa: BLE001 - the data floor's errors are its own; a trace helps nobody on a command line
        return _fail(error, 1)


def _told(code: int) -> int:
    """Return the code once all that was said has left, so that a reader who left is noticed here and not at the end."""
    sys.stdout.flush()
    return code


def _desktop(arguments: object) -> int:
    from atlas_app.gui.app import run
    from atlas_app.model import scene_file

    path = getattr(arguments, "scene", None)
    return run(scene_file.read(path) if path else None, path=path)


def _fail(error: Exception, code: int) -> int:
    sys.stderr.write(f"mirror-atlas: {error}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
