"""Mentions become happenings: the real-world things that several mentions report."""

from dragoman.happenings.group import group_events
from dragoman.happenings.origins import origins_of
from dragoman.happenings.resolve import resolve_happenings

__all__ = ["group_events", "origins_of", "resolve_happenings"]
