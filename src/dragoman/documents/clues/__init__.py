"""Clues to the day a document was published: where they are found, what each weighs, and how they are weighed."""
