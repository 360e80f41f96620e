"""What stands at a web address: fetched politely, within limits, and never from a private network."""

from dragoman.documents.fetching.addresses import is_url
from dragoman.documents.fetching.fetcher import Fetcher
from dragoman.documents.fetching.options import FetchOptions, System

__all__ = ["FetchOptions", "Fetcher", "System", "is_url"]
