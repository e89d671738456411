"""Sources: found without importing their packages, checked byte for byte, one sentence for what is wrong."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from data import sources
from data.sources import SourceError, find, source

FONT = "font-regular"


def as_if(monkeypatch, **changes):
    """Let the font's row of `sources.toml` say something else."""
    row = dataclasses.replace(source(FONT), **changes)
    monkeypatch.setattr(sources, "source", lambda _id: row)


def carried_by(folder: Path, content: bytes | None) -> Path:
    """Make a package that stands before the installed one and carries `content` as the font."""
    row = source(FONT)
    path = folder / row.package / row.file
    path.parent.mkdir(parents=True)
    (folder / row.package / "__init__.py").write_text("raise AssertionError('never imported')")
    if content is not None:
        path.write_bytes(content)
    return path


def test_every_source_is_there_byte_for_byte_with_licence_and_citation():
    for one in sources.sources():
        assert find(one.id).is_file()
        assert len(one.sha256) == 64
        assert one.licence
        assert one.citation
    ids = [one.id for one in sources.sources()]
    assert len(ids) == len(set(ids))


def test_one_wrong_byte_is_told_with_file_and_both_sums(tmp_path, monkeypatch):
    good = find(FONT).read_bytes()
    path = carried_by(tmp_path, good[:5000] + bytes([good[5000] ^ 1]) + good[5001:])
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SourceError) as caught:
        find(FONT)
    said = str(caught.value)
    assert str(path) in said
    assert "damaged" in said
    assert f"expected {source(FONT).sha256[:12]}" in said
    assert "reinstall the package font-source-sans-pro." in said
    assert "\n" not in said


@pytest.mark.parametrize("content", [b"", b"x"])
def test_a_truncated_source_is_damaged(tmp_path, monkeypatch, content):
    carried_by(tmp_path, content)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SourceError, match="is damaged or of another version"):
        find(FONT)


def test_a_missing_file_is_named_with_its_package(tmp_path, monkeypatch):
    path = carried_by(tmp_path, None)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SourceError) as caught:
        find(FONT)
    assert str(path) in str(caught.value)
    assert "cannot be read" in str(caught.value)
    assert "reinstall the package font-source-sans-pro." in str(caught.value)


def test_a_missing_package_is_named_with_the_file_that_it_carries(monkeypatch):
    as_if(monkeypatch, package="not_installed_here")
    with pytest.raises(SourceError) as caught:
        find(FONT)
    said = str(caught.value)
    assert Path(source(FONT).file).name in said
    assert "The package not-installed-here" in said
    assert "pip install not-installed-here" in said


def test_a_module_where_a_package_is_expected_is_no_package(monkeypatch):
    as_if(monkeypatch, package="antigravity")
    with pytest.raises(SourceError, match="The package antigravity"):
        find(FONT)


def test_an_unknown_source_is_a_key_error():
    with pytest.raises(KeyError):
        source("no-such-source")


def test_the_packages_that_carry_the_anatomy_are_never_imported(tmp_path):
    """Whether read anew or from the cache, in both families, and without Qt."""
    program = (
        "import sys, atlas_app.__main__ as main\n"
        "from data.sources import sources\n"
        "assert main.main(['regions', '--atlas', 'hcp-mmp']) == main.main(['regions', '--atlas', 'desikan-killiany'])\n"
        "wrong = {one.package for one in sources()} | {'PyQt6', 'nilearn', 'vtkmodules'}\n"
        "assert not wrong & set(sys.modules), wrong & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120, stdout=subprocess.DEVNULL)
