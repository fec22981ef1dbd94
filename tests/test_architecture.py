"""The picture of the layers, held against the imports."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
STAGES = ("corpus", "layout", "extract", "resolve", "graph", "export", "explore", "serve")
PURE = {
    "model", "errors", "ids", "script", "letters", "markup", "segment", "vocabulary", "resources", "confidence", "imprint", "collector",
    "compiled",
}  # fmt: skip
"""What every stage may use: records, errors, identifiers, the tables."""

HOMES = {
    "opencc": {"kg/script.py"},
    "jieba": {"kg/segment.py"},
    "rjieba": {"kg/segment.py"},
    "ahocorasick_rs": {"kg/vocabulary"},
    "pyvis": {"kg/explore"},
    "jinja2": {"kg/explore"},
    "rustworkx": {"kg/explore"},
    "rdflib": {"kg/export/rdf", "kg/serve"},
    "pyoxigraph": {"kg/export/rdf", "kg/serve"},
    "pyshacl": {"kg/export/rdf"},
    "typer": {"kg/cli"},
    "trafilatura": {"kg/corpus"},
    "pypdfium2": {"kg/corpus"},
    "docx": {"kg/corpus"},
    "neo4j": {"kg/export"},
    "ladybug": {"kg/export"},
    "pyspark": {"kg/spark"},
}
"""Each third-party library and the one place that knows it."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_stage_never_imports_another(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    if stage not in STAGES:
        return
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "kg" and len(parts) > 1 and parts[1] in STAGES:
            shared = {"graph.schema"} if stage in ("export", "explore", "serve") else set()
            shared |= {"export.rdf"} if stage == "serve" else set()
            allowed = (
                parts[1] == stage or any(".".join(parts[1:]).startswith(s) for s in shared) or module == "kg.graph"
            )
            assert allowed, f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_has_one_home(path: Path) -> None:
    for module in imports(path):
        homes = HOMES.get(module.split(".")[0])
        if homes and not any(name(path).startswith(home) for home in homes):
            raise AssertionError(f"{name(path)} imports {module}, whose home is {', '.join(sorted(homes))}")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_stay_readable(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{name(path)} has {lines} lines; 400 is the ceiling"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is_for_and_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{name(path)} has no docstring"
    if any(isinstance(n, (ast.FunctionDef, ast.ClassDef)) for n in tree.body) and path.name != "__main__.py":
        assert re.search(r"^__all__ = ", path.read_text(encoding="utf-8"), re.M), f"{name(path)} has no __all__"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_chinese_word_lists_in_python(path: Path) -> None:
    """Words live in ontology/; outside docstrings no literal holds two Chinese characters in a row.

    Sets of single characters in a pattern ([年月日]) are no words. What the command line shows a reader, examples of calls, is no word list.
    """
    if path.parent.name == "cli":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            outside_sets = re.sub(r"\[[^\]]*\]", "", node.value)
            assert not re.search(r"[\u4e00-\u9fff]{2}", outside_sets), f"{name(path)}:{node.lineno}: {node.value!r}"


def test_the_middle_module_is_short() -> None:
    sizes = sorted(path.read_text(encoding="utf-8").count("\n") for path in MODULES)
    assert sizes[len(sizes) // 2] <= 110
