"""What is remembered of pages read before, and what is let go."""

from __future__ import annotations

from pathlib import Path

from kg.engine import Shelf
from kg.flow.memory import Entry, Memory


def test_what_no_build_needs_any_more_is_let_go_with_its_files(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for round_ in range(4):
        shelf = Shelf(tmp_path)
        for number in range(100):
            name = f"{round_}-{number}"
            memory.keep(Entry(name, name, name, shelf.put([name.encode()])))
    kept = [f"3-{number}" for number in range(100)]
    memory.only([*kept, *(f"2-{number}" for number in range(100))], len(kept) + 100)
    assert memory.entry("0-7") is not None, "as many as are used may wait for another build"
    memory.only(kept, len(kept))
    assert memory.entry("0-7") is None
    found = [memory.entry(name) for name in kept]
    assert [memory.piece(one.place, 0) for one in found if one] == [name.encode() for name in kept]
    assert len(list(tmp_path.glob("*.shard"))) == 1
    memory.close()
