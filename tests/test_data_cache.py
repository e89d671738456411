"""The cache: safe to delete, safe to damage, safe for two at once, never a pickle."""

import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import cache
from data.cache import cached

MADE = {"a": np.arange(500, dtype=np.float32), "names": np.array(["", "L_4", "R_4"])}


class Maker:
    """Counts how often something had to be made."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return MADE


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def same(found) -> bool:
    return found.keys() == MADE.keys() and all(
        found[k].dtype == MADE[k].dtype and np.array_equal(found[k], MADE[k]) for k in MADE
    )


def test_what_was_made_once_is_read_the_second_time(place):
    maker = Maker()
    assert all(same(cached("thing", "key", maker)) for _ in range(3))
    assert maker.times == 1
    assert len(list(place.iterdir())) == 1


def test_another_key_is_another_thing(place):
    maker = Maker()
    cached("thing", "sha of one atlas", maker)
    cached("thing", "sha of its next version", maker)
    assert maker.times == 2


def test_it_can_be_deleted_at_any_time(place):
    maker = Maker()
    for _ in range(2):
        assert same(cached("thing", "key", maker))
        for entry in place.iterdir():
            entry.unlink()
        place.rmdir()
    assert maker.times == 2


def entry(place: Path) -> Path:
    (path,) = place.glob("*.npz")
    return path


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_entry_is_made_again(place, data):
    cached("thing", "key", Maker())
    good = entry(place).read_bytes()
    if data.draw(st.booleans(), label="truncated"):
        bad = good[: data.draw(st.integers(0, len(good) - 1), label="length")]
    else:
        at = data.draw(st.integers(0, len(good) - 1), label="at")
        bad = good[:at] + bytes([good[at] ^ data.draw(st.integers(1, 255), label="bits")]) + good[at + 1 :]
    entry(place).write_bytes(bad)
    assert same(cached("thing", "key", Maker()))


@pytest.mark.parametrize("content", [b"", b"PK", b"\x80\x04]\x94.", b"\x93NUMPY\x01\x00", b"{}" * 4000])
def test_an_entry_that_is_none_is_replaced_by_a_good_one(place, content):
    cached("thing", "key", Maker())
    entry(place).write_bytes(content)
    maker = Maker()
    assert same(cached("thing", "key", maker))
    assert same(cached("thing", "key", maker))
    assert maker.times == 1


class Bomb:
    def __reduce__(self):
        return (exec, ("raise SystemExit('a pickle was opened')",))


def test_a_pickle_in_the_cache_is_not_opened(place):
    cached("thing", "key", Maker())
    np.savez(entry(place), a=np.array([Bomb()], dtype=object))
    assert same(cached("thing", "key", Maker()))


def test_what_lies_in_the_cache_of_this_session_holds_no_pickles(library, cache_folder):
    library.anatomy("hcp-mmp", "left")
    found = sorted(cache_folder.glob("*.npz"))
    assert found
    for path in found:
        with np.load(path, allow_pickle=False) as file:
            assert all(file[name].dtype != object for name in file.files)
        assert zipfile.ZipFile(path).testzip() is None


def test_a_folder_that_cannot_be_written_costs_time_not_the_result(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "file" / "cache"))
    maker = Maker()
    assert same(cached("thing", "key", maker))
    assert same(cached("thing", "key", maker))
    assert maker.times == 2


def test_a_full_disk_leaves_nothing_half_written(place, monkeypatch):
    def full(*_args, **_arrays):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    assert same(cached("thing", "key", Maker()))
    assert list(place.iterdir()) == []


def test_a_fault_while_making_is_told_and_leaves_nothing(place):
    def fails():
        raise ValueError("the atlas is broken")

    with pytest.raises(ValueError, match="the atlas is broken"):
        cached("thing", "key", fails)
    assert not place.exists() or not list(place.iterdir())


def test_two_processes_at_once_never_read_half_an_entry(place):
    """Both write and delete the same entry as fast as they can; each must always get the whole of it."""
    program = (
        "import numpy as np\n"
        "from data.cache import cached, folder\n"
        "for k in range(60):\n"
        "    found = cached('thing', 'key', lambda: {'a': np.arange(200_000)})\n"
        "    assert np.array_equal(found['a'], np.arange(200_000))\n"
        "    if k % 3 == 0:\n"
        "        for path in folder().glob('*.npz'):\n"
        "            path.unlink(missing_ok=True)\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[1]) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert not list(place.glob("*.part"))


def test_the_folder_is_the_users_own_unless_one_is_named(monkeypatch):
    monkeypatch.delenv(cache.FOLDER_VARIABLE)
    assert cache.folder().name == "mirror-atlas"
