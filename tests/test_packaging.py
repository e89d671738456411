"""What leaves the house: a wheel of exactly four packages, and files that name no machine."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {"atlas_app", "regions", "meshes", "data"}
# Put together here, so that this file passes too.
FORBIDDEN = [
    re.escape(one)
    for one in ("pypi" + ".org", "python" + "hosted", "/ro" + "ot/", "/wo" + "rk/", "/Us" + "ers/", "/op" + "t/")
] + ["/ho" + "me/[a-z]", "index" + "-url"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as file:
        yield file


def inside(wheel) -> set[str]:
    return {name for name in wheel.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_the_four_packages_and_nothing_else(wheel):
    assert {name.partition("/")[0] for name in inside(wheel)} == PACKAGES
    assert not [name for name in inside(wheel) if "__pycache__" in name or "test" in name]


def test_the_wheel_holds_every_module_and_every_table(wheel):
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside(wheel) == files


def test_the_wheel_starts_by_its_name_and_carries_its_licence(wheel):
    named = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "mirror-atlas = atlas_app.__main__:main" in wheel.read(named["entry_points.txt"]).decode()
    assert b"GNU GENERAL PUBLIC LICENSE" in wheel.read(named["licenses/LICENSE"])


def committed() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_committed_file_names_a_package_host_or_a_machine():
    pattern = re.compile("|".join(FORBIDDEN).encode())
    found = {
        str(path.relative_to(ROOT)): match.group().decode()
        for path in committed()
        if path.suffix != ".png" and (match := pattern.search(path.read_bytes()))
    }
    assert not found


def test_every_bundled_table_has_its_provenance():
    told = (ROOT / "data" / "files" / "README.md").read_text(encoding="utf-8")
    tables = {path.name for path in committed() if path.parent == ROOT / "data" / "files"} - {"README.md"}
    assert not {name for name in tables if f"`{name}`" not in told}
