"""Benchmarks of quality and speed."""
