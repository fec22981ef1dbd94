"""One Spark session for all tests, started once: half of their time is Java's.

Without PySpark or Java they are skipped with the reason, but fail where ``CI`` is set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from kg import spark
from tests.conftest import without


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Spark on this machine, with as little around it as can be."""
    if fault := spark.missing():
        without(fault)
    settings = ("spark.ui.enabled=false", "spark.sql.codegen.wholeStage=false", "spark.driver.host=127.0.0.1")
    java = '--driver-java-options "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"'
    told = " ".join(f"--conf {setting}" for setting in settings)
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{java} {told} pyspark-shell"
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    made = spark.session("local[2]")
    yield made
    made.stop()
