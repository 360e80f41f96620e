"""Scores every stage against labelled data."""
