"""Stage 6, export: the graph and the records in; files out, each written whole or not at all.

``EXPORTERS`` is the list of what a graph can be written as. Loading into a
running Neo4j is ``kg.export.neo4j_bolt.load``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg import collector
from kg.errors import ExportError, UsageError
from kg.export import (
    cytoscape,
    ftm,
    gexf,
    graphml,
    json_lines,
    ladybug,
    neo4j_csv,
    node_link,
    tables,
)
from kg.export.rows import Graph
from kg.folder import replacing

__all__ = ["EXPORTERS", "Exporter", "fill", "run"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form a graph can take on disk."""

    purpose: str
    """Where it is of use."""
    write: Callable[[Graph, Path], None]
    """Writes into an empty folder, or the one file where ``file`` names it."""
    readme: str
    """How to load it, in three lines."""
    file: str = ""


EXPORTERS: dict[str, Exporter] = {
    "neo4j-csv": Exporter("a new Neo4j database, by its importer", neo4j_csv.write, neo4j_csv.README),
    "ladybug": Exporter("a graph database in one file, no server", ladybug.write, ladybug.README, ladybug.FILE),
    "graphml": Exporter("networkx, igraph, yEd, Gephi, Cytoscape", graphml.write, graphml.README, graphml.FILE),
    "gexf": Exporter("Gephi, with colours, sizes and a timeline", gexf.write, gexf.README, gexf.FILE),
    "cytoscape": Exporter("Cytoscape and cytoscape.js", cytoscape.write, cytoscape.README, cytoscape.FILE),
    "node-link": Exporter("d3 and networkx, as JSON", node_link.write, node_link.README, node_link.FILE),
    "jsonl": Exporter("streams: jq, DuckDB, Elasticsearch", json_lines.write, json_lines.README),
    "parquet": Exporter("pandas, polars, DuckDB, Spark", tables.write_parquet, tables.README_PARQUET),
    "csv": Exporter("programs that read CSV", tables.write_csv, tables.README_CSV),
    "sheets": Exporter("people with a spreadsheet", tables.write_sheets, tables.README_SHEETS),
    "followthemoney": Exporter("newsrooms with Aleph or OpenAleph", ftm.write, ftm.README, ftm.FILE),
}
"""By the name that ``kg export --to`` takes."""

README = "README.txt"
_FIRST = b"kg export: "


def run(graph: Graph, name: str, out: Path) -> Path:
    """Write the graph as ``name`` into the folder ``out``; see ``fill``.

    Raises UsageError for a name that is none, ExportError for a graph the
    format cannot hold.
    """
    if name not in EXPORTERS:
        raise UsageError(f"no export is called {name!r}; there are {', '.join(EXPORTERS)}, and bolt://… for a server")
    exporter = EXPORTERS[name]
    return fill(out, name, exporter.readme, lambda new: exporter.write(graph, new / exporter.file))


def fill(out: Path, name: str, readme: str, write: Callable[[Path], None]) -> Path:
    """Have a folder written, with a README beside what is in it; the folder.

    ``out`` takes its place when everything is written; an older export of kg
    there is replaced, anything else is not (UsageError).
    """
    older = out / README
    if older.is_file() and not older.read_bytes().startswith(_FIRST):
        raise UsageError(f"{out} exists and its {README} is not of kg; name another folder with --out")
    try:
        with replacing(out, README, "export") as new, collector.paused():
            write(new)
            (new / README).write_bytes(_FIRST + f"{name}\n{readme}".encode())
    except UnicodeEncodeError as fault:
        raise ExportError(f"a text holds half a character ({fault.reason} in {fault.object[:40]!r}…)") from None
    except OSError as fault:
        raise ExportError(f"{out} cannot be written: {fault.strerror or fault}") from None
    return out
