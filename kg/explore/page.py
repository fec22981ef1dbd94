"""The page itself: template, style and scripts in one text, sealed by a Content-Security-Policy.

Takes the data as records. Gives HTML. Never lets a character of a document be
markup: data stands in JSON blocks, and the page writes it with ``textContent``.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.explore import drawing

__all__ = ["LANGUAGES", "SCRIPTS", "STYLES", "embedded", "render", "words"]

CLIENT = Path(__file__).parent / "client"

STYLES = ("tokens.css", "base.css", "frame.css", "filters.css", "evidence.css", "views.css", "print.css")
SCRIPTS = (
    "dom.js", "words.js", "data.js", "state.js", "claims.js", "said.js", "search.js", "palette.js", "pens.js",
    "card.js", "evidence.js", "filters.js", "chips.js", "find.js", "overview.js", "whole.js", "focus.js", "network.js",
    "table.js", "timeline.js", "matrix.js", "export.js", "main.js",
)  # fmt: skip
"""In this order they are one script: each uses only what stands before it."""

LANGUAGES = ("en", "zh-Hans", "zh-Hant")


def render(title: str, language: str, core: str, pieces: Sequence[str], beside: bool = False) -> str:
    """The HTML around the embedded data; ``beside`` allows it to read the pieces that lie in files."""
    style = "\n".join(_source(name) for name in STYLES)
    scripts = [_escaped(drawing.vis_network()), _wrapped(_source(name) for name in SCRIPTS)]
    policy = [
        "default-src 'none'",
        "script-src " + " ".join([*map(_hash, scripts), *(["'self'", "file:"] if beside else [])]),
        f"style-src {_hash(style)}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    environment = Environment(
        loader=FileSystemLoader(CLIENT), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("page.html").render(
        title=_CONTROLS.sub("\ufffd", title) or words()["untitled"][LANGUAGES.index(language)],
        language=language,
        policy="; ".join(policy),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        core=Markup(core),
        words=Markup(embedded(words())),
        pieces=[Markup(piece) for piece in pieces],
    )


def words() -> dict[str, list[str]]:
    """What the interface says: key → the words in each of LANGUAGES."""
    with (CLIENT / "words.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["key", *LANGUAGES], header
    return {row[0]: row[1:] for row in rows}


def embedded(data: Any) -> str:
    """JSON that may stand inside a script element, whatever it holds.

    >>> embedded("</script><!--")
    '"\\\\u003c/script>\\\\u003c!--"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _escaped(text, _UNSAFE)


_FORBIDDEN = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""What no HTML file may hold: controls, lone surrogates, noncharacters."""
_CONTROLS = re.compile(f"[{_FORBIDDEN}]")
_UNSAFE = re.compile(f"[<\u2028\u2029{_FORBIDDEN}]")


def _escaped(text: str, unwanted: re.Pattern[str] = _CONTROLS) -> str:
    """The unwanted characters as JavaScript and JSON write them inside a string."""
    return unwanted.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _source(name: str) -> str:
    return (CLIENT / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _wrapped(sources: Any) -> str:
    return '(() => {\n"use strict";\n' + "\n".join(sources) + "\n})();\n"


def _hash(text: str) -> str:
    """The source expression that allows exactly this inline text."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
