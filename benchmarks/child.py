"""A command in a process of its own: the seconds and the memory it takes, its own processes' included.

A process that is started inherits the peak of the one that starts it (Linux
carries ``ru_maxrss`` over ``exec``), so a small one stands between.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Spent", "kg", "run"]

_ROOT = Path(__file__).parent.parent
_BETWEEN = """
import json, os, subprocess, sys, time
since = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
wall = time.perf_counter() - since
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took."""

    wall: float
    """Seconds by the clock on the wall."""
    processor: float
    """Seconds of processor time, of all its processes."""
    memory: float
    """Megabytes of the largest of its processes, at its peak."""


def run(command: Sequence[str | Path]) -> Spent:
    """Run it to its end, its output thrown away. Raises RuntimeError where it fails."""
    between = [sys.executable, "-S", "-E", "-c", _BETWEEN, *map(str, command)]
    done = subprocess.run(between, cwd=_ROOT, capture_output=True, text=True, check=True)
    code, wall, processor, memory = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {code}: {done.stderr[-500:]}")
    return Spent(wall, processor, memory / 1e6)


def kg(*arguments: str | Path) -> Spent:
    """Run a command of kg."""
    return run([sys.executable, "-m", "kg", *arguments])
