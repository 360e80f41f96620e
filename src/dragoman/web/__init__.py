"""The store in a browser: server-rendered pages and JSON, on this machine only, with nothing fetched from elsewhere."""

from dragoman.web.app import create_app
from dragoman.web.guard import LOCAL_HOSTS

__all__ = ["LOCAL_HOSTS", "create_app"]
