"""Mentions become happenings: the real-world things that several mentions report."""

from dragoman.happenings.group import group_events
from dragoman.happenings.resolve import resolve_happenings

__all__ = ["group_events", "resolve_happenings"]
