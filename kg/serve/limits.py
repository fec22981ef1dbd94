"""What one query may cost."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a query; a query beyond one is refused or stopped, others go on."""

    characters: int = 16_384
    """Length of the query text."""
    depth: int = 64
    """Nesting of brackets; engines recurse, and two thousand crash one."""
    seconds: float = 5.0
    """Wall clock and processor time of the evaluation."""
    memory: int = 2 << 30
    """Bytes of address space of the process that evaluates, its index included."""
    rows: int = 100_000
    """Rows or triples of the answer."""
    bytes: int = 64 << 20
    """Size of the answer."""
    workers: int = 6
    """Queries evaluated at the same time."""
    waiting: int = 256
    """Queries that may wait for a worker; one more is told to come back."""
    patience: float = 15.0
    """Seconds a query may wait."""
