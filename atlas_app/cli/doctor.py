"""The verb `doctor`: what was found, and what to do about the rest."""

import argparse
from typing import Final

from atlas_app.cli.output import say
from atlas_app.cli.words import Verb

__all__ = ["VERB"]


def _options(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def _run(_arguments: argparse.Namespace) -> int:
    from atlas_app.doctor import check, report

    findings = check()
    say(report(findings))
    return 0 if all(finding.ok for finding in findings) else 1


VERB: Final = Verb("tell what was found of OpenGL, Qt and the data, and what to do about the rest", _options, _run)
