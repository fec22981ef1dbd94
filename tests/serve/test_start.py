"""What a server says before it serves: its address, or what is wrong, and never both."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from kg import serve
from kg.errors import UsageError


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def fault(build: Path, port: int) -> str:
    """The sentence it ends with, no address having been told."""
    told: list[str] = []
    with pytest.raises(UsageError) as raised:
        serve.run(build, port, ready=told.append)
    assert told == []
    return str(raised.value)


@pytest.mark.parametrize("library", ["uvicorn", "starlette.applications"])
def test_without_its_libraries_it_says_what_to_install(
    library: str, seeds_build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "kg.serve.app", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    assert "pip install -e '.[server]' in the checkout, or pip install starlette" in fault(seeds_build.folder, 8008)


def test_a_port_that_is_taken_is_told(seeds_build: Any) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert "another with --port" in fault(seeds_build.folder, other.getsockname()[1])


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    assert str(tmp_path) in fault(tmp_path, free_port())


def test_the_command_tells_its_address_and_answers_there(seeds_build: Any) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--build", str(seeds_build.folder), "--port", str(free_port())]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        assert process.stderr
        try:
            address = process.stderr.readline().split()[0]
            with urllib.request.urlopen(f"{address}sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D") as answer:
                assert b"true" in answer.read()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
