"""The parts of an office document, opened so that no zip bomb and no outside entity does harm."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any

_MOST_PARTS = 20_000
_SIGNS_OF_OLE = b"\xd0\xcf\x11\xe0"


class BrokenPackage(Exception):  # noqa: N818  a state of the file, told as an issue
    """Why a package or a part of it cannot be read."""

    def __init__(self, reason: str, kind: str = "broken-docx") -> None:
        super().__init__(reason)
        self.kind = kind


class Package:
    """An office document as a set of parts."""

    def __init__(self, data: bytes, most_bytes: int) -> None:
        """Open a package; no part is read yet. Of all parts together no more than `most_bytes` are unpacked."""
        if data.startswith(_SIGNS_OF_OLE):
            raise BrokenPackage("it is locked with a password, or an old Word file", "encrypted-docx")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            raise BrokenPackage(f"no ZIP archive: {error}") from error
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise BrokenPackage(f"{len(self._zip.infolist())} parts")
        self._left = most_bytes

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Unpack a part; more than is allowed is refused while it is unpacked."""
        try:
            with self._zip.open(name) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError) as error:
            raise BrokenPackage(f"{name}: {error}") from error
        except (RuntimeError, NotImplementedError) as error:  # a password, an unknown packing
            raise BrokenPackage(f"{name}: {error}", "encrypted-docx") from error
        self._left -= len(data)
        if self._left < 0:
            raise BrokenPackage(f"{name} unpacks to too much", "too-large")
        return data

    def tree(self, name: str) -> Any:  # lxml ships no types
        """Parse a part; None where there is none. Declarations of entities are refused, nothing is fetched."""
        if not self.has(name):
            return None
        from lxml import etree  # noqa: PLC0415  heavy

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BrokenPackage(f"{name}: {error}") from error
        if root.getroottree().docinfo.doctype:
            raise BrokenPackage(f"{name} declares entities")
        return root
