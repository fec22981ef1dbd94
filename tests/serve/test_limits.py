"""The server can be left running: what is too much is refused or stopped, and the others are answered."""

from __future__ import annotations

import http.server
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.serve.conftest import Running

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f) }"
_DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
DOUBLING = f"SELECT (STRLEN(?v30) AS ?n) {{ BIND('xxxxxxxxxxxxxxxx' AS ?v0) {_DOUBLED} }}"
GREEDY = {
    "cartesian product": CARTESIAN,
    "nested braces": "ASK " + "{" * 3000 + "}" * 3000,
    "nested brackets": "ASK { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
    "many nots": "ASK { FILTER(" + "!" * 12000 + "true) }",
    "doubling concat": DOUBLING,
    "long text": "ASK { } #" + "x" * 20000,
}


def ask(served: Running, query: str, **more: object) -> httpx.Response:
    return httpx.post(
        f"{served.url}/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"},
        timeout=30, **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize("name", GREEDY)
def test_a_greedy_query_is_stopped_with_a_reason(served: Running, name: str) -> None:
    started = time.monotonic()
    answer = ask(served, GREEDY[name])
    assert answer.status_code in (400, 413, 422, 503), answer.text
    assert len(answer.text) > 10
    assert time.monotonic() - started < 10
    assert ask(served, "ASK {}").json()["boolean"] is True


def test_others_are_answered_while_one_is_greedy(served: Running) -> None:
    with ThreadPoolExecutor(4) as threads:
        greedy = [threads.submit(ask, served, CARTESIAN) for _ in range(2)]
        time.sleep(0.2)
        assert ask(served, "ASK {}").status_code == 200
        assert not any(g.done() for g in greedy)
        assert {g.result().status_code for g in greedy} == {503}


def test_two_hundred_clients_at_once(served: Running) -> None:
    query = "SELECT ?o { <http://example.org/7> <http://example.org/p> ?o }"
    with ThreadPoolExecutor(200) as threads:
        codes = [f.result().status_code for f in [threads.submit(ask, served, query) for _ in range(200)]]
    assert codes.count(200) == 200


ELSEWHERE = [
    "ASK { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { service <%s> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "ASK { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "ASK { \\U00000053ERVICE <%s> { ?s ?p ?o } }",
    "ASK { FILTER NOT EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "ASK { VALUES ?e { <%s> } SERVICE ?e { ?s ?p ?o } }",
    "ASK { { SELECT * { SERVICE <%s> { ?s ?p ?o } } } }",
    "ASK FROM <%s> { ?s ?p ?o }",
    "ASK from named <%s> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o } # %s",
    "LOAD <%s>",
    "ASK { } ; LOAD <%s>",
]


def test_no_query_sends_a_request_or_reads_a_file(served: Running) -> None:
    hits: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    listener = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{listener.server_port}/x"
    for query in ELSEWHERE:
        answer = ask(served, query % address)
        assert answer.status_code == 400, f"{query}: {answer.text}"
        assert "root:" not in answer.text
    listener.shutdown()
    assert not hits


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from ?service ?load { ?from ?service ?load } LIMIT 1",
        "ASK { ?s ?p 'SERVICE FROM LOAD' }",
        "PREFIX load: <http://example.org/from/> ASK { ?s load:service ?o }",
        "ASK { } # SERVICE <http://127.0.0.1/>",
    ],
)
def test_words_that_only_look_dangerous_pass(served: Running, query: str) -> None:
    assert ask(served, query).status_code == 200


def test_malformed_requests_get_a_reason_and_no_crash(served: Running) -> None:
    dice = random.Random(20240309)
    pieces = [
        "SELECT",
        "ASK",
        "{",
        "}",
        "(",
        ")",
        "?x",
        "<http://e/>",
        "'",
        '"',
        "\\u12",
        "\x00",
        "值",
        "\ud7ff",
        "FILTER",
        "^^",
        "@zh",
        "#",
        "\n",
        "GRAPH",
        "UNION",
        "1e999",
        "/*",
        "𠮷",
    ]
    with httpx.Client(base_url=served.url, timeout=30) as client:
        for number in range(980):
            if number == 300:  # by then every worker has been started and has met a fault
                before = memory()
            query = " ".join(dice.choices(pieces, k=dice.randrange(1, 30)))
            answer = client.post(
                "/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"}
            )
            assert answer.status_code < 500 or answer.text.strip(), (query, answer.status_code)
            assert answer.status_code != 500
        for raw in (b"\xff\xfe", b"query=%ff", b"query=a&query=b", b"=", b"%"):
            for media in ("application/sparql-query", "application/x-www-form-urlencoded", "text/html", ""):
                answer = client.post("/sparql", content=raw, headers={"Content-Type": media})
                assert 400 <= answer.status_code < 500
    assert ask(served, "ASK {}").status_code == 200
    assert memory() - before < 32e6, "memory stays flat"


def memory() -> int:
    """Bytes that this process and those it has started hold; 0 where there is no /proc."""
    if not Path("/proc/self/statm").exists():
        return 0
    children = " ".join(path.read_text() for path in Path("/proc/self/task").glob("*/children")).split()
    held = 0
    for process in ("self", *children):
        with suppress(FileNotFoundError, ProcessLookupError):
            held += int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return held * os.sysconf("SC_PAGE_SIZE")


def test_a_huge_body_is_refused(served: Running) -> None:
    assert ask(served, "#" * (2 << 20)).status_code == 413


def test_other_names_for_this_machine_are_refused(served: Running) -> None:
    assert ask(served, "ASK {}").status_code == 200
    answer = httpx.get(f"{served.url}/queries.json", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_the_query_page_asks_nothing_from_elsewhere(served: Running) -> None:
    page = httpx.get(served.url)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("yasgui.min.js", "yasgui.min.css", "query.js", "query.css"):
        assert httpx.get(f"{served.url}/static/{name}").status_code == 200
