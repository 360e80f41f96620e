"""Who has the words from whom: documents that copy others, and passages taken over."""
