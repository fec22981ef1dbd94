"""Where the time goes: milliseconds for each megabyte by stage, by rule (module), by function and by line.

A sampling profile: a signal after every few milliseconds of processor time, and
the stack is looked at. Nothing is slowed down, so that small functions are not
blamed for the profiler; a C function counts for the Python line that called it.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from benchmarks.corpus import FORMS, pages
from benchmarks.extraction import extract
from benchmarks.figures import Figure, Sizes

__all__ = ["Profile", "run", "sampling", "table"]

_ROOT = Path(__file__).parent.parent
INTERVAL = 0.002
"""Seconds of processor time between two looks; the system's tick may be longer."""
_KEPT = 40
"""Modules whose cost is kept in the history."""
_STAGES = ("corpus", "layout", "extract/claims", "extract", "resolve", "graph", "export", "explore")


def run(sizes: Sizes, work: Path) -> Iterator[Figure]:
    """Print the tables; the stages and the dearest modules are figures too."""
    folder = FORMS["folder"](pages(sizes.text, sizes.seed), work / "in")
    extract(
        FORMS["folder"](pages(1, sizes.seed), work / "one"), work / "out"
    )  # tables are loaded before the clock starts
    with sampling() as profile:
        since = time.process_time()
        extract(folder, work / "out")
        spent = time.process_time() - since
    for line in table(profile, spent, sizes.text / 1e6):
        print(line)
    print()
    every = spent * 1000 / (sizes.text / 1e6) / max(1, profile.samples)
    for name, count in profile.stages.most_common():
        yield Figure(f"stage {name}", count * every, "ms/MB")
    for name, count in profile.own.most_common(_KEPT):
        yield Figure(f"rule {name}", count * every, "ms/MB")


@dataclass(slots=True)
class Profile:
    """Counted looks."""

    samples: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    """Module of kg that is at work, what it calls outside kg included."""
    within: Counter[str] = field(default_factory=Counter)
    """Module of kg that is anywhere on the stack."""
    functions: Counter[str] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)

    def look(self, frame: FrameType | None) -> None:
        """Count one stack."""
        self.samples += 1
        modules: dict[str, None] = {}
        while frame is not None:
            name = _module(frame.f_code.co_filename)
            if name:
                if not modules:
                    self.own[name] += 1
                    self.functions[f"{name}:{frame.f_code.co_qualname}"] += 1
                    self.lines[f"{name}:{frame.f_lineno}"] += 1
                modules[name] = None
            frame = frame.f_back
        self.within.update(modules.keys())
        stage = next((s for s in _STAGES if any(m.startswith(f"kg/{s}") for m in modules)), "other")
        self.stages[stage] += 1


_known: dict[str, str] = {}


def _module(file: str) -> str:
    """The path of a module of kg, or nothing."""
    if file not in _known:
        inside = file.startswith(str(_ROOT / "kg")) and file.endswith(".py")
        _known[file] = Path(file).relative_to(_ROOT).as_posix() if inside else ""
    return _known[file]


@contextmanager
def sampling() -> Iterator[Profile]:
    """Look at the stack every few milliseconds of processor time while the block runs."""
    profile = Profile()
    before = signal.signal(signal.SIGPROF, lambda _, frame: profile.look(frame))
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        yield profile
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def table(profile: Profile, seconds: float, megabytes: float, most: int = 25) -> Iterator[str]:
    """The profile as lines a person reads."""
    every = seconds * 1000 / megabytes / max(1, profile.samples)
    parts = (
        ("stage", profile.stages, None),
        ("rule: the module at work (and with all it calls of kg)", profile.own, profile.within),
        ("function", profile.functions, None),
        ("line", profile.lines, None),
    )
    yield f"{profile.samples} looks, {seconds:.1f} s of processor time, {megabytes:.2f} MB"
    for title, counts, within in parts:
        yield ""
        yield f"{'ms/MB':>9} {'share':>6}  {title}"
        for name, count in counts.most_common(most if within is None else 60):
            more = f"  ({within[name] * every:,.0f})" if within else ""
            yield f"{count * every:9,.1f} {count / profile.samples:6.1%}  {name}{more}"
