"""The Spark that is there: the running session, or one as Spark's own configuration says.

Takes nothing but a master. Gives a SparkSession. Never loads Spark before it is asked for.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import KgError, UsageError

__all__ = ["explained", "missing", "session", "settled"]

_RETRIES = 4
"""Runs of a task in local mode, as on a cluster: the second one reads each page in a process of its own."""

_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",  # pages: a batch must fit into a worker several times over
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.columnarReaderBatchSize": "256",  # rows are long: 4096 fill a heap
}


def missing() -> str:
    """What is not there that Spark needs, and how to get it; empty where nothing is."""
    try:
        import pyarrow
        import pyspark
    except ImportError as fault:
        return (
            f"the Spark engine needs {fault.name or 'pyspark'}: install kg's extra [spark] from its checkout, "
            "with pip install -e '.[spark]', on the driver and on every worker"
        )
    assert pyarrow and pyspark
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and (Path(home) / "bin" / "java").exists()):
        return "Spark needs Java 17 or newer: apt-get install openjdk-17-jre-headless, or set JAVA_HOME"
    return ""


def session(master: str = "") -> Any:
    """The session that runs, or a new one; without ``master`` where Spark's configuration says, else on this machine.

    Raises UsageError where Spark or Java is missing, or Spark does not start.
    """
    if lack := missing():
        raise UsageError(lack)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, which is not used here
        from pyspark import SparkConf
        from pyspark.sql import SparkSession

        if running := SparkSession.getActiveSession():
            return running
        try:
            conf = SparkConf()
            master = master or conf.get("spark.master") or "local[*]"
            if master.startswith("local[") and "," not in master:
                master = f"{master[:-1]},{_RETRIES}]"
            quiet = {} if sys.stderr.isatty() else {"spark.ui.showConsoleProgress": "false"}
            builder = SparkSession.builder.appName("kg").master(master)
            for name, value in quiet.items():
                builder = builder.config(name, value)
            made = builder.getOrCreate()
            made.sparkContext.setLogLevel("ERROR")
        except Exception as fault:
            told = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
            raise UsageError(f"Spark does not start ({told}): see what it wrote above, and --master") from fault
    return made


@contextmanager
def explained() -> Iterator[None]:
    """A job that Spark gave up, told in a sentence: what it wrote itself says more."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except ConnectionError as fault:
        raise KgError("Spark's Java process has ended (out of memory? spark-submit --driver-memory 4g …)") from fault
    except (Py4JError, PySparkException) as fault:
        told = " ".join(str(fault).split("\n\tat ")[0].split())
        raise KgError(f"Spark gave up: {told[:500]} … (its log says more)") from fault


@contextmanager
def settled(spark: Any) -> Iterator[None]:
    """Settings of the session that the result rests on, put back afterwards."""
    if not hasattr(spark, "_jvm"):
        raise UsageError("the Spark engine needs a classic session, not Spark Connect: use spark-submit or --master")
    before = {name: spark.conf.get(name, None) for name in _SETTINGS}
    for name, value in _SETTINGS.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, old in before.items():
            if old is None:
                spark.conf.unset(name)
            else:
                spark.conf.set(name, old)
