"""A process that ends when the one that started it is gone: whoever is killed cannot tell its children."""

from __future__ import annotations

import os
import threading
import time

__all__ = ["end_with_parent"]

_EVERY = 2.0
"""Seconds between two looks."""


def end_with_parent() -> None:
    """Watch from now on, in a thread; a pipe would not tell, for the other children hold its end too."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
