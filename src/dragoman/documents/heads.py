"""What a text file states of itself before the article begins: front matter in YAML or TOML, the head of an e-mail."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,5000}?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.{0,5000}?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"^([A-Za-z_][\w -]{1,30}):[ \t]*(.{0,500}?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.{1,200}?)[ \t]*\r?$")
_MAIL_LINE = re.compile(
    r"(from|to|cc|bcc|subject|date|sent|reply-to|sender|list-id|message-id|delivered-to|return-path|content-type"
    r"|mime-version|list-unsubscribe|x-[\w-]{1,40}) ?:[ \t]{0,50}+(.{0,500}?)[ \t]{0,50}+(?:\r?\n|\Z)",
    re.IGNORECASE,
)
_MAIL_ADDRESS = re.compile(r"\s*[<(\[]?[\w.+-]+@[\w.-]+[>)\]]?\s*")
_MOST_MAIL_LINES = 40
_REPLIED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)(?:\[\d+\])? ?: *)+", re.IGNORECASE)


class Head(NamedTuple):
    """The facts stated before the text, by key in lower case, and where the text begins."""

    fields: dict[str, str]
    end: int = 0


def front_matter(raw: str) -> Head:
    r"""Read the front matter that a Markdown file begins with.

    >>> front_matter('---\ntitle: "A visit"\nauthors:\n  - Ann Lee\n  - Bo Dahl\n---\nText').fields
    {'title': 'A visit', 'authors': 'Ann Lee, Bo Dahl'}
    >>> front_matter('+++\ntitle = "A visit"\ndate = 2014-03-12\n+++\nText').fields
    {'title': 'A visit', 'date': '2014-03-12'}
    """
    yaml, toml = _YAML.match(raw), _TOML.match(raw)
    if yaml:
        return Head(_from_yaml(yaml.group(1)), yaml.end())
    return Head(_from_toml(toml.group(1)), toml.end()) if toml else Head({})


def _from_yaml(text: str) -> dict[str, str]:
    """Read `key: value` lines and simple lists; deeper things are left out."""
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        pair, item = _PAIR.match(line), _ITEM.match(line)
        if pair:
            key = pair.group(1).lower()
            fields[key] = _unquoted(pair.group(2))
        elif item and key:
            fields[key] = ", ".join(part for part in (fields[key], _unquoted(item.group(1))) if part)
    return {key: value for key, value in fields.items() if value}


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace(f"\\{value[0]}", value[0]).strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(part.strip()) for part in value[1:-1].split(",") if part.strip())
    return value


def _from_toml(text: str) -> dict[str, str]:
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return {}
    return {key.lower(): told for key, value in table.items() if (told := _told(value))}


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(part for part in map(_told, value) if part)
    return "" if isinstance(value, dict) else str(value)


def mail_head(raw: str) -> Head:
    r"""Read the head that an e-mail saved as text begins with; there must be a subject and a sender or a day.

    >>> mail_head("From: The Ferry <a@b.example>\nSubject: Fw: Talks\nDate: Sat, 20 Apr 2013\n\nText").fields
    {'from': 'The Ferry', 'subject': 'Talks', 'date': 'Sat, 20 Apr 2013'}
    """
    fields: dict[str, str] = {}
    end = len(raw) - len(raw.lstrip())
    for _ in range(_MOST_MAIL_LINES):
        line = _MAIL_LINE.match(raw, end)
        if not line:
            break
        fields.setdefault(line.group(1).lower(), line.group(2))
        end = line.end()
    if not fields.get("subject") or not (fields.keys() & {"from", "date", "sent"}):
        return Head({})
    return Head(mail_fields(fields), end)


def mail_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Keep of the head of an e-mail what tells of the text: sender, subject and day, without addresses and `Re:`.

    >>> mail_fields({"from": '"Jane Doe" <jd@b.example>', "subject": "Re: Fwd: Talks"})
    {'from': 'Jane Doe', 'subject': 'Talks'}
    """
    kept = {
        "from": _MAIL_ADDRESS.sub("", fields.get("from", "")).strip(" \"'"),
        "subject": _REPLIED.sub("", fields.get("subject", "")),
        "date": fields.get("date") or fields.get("sent") or "",
    }
    return {key: value for key, value in kept.items() if value}
