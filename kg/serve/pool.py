"""Workers that answer queries: a few at a time, killed when late, replaced when dead."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from kg.serve.guard import Refused
from kg.serve.limits import Limits

__all__ = ["Pool"]


class Pool:
    """Child processes over one index; ``ask`` gives a query to the next free one."""

    def __init__(self, index: Path, limits: Limits) -> None:
        self._index, self._limits = index, limits
        self._idle: list[asyncio.subprocess.Process] = []
        self._places = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._closed = False

    async def _start(self) -> asyncio.subprocess.Process:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.worker", str(self._index), json.dumps(asdict(self._limits)),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert worker.stdout
        if not await worker.stdout.readline():
            raise Refused("the index could not be opened; build it again with kg build", 503)
        return worker

    async def ask(self, request: dict[str, object]) -> tuple[int, str, bytes]:
        """Status, media type and body of one query's answer. Raises Refused."""
        if self._waiting >= self._limits.waiting:
            raise Refused("too many queries are waiting; try again in a few seconds", 503)
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._limits.patience)
        except TimeoutError as fault:
            raise Refused("no worker became free in time; try again in a few seconds", 503) from fault
        finally:
            self._waiting -= 1
        worker = None
        try:
            worker = self._idle.pop() if self._idle else await self._start()
            answer = await asyncio.wait_for(self._exchange(worker, request), self._limits.seconds)
        except TimeoutError as fault:
            await self._end(worker)
            late = f"the query took longer than {self._limits.seconds:g} seconds and was stopped"
            raise Refused(late, 503) from fault
        except (asyncio.IncompleteReadError, ConnectionError, BrokenPipeError) as fault:
            await self._end(worker)
            raise Refused("the query used more memory or depth than it may and was stopped", 422) from fault
        except BaseException:
            await self._end(worker)
            raise
        else:
            self._idle.append(worker)
            return answer
        finally:
            self._places.release()

    async def _exchange(self, worker: asyncio.subprocess.Process, request: dict[str, object]) -> tuple[int, str, bytes]:
        assert worker.stdin and worker.stdout
        worker.stdin.write(json.dumps(request).encode() + b"\n")
        await worker.stdin.drain()
        head = json.loads(await worker.stdout.readuntil(b"\n"))
        return head["status"], head["media"], await worker.stdout.readexactly(head["length"])

    async def _end(self, worker: asyncio.subprocess.Process | None) -> None:
        if worker is not None and worker.returncode is None:
            worker.kill()
            await worker.wait()

    async def close(self) -> None:
        """End every worker."""
        while self._idle:
            await self._end(self._idle.pop())
