"""The store in a browser: server-rendered pages and JSON, on this machine only, with nothing fetched from elsewhere."""

from dragoman.web.app import create_app

__all__ = ["create_app"]
