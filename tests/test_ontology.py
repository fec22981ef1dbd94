"""The tables load, and their README names every table and every column."""

import re
from pathlib import Path

import pytest

from kg import resources, vocabulary
from kg.errors import TableError

README = (resources.ontology() / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", vocabulary.TABLES)
def test_the_readme_documents_every_column(table: str) -> None:
    parts = [p for p in re.split(r"^###? ", README, flags=re.M) if f"{table}.csv" in p.splitlines()[0]]
    assert parts, f"ontology/README.md has no heading for {table}.csv"
    for column in vocabulary.TABLES[table]:
        assert f"`{column.name}`" in parts[0], f"ontology/README.md does not say what {table}.{column.name} means"


@pytest.mark.parametrize("table", vocabulary.TABLES)
def test_every_table_is_there_and_has_rows(table: str) -> None:
    assert vocabulary.load().rows[table], f"ontology/{table}.csv is missing or empty"


def test_every_fault_of_a_table_is_told_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "cues.csv").write_text("cue,kind,act,note\n说,speech,,\n,speech,,\n称,Speech,,\n道\n", encoding="utf-8")
    (tmp_path / "industries.csv").write_text(
        "id,hans,hant,en,names,weak,broader,scheme,code,source\n"
        "a,农业,農業,Farming,,,b,press,,x\na,林业,林業,Forestry,,,,press,,x\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError) as told:
        vocabulary.load(tmp_path)
    text = str(told.value)
    for fault in (
        "cues.csv:3: cue is empty",
        "cues.csv:4: kind 'Speech'",
        "cues.csv:5: 1 cells",
        "industries.csv:2: broader b",
        "industries.csv:3: id a stands already in line 2",
    ):
        assert fault in text


def test_a_wrong_header_is_told(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("word,note\n说,\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"words\.csv:1: the columns must be word,class,note"):
        vocabulary.load(tmp_path)
