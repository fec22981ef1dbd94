r"""Text as XML can carry it, and back.

XML 1.0 has no way to write most control characters, U+FFFE, U+FFFF or half a
surrogate pair, and readers turn CR into LF. CR becomes a character reference;
the others are written ``_x000B_``, the escape of ECMA-376 (22.4.2.4), and text
that looks like such an escape has its first ``_`` written that way too.
"""

from __future__ import annotations

import re

__all__ = ["escape", "escape_quoted", "plain", "plain_quoted", "unescape"]

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_TEXT = re.compile(f"[&<>\r{_CONTROL}]|_(?=x[0-9A-Fa-f]{{4}}_)")
_QUOTED = re.compile(f'[&<>"\r\n\t{_CONTROL}]|_(?=x[0-9A-Fa-f]{{4}}_)')
_UNWRITABLE = re.compile(f"[\r{_CONTROL}]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def _write(found: re.Match[str]) -> str:
    character = found.group()
    return _WRITTEN.get(character) or f"_x{ord(character):04X}_"


def plain(text: str) -> bool:
    """Whether ``escape`` would surely change nothing: some quick looks, before it is asked.

    >>> plain("深圳市"), plain("R&D")
    (True, False)
    """
    return not ("&" in text or "<" in text or ">" in text or "_x" in text) and (
        text.isprintable() or not _UNWRITABLE.search(text)
    )


def plain_quoted(text: str) -> bool:
    """The same for ``escape_quoted``."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text or "_x" in text)


def escape(text: str) -> str:
    r"""The text between two tags.

    >>> escape("R&D\x0b的投入"), escape("snake_x0041_case")
    ('R&amp;D_x000B_的投入', 'snake_x005F_x0041_case')
    """
    return _TEXT.sub(_write, text)


def escape_quoted(text: str) -> str:
    r"""The text inside double quotes, its line ends and tabs kept.

    >>> escape_quoted('say "A"\n')
    'say &quot;A&quot;&#10;'
    """
    return _QUOTED.sub(_write, text)


def unescape(text: str) -> str:
    r"""What was escaped, from what an XML reader gives back.

    >>> unescape("的_x000B_投入_x005F_x0041_")
    '的\x0b投入_x0041_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
