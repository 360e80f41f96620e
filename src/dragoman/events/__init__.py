"""Passages become event mentions: who did what to whom, when, says who, and did it happen at all."""

from dragoman.events.coder import CODER, CODER_VERSION, Coder, code_passage, code_passages, load_coder

__all__ = ["CODER", "CODER_VERSION", "Coder", "code_passage", "code_passages", "load_coder"]
