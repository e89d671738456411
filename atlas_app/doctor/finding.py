"""One finding about the machine, and how a list of them reads."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Finding", "report"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found under `name`; `mend` says what to do where it is not `ok` and is empty otherwise."""

    name: str
    ok: bool
    said: str
    mend: str = ""


def report(findings: Sequence[Finding]) -> str:
    """Return the findings as lines of text, each fault followed by its remedy, and one sentence that sums up."""
    width = max((len(one.name) for one in findings), default=0)
    lines = [_line(one, width) for one in findings]
    faults = sum(not one.ok for one in findings)
    lines.append(f"\n{_summary(faults)}")
    return "\n".join(lines)


def _line(one: Finding, width: int) -> str:
    line = f"{'ok     ' if one.ok else 'MISSING'}  {one.name:<{width}}  {one.said}"
    return line if one.ok or not one.mend else f"{line}\n{'':9}{'':<{width}}  -> {one.mend}"


def _summary(faults: int) -> str:
    if not faults:
        return "Everything that Mirror Atlas needs is here."
    return "One thing needs attention." if faults == 1 else f"{faults} things need attention."
