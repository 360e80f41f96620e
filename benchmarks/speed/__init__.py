"""How fast each stage is, over an archive made from given texts; printed, never asserted."""
