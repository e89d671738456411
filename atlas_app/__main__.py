"""Compose and start: the desktop, or one verb of the command line."""

import sys
from collections.abc import Sequence

from atlas_app import cli

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 2 wrong usage, 1 anything else."""
    try:
        arguments = cli.parse(sys.argv[1:] if argv is None else argv)
        return cli.run(arguments) if arguments.verb else _desktop(arguments)
    except cli.UsageError as error:
        return _fail(error, 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has left; there is nobody to tell
        return 1
    except Exception as error:  # noqa: BLE001 - the data floor's errors are its own; a trace helps nobody on a command line
        return _fail(error, 1)


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
