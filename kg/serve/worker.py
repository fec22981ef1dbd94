"""The child process that evaluates queries; it is killed when one takes too much.

Reads requests as lines of JSON on standard input and answers each with a line
of JSON and then the answer's bytes. It sees only the index it is given: it has
no network where the system allows that, and its memory and processor time are
bounded by the system, not by good will.
"""

from __future__ import annotations

import ctypes
import io
import json
import sys
from typing import Any

from kg.serve.formats import RDF, ROWS, choose
from kg.serve.guard import Refused, check_shape, check_tree
from kg.serve.limits import Limits

__all__ = ["main"]

_ROW_MARK = {"json": b"},{", "xml": b"<result>", "csv": b"\n", "tsv": b"\n", "nt": b"\n", "ttl": b"\n"}


class Bounded(io.BytesIO):
    """A buffer that refuses to grow past the limits of an answer."""

    def __init__(self, limits: Limits, form: str) -> None:
        super().__init__()
        self.limits, self.mark, self.rows = limits, _ROW_MARK.get(form, b"\n"), 0

    def write(self, data: Any, /) -> int:
        """Append, counting rows; raises Refused past a limit."""
        chunk = bytes(data)
        self.rows += chunk.count(self.mark)
        if self.rows > self.limits.rows + 1:
            raise Refused(f"the answer has more than {self.limits.rows} rows; add a LIMIT", 413)
        if self.tell() + len(chunk) > self.limits.bytes:
            raise Refused(f"the answer is larger than {self.limits.bytes} bytes; add a LIMIT", 413)
        return super().write(chunk)


def _without_network() -> None:
    """Leave the network behind in a namespace of its own; where that is not allowed the guard alone holds."""
    clone_newuser, clone_newnet = 0x10000000, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "unshare") and libc.unshare(clone_newnet) != 0:
        libc.unshare(clone_newuser | clone_newnet)


def _bounded(limits: Limits) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _processor_time(limits: Limits) -> None:
    """Let this query have its seconds, counted from what the process has used so far."""
    import math
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1, resource.RLIM_INFINITY)
    )


def answer(store: Any, request: dict[str, Any], limits: Limits) -> tuple[int, str, bytes]:
    """Status, media type and body for one request. Raises Refused."""
    import pyoxigraph as ox

    query = request["query"]
    default, named = request["default"], request["named"]
    check_shape(query, limits)
    check_tree(query, bool(default or named))
    dataset: dict[str, Any] = {"use_default_graph_as_union": True}
    if default or named:
        dataset = {
            "default_graph": [ox.NamedNode(g) for g in default],
            "named_graphs": [ox.NamedNode(g) for g in named],
        }
    try:
        result = store.query(query, base_iri=request["base"], **dataset)
        rows = not isinstance(result, ox.QueryTriples)
        boolean = isinstance(result, ox.QueryBoolean)
        offered = {m: f for m, f in ROWS.items() if not boolean or f in ("json", "xml")} if rows else RDF
        chosen = choose(request["accept"], offered)
        if chosen is None:
            raise Refused(f"none of the asked media types can be given; there are {', '.join(offered)}", 406)
        media, form = chosen
        out = Bounded(limits, form)
        if rows:
            extension = {"json": "srj", "xml": "srx"}.get(form, form)
            result.serialize(out, format=ox.QueryResultsFormat.from_extension(extension))
        else:
            result.serialize(out, format=ox.RdfFormat.from_extension(form))
    except (SyntaxError, ValueError) as fault:
        raise Refused(f"the query does not parse: {fault}") from fault
    except (MemoryError, OSError, RuntimeError) as fault:
        if isinstance(fault.__cause__ or fault.__context__, Refused):
            raise (fault.__cause__ or fault.__context__) from None  # type: ignore[misc]
        raise Refused(f"the query could not be evaluated: {fault}", 422) from fault
    return 200, media, out.getvalue()


def main() -> None:
    """Answer requests until standard input ends; the arguments are the index and the limits."""
    import pyoxigraph as ox

    limits = Limits(**json.loads(sys.argv[2]))
    store = ox.Store.read_only(sys.argv[1])
    _without_network()
    _bounded(limits)
    replies = sys.stdout.buffer
    replies.write(b'{"status":0,"media":"ready","length":0}\n')
    replies.flush()
    for line in sys.stdin.buffer:
        _processor_time(limits)
        try:
            status, media, body = answer(store, json.loads(line), limits)
        except Refused as refused:
            status, media, body = refused.status, "text/plain", str(refused).encode("utf-8", "replace")
        head = {"status": status, "media": media, "length": len(body)}
        replies.write(json.dumps(head).encode() + b"\n" + body)
        replies.flush()


if __name__ == "__main__":
    main()
