"""The query page in a browser: it opens with a question, and answers it in plain words and numbers."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from kg.export.rdf import ask
from tests.serve.test_start import free_port

pytestmark = pytest.mark.browser


def test_the_first_question_is_answered_with_a_press(seeds_build: Any, browser: Any) -> None:
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--build", str(seeds_build.folder), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr
        try:
            process.stderr.readline()  # the address: now it answers
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_function("document.querySelectorAll('#questions li').length > 20")
            page.locator(".yasqe_queryButton").click()
            page.locator(".yasr table tbody tr").first.wait_for()
            shown = [row.split("\t") for row in page.locator(".yasr table tbody tr").all_inner_texts()]
            page.close()
        finally:
            process.kill()
    _, expected = ask.named(seeds_build.folder, "speakers-by-industry", {})
    assert [[cell.strip() for cell in row] for row in shown] == expected
