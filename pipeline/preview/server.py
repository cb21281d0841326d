"""A board over HTTP, for a browser on this machine: it is read only, and answers nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.base import program
from pipeline.preview import changes, pictures
from pipeline.preview.board import Board
from pipeline.preview.pages import FOLDER, Pages
from pipeline.preview.session import PDF, PHONE, Edition

ADDRESS = "127.0.0.1"
_NAMES = [ADDRESS, "localhost"]
"""The names by which a browser may ask: a foreign page that calls this machine by a name of its own is refused."""

_HEADERS = {
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_APART = "sandbox allow-popups allow-popups-to-escape-sandbox allow-downloads"
_PHONE = {"content-security-policy": f"{_APART} allow-scripts; frame-ancestors 'none'"}
"""Beside its own policy: by itself a phone edition may run its script, as nobody's page."""
_FRAMED = {
    "content-security-policy": f"{_APART} allow-same-origin; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
}
"""In a page of the board it may run none, and the board may see how far somebody has read."""
_FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}
_NEVER = {"cache-control": "no-store"}
_STATIC = {"board.css": "text/css", "board.js": "text/javascript"}
_SOON = 1
"""Seconds that somebody waits for a page before being told that it is being made."""
_PATIENCE = 2
"""Seconds that browsers have to let go when the board is closed."""


def bound(port: int) -> socket.socket:
    """A socket of this machine alone, at a port or, with 0, at any that is free. Raises OSError."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.bind((ADDRESS, port))
        # Whoever is told the address may ask at once: the answer comes when the server is ready.
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve(board: Board, pages: Pages, sock: socket.socket) -> None:
    """Answers until it is interrupted."""
    config = uvicorn.Config(
        application(board, pages),
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
        lifespan="on",
    )
    uvicorn.Server(config).run(sockets=[sock])


def application(board: Board, pages: Pages) -> Starlette:
    """The routes of a board; it lives as long as the application."""

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        board.begin()
        watch = asyncio.create_task(_follow(board))
        try:
            yield
        finally:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch
            await board.close()

    routes = _Routes(board, pages)
    return Starlette(
        routes=[
            Route("/", routes.index),
            Route("/of/{name}", routes.subject),
            Route("/document/{name}", routes.document),
            Route(f"/page/{{name}}/{{digest}}/{{number:int}}.{pictures.FORMAT}", routes.page),
            Route("/file/{name}/{digest}.pdf", routes.file),
            Route("/phone/{name}", routes.phone),
            Route("/phone/{name}/{digest}.html", routes.phone_file),
            Route("/events", routes.events),
            Route("/board/{name}", routes.static),
        ],
        exception_handlers={404: routes.nothing},
        middleware=[
            Middleware(_Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=_NAMES, www_redirect=False),
        ],
        lifespan=life,
    )


async def _follow(board: Board) -> None:
    async for _ in changes.saved(board.root):
        board.changed()


class _Guard:
    """Refuses what comes from another site, and tells browsers what a page of ours may do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        # Browsers say so of each request; other programs on this machine say nothing.
        foreign = asked.get("sec-fetch-site", "none") not in ("none", "same-origin") and not _by_hand(asked)
        if foreign or ("origin" in asked and asked["origin"] != f"http://{asked.get('host')}"):
            await PlainTextResponse("not for another site", 403)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)


def _by_hand(asked: dict[str, str]) -> bool:
    """Whether somebody followed a link to a page: it is shown, and the site that has the link sees nothing of it."""
    return asked.get("sec-fetch-mode") == "navigate" and asked.get("sec-fetch-dest") == "document"


class _Routes:
    """What is answered at each address."""

    def __init__(self, board: Board, pages: Pages) -> None:
        self._board = board
        self._pages = pages

    async def index(self, request: Request) -> Response:
        return HTMLResponse(self._pages.index(), headers=_NEVER)

    async def subject(self, request: Request) -> Response:
        page = self._pages.subject(request.path_params["name"])
        return HTMLResponse(page, headers=_NEVER) if page is not None else await self.nothing(request, None)

    async def document(self, request: Request) -> Response:
        return await self._edition(request, PDF)

    async def phone(self, request: Request) -> Response:
        return await self._edition(request, PHONE)

    async def _edition(self, request: Request, form: str) -> Response:
        edition = Edition(request.path_params["name"], form)
        try:
            shown = await self._board.shown(edition, within=_SOON)
        except TimeoutError:
            return HTMLResponse(self._pages.prepared(edition.document), headers=_NEVER)
        if shown is None:
            return await self.nothing(request, None)
        good = "good" in request.query_params
        return HTMLResponse(self._pages.document(shown, good=good), headers=_NEVER)

    async def page(self, request: Request) -> Response:
        asked = request.path_params
        picture = await self._board.page(asked["name"], asked["digest"], asked["number"])
        return _content(picture, f"image/{pictures.FORMAT}")

    async def file(self, request: Request) -> Response:
        asked = request.path_params
        return _content(self._board.file(Edition(asked["name"]), asked["digest"]), "application/pdf")

    async def phone_file(self, request: Request) -> Response:
        asked = request.path_params
        answer = _content(self._board.file(Edition(asked["name"], PHONE), asked["digest"]), "text/html")
        answer.headers.update(_FRAMED if "framed" in request.query_params else _PHONE)
        return answer

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return await self.nothing(request, None)
        content = (program.assets() / FOLDER / name).read_bytes()
        return Response(content, media_type=_STATIC[name], headers=_NEVER)

    async def events(self, request: Request) -> Response:
        async def told() -> AsyncIterator[str]:
            yield "retry: 500\n\n"
            async for event in self._board.events():
                yield f"data: {json.dumps({'document': event.document})}\n\n"

        return StreamingResponse(told(), media_type="text/event-stream", headers=_NEVER)

    async def nothing(self, request: Request, error: Exception | None) -> Response:
        return HTMLResponse(self._pages.nothing(), 404, headers=_NEVER)


def _content(found: bytes | None, kind: str) -> Response:
    if found is None:
        return PlainTextResponse("not there any more", 404, headers=_NEVER)
    return Response(found, media_type=kind, headers=_FOR_EVER)
