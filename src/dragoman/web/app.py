"""The web application: routes, errors and safety put together."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError, LookupFailed
from dragoman.web.api import Api, json_answer
from dragoman.web.guard import LOCAL_HOSTS, Guard
from dragoman.web.pages import Pages
from dragoman.web.render import Renderer

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.world import World

STATIC = Path(__file__).parent / "static"
METHODS = ["GET", "HEAD"]
Routes = dict[str, Callable[..., Response]]


def create_app(store: Store, world: World | None = None, hosts: Collection[str] = LOCAL_HOSTS) -> FastAPI:
    """The application over a store; it only reads. `hosts` are the names under which it answers."""
    if world is None:
        from dragoman.world import load_world  # noqa: PLC0415 - takes half a second, and callers may have it already

        world = load_world()
    renderer = Renderer()
    app = FastAPI(title="dragoman", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    _add_pages(app, Pages(store, world, renderer))
    _add_api(app, Api(store))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind in (LookupFailed, DragomanError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, partial(_explain, renderer))
    app.add_middleware(Guard, hosts=hosts)
    return app


def _add_pages(app: FastAPI, pages: Pages) -> None:
    routes: Routes = {
        "/": pages.system,
        "/find": pages.find,
        "/dyad": pages.choose,
        "/dyad/{a}/{b}": pages.dyad,
        "/dyad/{a}/{b}/timeline.svg": pages.timeline,
        "/brief/{a}/{b}": pages.brief,
        "/happening/{key}": pages.happening,
        "/event/{key}": pages.event,
        "/document/{key}": pages.document,
        "/documents": pages.documents,
        "/issues": pages.issues,
    }
    for path, endpoint in routes.items():
        app.add_api_route(path, endpoint, methods=METHODS, response_model=None, include_in_schema=False)


def _add_api(app: FastAPI, api: Api) -> None:
    routes: Routes = {
        "/api/happenings": api.happenings,
        "/api/events": api.events,
        "/api/relations": api.relations,
        "/api/documents": api.documents,
    }
    for path, endpoint in routes.items():
        app.add_api_route(path, endpoint, methods=["GET"], response_model=None)


async def _explain(renderer: Renderer, request: Request, error: Exception) -> Response:
    """An error as a page with advice, or as JSON under /api."""
    status, told = _status(error)
    if request.url.path.startswith("/api/"):
        return json_answer({"error": told}, status)
    return renderer.page("problem.html", status=status, told=told, code=status)


def _status(error: Exception) -> tuple[int, str]:
    match error:
        case LookupFailed():
            return 404, str(error)
        case RequestValidationError():
            first = error.errors()[0]
            return 422, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}"
        case HTTPException():
            return error.status_code, "There is no page at this address." if error.status_code == 404 else error.detail
    return 500, str(error)
