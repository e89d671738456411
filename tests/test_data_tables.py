"""The bundled tables: each has its provenance, every figure a status, every citation somebody to look up."""

import re

import pytest

from data.tables import FILES, rows, table

STATUSES = {"verified", "derived", "memory", "assumption"}
DOI = re.compile(r"10\.\d{4,9}/\S+")


def test_every_file_has_a_row_that_says_from_where():
    told = (FILES / "README.md").read_text(encoding="utf-8")
    listed = {
        name
        for line in told.splitlines()
        if line.startswith("|")
        for name in re.findall(r"`([\w.]+\.\w+)`", line.split("|")[1])
    }
    there = {path.name for path in FILES.iterdir() if path.is_file() and path.name != "README.md"}
    assert there == listed


def test_every_figure_has_a_status_and_a_source():
    found = rows("numbers.csv")
    assert len(found) == 71
    for row in found:
        assert row["status"] in STATUSES, row
        assert row["citation"], row
        assert not row["doi"] or DOI.fullmatch(row["doi"]), row


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.csv")))
def test_every_row_of_a_table_has_all_its_columns(name):
    found = rows(name)
    assert found
    columns = list(found[0])
    assert all(column and column == column.strip() for column in columns)
    for line, row in enumerate(found, 2):
        assert None not in row, (name, line)  # too many cells
        assert None not in row.values(), (name, line)  # too few


def test_tables_are_utf8_text():
    for path in FILES.iterdir():
        if path.suffix in {".csv", ".toml", ".md"}:
            assert path.read_bytes().decode("utf-8").endswith("\n"), path.name


def test_regions_cite_papers_that_can_be_found():
    for row in table("regions.toml")["region"]:
        for citation in row["citations"]:
            assert re.search(r"(19|20)\d\d", citation), citation
            assert DOI.search(citation), citation


def test_a_missing_table_is_told():
    with pytest.raises(FileNotFoundError):
        rows("none.csv")
