"""The command and what it says where something is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg import cli, report, spark
from kg.errors import KgError, UsageError
from kg.model import Unreadable
from kg.pipeline import Settings
from kg.spark.session import explained


def test_it_hands_over_what_was_asked_and_names_what_was_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def build(given: list[str], out: str, settings: Settings, progress: object, master: str) -> report.Report:
        asked.extend((given, out, settings.seconds, master))
        return report.gathered([], {}, {}, [Unreadable("two.bin", "has an ending kg has no reader for")])

    monkeypatch.setattr(spark, "build", build)
    told = [
        "build",
        "--engine",
        "spark",
        "s3a://press/2024",
        "--out",
        "hdfs://a/b",
        "--seconds",
        "9",
        "--master",
        "yarn",
    ]
    done = CliRunner().invoke(cli.app, told)
    assert (done.exit_code, "two.bin" in done.stderr) == (4, True), done.output
    assert asked == [["s3a://press/2024"], "hdfs://a/b", 9.0, "yarn"]


@pytest.mark.parametrize("option", [["--jobs", "2"], ["--cache", "kg.sqlite"]])
def test_options_of_a_single_machine_are_refused(option: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.app, ["build", "--engine", "spark", *option, "--out", str(tmp_path / "out")])
    assert isinstance(done.exception, UsageError)


def test_a_missing_spark_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert "pip install -e '.[spark]'" in spark.missing()
    with pytest.raises(UsageError, match="spark"):
        spark.session()


def test_a_missing_java_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "Java 17" in spark.missing()


def test_a_spark_that_broke_off_is_told_in_a_sentence() -> None:
    pytest.importorskip("pyspark")
    from py4j.protocol import Py4JError

    with pytest.raises(KgError, match="Java process has ended"), explained():
        raise ConnectionRefusedError(111, "Connection refused")
    with pytest.raises(KgError, match="gave up: An error occurred : no space left") as told, explained():
        raise Py4JError("An error occurred\n: no space left\n\tat org.apache\n\tat java.lang")
    assert "org.apache" not in str(told.value)
