"""The benchmark of reading: authored sources become pages, and what is read of them is laid beside the gold."""
