"""The web application: SPARQL endpoint, query page, cookbook, explorer. All of it read-only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serve import description, protocol
from kg.serve.formats import RDF, choose
from kg.serve.guard import Refused
from kg.serve.limits import Limits
from kg.serve.pool import Pool

__all__ = ["create"]

_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""On every page but the explorer, which brings a stricter policy of its own."""

_MOST_POSTED = 1 << 20


def create(build: Path, index: Path, limits: Limits, cookbook: list[dict[str, str]] | None = None) -> Starlette:
    """The application over one build and its index."""
    pool = Pool(index, limits)

    async def sparql(request: Request) -> Response:
        try:
            asked = protocol.read(
                request.method, request.url.query, request.headers.get("content-type", ""), await _body(request)
            )
            if asked.query is None:
                return _described(request)
            status, media, body = await pool.ask({
                "query": asked.query, "default": asked.default, "named": asked.named,
                "accept": request.headers.get("accept", ""), "base": str(request.url.replace(query="")),
            })  # fmt: skip
        except Refused as refused:
            return _refusal(refused)
        content = f"{media}; charset=utf-8"
        return Response(body, status, {**_HEADERS, "Vary": "Accept"}, content)

    async def explorer(request: Request) -> Response:
        page = build / "graph.html"
        return FileResponse(page) if page.exists() else PlainTextResponse("this build has no graph.html", 404)

    async def questions(request: Request) -> Response:
        return JSONResponse(cookbook or [], headers=_HEADERS)

    async def query_page(request: Request) -> Response:
        return FileResponse(_STATIC / "query.html", headers=_HEADERS)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        await pool.close()

    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    return Starlette(
        routes=[
            Route("/", query_page),
            Route("/sparql", sparql, methods=methods),
            Route("/sparql/", sparql, methods=methods),
            Route("/graph.html", explorer),
            Mount("/graph-data", StaticFiles(directory=build / "graph-data", check_dir=False)),
            Route("/queries.json", questions),
            Route("/favicon.ico", lambda request: Response(status_code=204)),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        # A page elsewhere must not reach this server under a name of its own (DNS rebinding).
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])],
        lifespan=life,
    )


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_POSTED:
            raise Refused(f"the request is larger than {_MOST_POSTED} bytes", 413)
    return body


def _described(request: Request) -> Response:
    accept = request.headers.get("accept", "")
    if "text/html" in accept:
        return RedirectResponse("/")
    chosen = choose(accept, {m: f for m, f in RDF.items() if f == "ttl"} | {"*/*": "ttl"})
    if chosen is None:
        return _refusal(Refused("the service description is text/turtle", 406))
    return Response(description.turtle(str(request.url.replace(query=""))), 200, _HEADERS, "text/turtle; charset=utf-8")


def _refusal(refused: Refused) -> Response:
    headers = dict(_HEADERS)
    if refused.status == 405:
        headers["Allow"] = "GET, HEAD, POST"
    if refused.status == 503:
        headers["Retry-After"] = "5"
    return PlainTextResponse(f"{refused}\n", refused.status, headers)
