"""Take the pictures of the README and the docs from a build: ``python scripts/screenshots.py build docs/images``.

Takes a folder that ``kg build`` wrote. Gives small PNG files, always the same
views of it. Never uses the network. Needs Chromium and playwright.
"""

from __future__ import annotations

import shutil
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["SHOTS", "main"]

Step = Callable[[Any], None]
DESK, PHONE = (1280, 800), (390, 780)


def _first_region(page: Any) -> None:
    """The region most spoken of, and its first claim."""
    rows = page.locator(".column.region .row")
    numbers = [int(n) for n in rows.locator(".n").all_inner_texts()]
    rows.nth(numbers.index(max(numbers))).click()


def _nothing(page: Any) -> None:
    """The view as it opens."""


SHOTS: tuple[tuple[str, str, tuple[int, int], dict[str, Any], Step], ...] = (
    ("overview", "", DESK, {}, _nothing),
    ("evidence", "", DESK, {"locale": "zh-HK"}, _first_region),
    ("evidence-hans", "", DESK, {"locale": "zh-CN"}, _first_region),
    ("focus", "view=focus", DESK, {"locale": "zh-CN"}, _nothing),
    ("everything", "view=all", DESK, {"locale": "zh-HK"}, _nothing),
    ("table", "view=table", DESK, {}, _nothing),
    ("matrix", "view=matrix", DESK, {"locale": "zh-HK"}, _nothing),
    ("timeline", "view=timeline", DESK, {}, _nothing),
    ("dark", "", DESK, {"color_scheme": "dark", "locale": "zh-HK"}, _first_region),
    ("phone", "", PHONE, {"locale": "zh-HK", "device_scale_factor": 2}, _nothing),
    ("phone-evidence", "", PHONE, {"locale": "zh-HK", "device_scale_factor": 2}, _first_region),
)
"""Name, address, window, the browser's settings, and what is pressed first."""


def figures(build: Path, images: Path) -> None:
    """Write the figures the docs show."""
    import kg
    from kg import plots

    opened = kg.load(build)
    drawn = {
        "figure-speakers": plots.speaker_by_industry(opened, most=12, script="hans"),
        "figure-provinces": plots.province_tiles(opened, industry="人工智能"),
    }
    for name, chart in drawn.items():
        path = plots.save(chart, images / f"{name}.png", scale=1.5)
        path.write_bytes(small(path.read_bytes()))


def main(build: Path, images: Path) -> None:
    """Write one PNG for each of SHOTS, and the figures."""
    from playwright.sync_api import sync_playwright

    images.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text"],
        )
        for name, address, (wide, high), settings, step in SHOTS:
            context = browser.new_context(
                offline=True, viewport={"width": wide, "height": high}, **{"locale": "en-GB", **settings}
            )
            page = context.new_page()
            page.goto(f"{(build / 'graph.html').resolve().as_uri()}#{address}")
            page.wait_for_function("document.documentElement.dataset.ready === 'true'")
            step(page)
            page.mouse.move(wide / 2, 5)
            page.wait_for_timeout(400)
            (images / f"{name}.png").write_bytes(small(page.screenshot()))
            context.close()
        browser.close()
    figures(build, images)


def small(png: bytes) -> bytes:
    """The picture in its 256 most frequent colours: a third of the size, and no one sees the difference."""
    width, height, depth, pixels = _decoded(png)
    colours = [pixels[i : i + 3] for i in range(0, len(pixels), depth)]
    counts = Counter(colours)
    palette = [colour for colour, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:256]]

    def nearest(colour: bytes) -> int:
        return min(
            range(len(palette)), key=lambda n: sum((a - b) ** 2 for a, b in zip(palette[n], colour, strict=True))
        )

    place = {colour: n for n, colour in enumerate(palette)}
    place |= {colour: nearest(colour) for colour in counts if colour not in place}
    rows = (bytes(place[c] for c in colours[y * width : (y + 1) * width]) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", data), (b"IEND", b""))
    return png[:8] + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def _decoded(png: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, bytes of a pixel and the pixels of a PNG with eight bits to a channel."""
    at, packed = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
        elif kind == b"IDAT":
            packed += body
        at += 12 + size
    depth = {2: 3, 6: 4}[colour]
    raw, line, pixels = zlib.decompress(packed), width * depth, bytearray()
    above = bytearray(line)
    for y in range(height):
        start = y * (line + 1)
        row = bytearray(raw[start + 1 : start + 1 + line])
        for i in range(line):
            left, corner = (row[i - depth], above[i - depth]) if i >= depth else (0, 0)
            row[i] = (row[i] + _predicted(raw[start], left, above[i], corner)) & 255
        pixels += row
        above = row
    return width, height, depth, bytes(pixels)


def _predicted(method: int, left: int, up: int, corner: int) -> int:
    """What a PNG line filter expects of a byte from its neighbours."""
    if method == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda n: abs(guess - n))
    return (0, left, up, (left + up) // 2)[method]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
