"""A running server over a small dataset, on a free port of the loopback address."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import uvicorn

from kg.serve import Limits
from kg.serve.app import create

DATA = "http://kasei.us/2009/09/sparql/data/data%d.rdf"
"""The graph names of the protocol's test suite; each holds one document of that name."""


class Running:
    """A server in a thread; ``url`` is where it answers."""

    def __init__(self, build: Path, index: Path, limits: Limits) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            create(build, index, limits, [{"name": "all", "en": "All", "zh": "全部", "query": "SELECT * {?s ?p ?o}"}]),
            host="127.0.0.1", port=self.port, log_level="error",
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        deadline = time.monotonic() + 10
        while not self.server.started and time.monotonic() < deadline:
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    build = tmp_path_factory.mktemp("build")
    place = build / "index"
    store = ox.Store(str(place))
    for n in (1, 2, 3):
        name = ox.NamedNode(DATA % n)
        kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        store.add(ox.Quad(name, kind, ox.NamedNode("http://xmlns.com/foaf/0.1/Document"), name))
    for n in range(600):
        subject = ox.NamedNode(f"http://example.org/{n}")
        store.add(
            ox.Quad(
                subject,
                ox.NamedNode("http://example.org/p"),
                ox.Literal(f"值{n}"),
                ox.NamedNode("http://example.org/g"),
            )
        )
    store.flush()
    del store
    running = Running(build, place, Limits(seconds=3.0, workers=4, memory=1 << 30))
    yield running
    running.stop()
