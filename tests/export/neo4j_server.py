"""A Neo4j Community server of the tests' own: its importer, and the server itself on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

__all__ = ["OPEN", "Server", "admin", "imported", "missing", "running"]

LIB = Path(os.environ.get("KG_NEO4J_LIB", Path(__file__).parents[2] / ".cache" / "neo4j" / "lib"))
JAVA = (
    "java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-cp", f"{LIB}/*",
)  # fmt: skip
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
db.transaction.monitor.check.interval=50ms
{more}
"""


OPEN = "dbms.security.auth_enabled=false"
"""The setting of a server that asks for no password."""


class Server(NamedTuple):
    """A running server."""

    uri: str
    user: str
    password: str
    process: subprocess.Popen[bytes]


def missing() -> str:
    """Why no server can be started here; empty if one can."""
    if not shutil.which("java"):
        return "no Java"
    if not any(LIB.glob("neo4j-5*.jar")):
        return f"no Neo4j in {LIB}: run scripts/jars.sh neo4j"
    return ""


def admin(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``neo4j-admin`` of the jars."""
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [*JAVA, "org.neo4j.cli.AdminTool", *arguments]
    return subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, timeout=180)


def imported(home: Path, files: Path) -> str:
    """What ``import.sh`` of an export says, run with the importer of the jars; raises if it fails."""
    tool = home / "neo4j-admin"
    command = " ".join(f"'{word}'" for word in (*JAVA, "org.neo4j.cli.AdminTool"))
    tool.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "NEO4J_ADMIN": str(tool)}
    done = subprocess.run(
        ["sh", str(files / "import.sh")], env=environment, capture_output=True, text=True, timeout=180
    )
    if done.returncode:
        raise RuntimeError(f"the importer failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def running(home: Path, more: str = "") -> Iterator[Server]:
    """A server on the database in ``home``, with a password made up for it."""
    (home / "conf").mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port, more=more), encoding="utf-8")
    password = secrets.token_hex(12)
    if OPEN not in more:
        done = admin(home, "dbms", "set-initial-password", password)
        assert done.returncode == 0, done.stderr[-2000:]
    log = home / "server.log"
    command = [*JAVA, "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=home)
    try:
        _wait(process, port, log)
        yield Server(f"bolt://127.0.0.1:{port}", "neo4j", password, process)
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(1500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the server does not come up:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":  # a server to play with: python -m tests.export.neo4j_server FOLDER
    with running(Path(sys.argv[1])) as started:
        print(started.uri, started.user, started.password, flush=True)
        started.process.wait()
