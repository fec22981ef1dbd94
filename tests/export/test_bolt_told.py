"""What a load over Bolt says and never says: of servers too old, and of passwords."""

from __future__ import annotations

import logging
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import CliRunner

from kg import graph as graph_stage
from kg.cli import app
from kg.errors import ExportError
from kg.export import neo4j_bolt
from kg.export.neo4j_bolt import Limits
from tests import strategies

SECRET = "correct-horse-battery-staple"
HELLO, GOODBYE, RESET, LOGON = 0x01, 0x02, 0x0F, 0x6A


class OldServer:
    """Speaks just enough of Bolt 4.4 to be asked its version; keeps what it was sent. Without a name, not even that."""

    def __init__(self, agent: str) -> None:
        self.agent = agent
        self.asked: list[int] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            with client, client.makefile("rb") as sent:
                sent.read(20)  # the magic preamble and four versions the client speaks
                client.sendall(bytes((0, 0, 4, 4)) if self.agent else bytes(4))
                while message := self._message(sent):
                    self.asked.append(message[1])
                    if message[1] == GOODBYE:
                        break
                    client.sendall(self._success(message[1]))

    @staticmethod
    def _message(sent: BinaryIO) -> bytes:
        whole = b""
        while (head := sent.read(2)) and (size := struct.unpack(">H", head)[0]):
            whole += sent.read(size)
        return whole

    def _success(self, asked: int) -> bytes:
        def text(value: str) -> bytes:
            return bytes((0xD0, len(value))) + value.encode()

        said = {"server": self.agent, "connection_id": "bolt-1"} if asked == HELLO else {}
        body = b"\xb1\x70" + bytes((0xA0 + len(said),)) + b"".join(text(k) + text(v) for k, v in said.items())
        return struct.pack(">H", len(body)) + body + b"\0\0"


@pytest.fixture
def old() -> Iterator[OldServer]:
    server = OldServer("Neo4j/4.4.11")
    yield server
    server.socket.close()


def test_a_server_of_the_wrong_version_is_told_and_asked_for_nothing(old: OldServer) -> None:
    with pytest.raises(ExportError, match=r"is Neo4j/4\.4\.11; Neo4j 5\.7 or newer is needed") as told:
        neo4j_bolt.load(strategies.small().graph, old.uri, ("neo4j", SECRET), limits=Limits(connect=5, retry=1))
    assert SECRET not in str(told.value)
    assert HELLO in old.asked and set(old.asked) <= {HELLO, GOODBYE, RESET, LOGON}, "nothing was run, nothing is left"


def test_a_server_too_old_to_speak_to_is_told_from_one_that_is_down() -> None:
    server = OldServer("")
    with pytest.raises(ExportError, match=r"is too old; Neo4j 5\.7 or newer is needed"), server.socket:
        neo4j_bolt.load(strategies.small().graph, server.uri, limits=Limits(connect=5, retry=1))


@pytest.mark.parametrize(
    ("code", "message", "told"),
    [
        ("Neo.ClientError.Transaction.TransactionTimedOut", "", "too slow"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "", "smaller ones with --batch"),
        ("Neo.DatabaseError.General.UnknownError", "IOException: No space left on device", "no disk space left"),
        ("Neo.ClientError.General.ReadOnly", "", "read-only"),
        ("Neo.ClientError.Database.DatabaseNotFound", "", "no database of that name"),
        ("Neo.ClientError.Statement.SyntaxError", "odd", "refused a batch: odd"),
    ],
)
def test_what_a_server_can_lack_is_told_in_words(code: str, message: str, told: str) -> None:
    assert told in neo4j_bolt._reason(code, message)


def test_credentials_are_in_no_log_no_message_and_no_file(
    old: OldServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is logged, by the driver too, down to its last detail."""
    shown = loading(old.uri, SECRET, tmp_path, monkeypatch, caplog)
    assert "is needed" in shown
    assert SECRET not in shown
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def loading(
    uri: str, password: str, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> str:
    """All that is printed and logged while the command loads a graph."""
    graph_stage.save(strategies.small().graph, folder / "graph.json")
    (folder / "report.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "neo4j"):
        done = CliRunner().invoke(app, ["export", "--to", uri, "--build", str(folder)])
    assert caplog.records, "the driver logs"
    return f"{done.output}{done.exception}{done.exc_info}{caplog.text}"
