"""A build killed at any moment: the old one stays whole, and the next goes on where it was."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import pipeline
from kg.pipeline import Settings
from tests.flow.pages import TEXTS, content, put


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_killed_at_random_moments_resumes_and_ends_the_same(jobs: int, tmp_path: Path) -> None:
    old = {f"{n:03}": TEXTS[n % len(TEXTS)] for n in range(30)}
    new = {f"{n:03}": TEXTS[n * 3 % len(TEXTS)] + f"他表示，第{n}次也一樣。" for n in range(60)}
    put(tmp_path / "pages", old)
    out = tmp_path / "build"
    pipeline.build([tmp_path / "pages"], out)
    before = content(out)
    put(tmp_path / "pages", new)
    choices = random.Random(jobs)
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "pages"), "--out", str(out), "-j", str(jobs), "-q"]
    killed = 0
    for _ in range(5):
        process = subprocess.Popen(command, start_new_session=True)
        time.sleep(choices.uniform(0.3, 3.0))
        if process.poll() is None:
            killed += 1
            process.send_signal(signal.SIGKILL)
        process.wait()
        assert (now := content(out)) == before or json.loads(now["report.json"])["documents"] == 60
    assert killed
    subprocess.run(command, check=True)
    pipeline.build([tmp_path / "pages"], tmp_path / "whole", Settings(cache=tmp_path / "other"))
    assert content(out) == content(tmp_path / "whole")


ENDED = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -signal.SIGKILL}


@pytest.mark.parametrize("ending", ENDED)
def test_what_an_ended_build_had_begun_is_taken_away(ending: signal.Signals, tmp_path: Path) -> None:
    put(tmp_path / "pages", {f"{n:03}": TEXTS[n % len(TEXTS)] + f"第{n}頁。" for n in range(200)})
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "pages"), "--out", str(tmp_path / "build"), "-q"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    while not (begun := list(tmp_path.glob(".build.new-*"))) and process.poll() is None:
        time.sleep(0.02)
    assert begun
    process.send_signal(ending)
    _, said = process.communicate()
    assert process.returncode == ENDED[ending]
    assert (b"goes on where this was" in said) == (ending is signal.SIGINT)
    assert list(tmp_path.glob(".build.new-*")) == (begun if ending is signal.SIGKILL else [])
    subprocess.run(command, check=True)
    assert list(tmp_path.glob(".build.new-*")) == []
