"""The errors that dragoman raises.

DragomanError
├── SettingsError      a setting is unknown or out of range
├── WorldError         a data file of world/ is malformed
├── OntologyError      a data file of ontology/ is malformed
├── DocumentError      a file cannot become a document
├── PassageError       a document cannot be parsed
├── StoreError         a store cannot be opened, read or written
├── EngineError        a worker died or a stage failed
└── LookupFailed       a name, code or id is not known
"""

from __future__ import annotations


class DragomanError(Exception):
    """Root of all errors that dragoman raises on purpose."""


class SettingsError(DragomanError):
    """A setting is unknown or out of range."""


class WorldError(DragomanError):
    """A data file of who is who is malformed."""


class OntologyError(DragomanError):
    """A data file of event types is malformed."""


class DocumentError(DragomanError):
    """A file cannot become a document.

    `kind` is the short name of the issue, `place` where in the file, `value` what was found, `advice` what to do.
    """

    def __init__(self, kind: str, record: str, advice: str, place: str = "", value: str = "") -> None:
        super().__init__(f"{record}: {kind}: {value or place}: {advice}")
        self.kind, self.record, self.place, self.value, self.advice = kind, record, place, value, advice


class PassageError(DragomanError):
    """A document cannot be parsed."""


class StoreError(DragomanError):
    """A store cannot be opened, read or written."""


class EngineError(DragomanError):
    """A worker died or a stage failed."""


class LookupFailed(DragomanError):  # noqa: N818 - LookupError is Python's own
    """A name, code or id is not known."""
