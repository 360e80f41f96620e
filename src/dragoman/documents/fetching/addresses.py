"""Addresses as text: which are web addresses, how they are shown, and which machines they lead to."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CREDENTIALS = re.compile(r"^([^:/?#]*:?/*)(?:[^/?#]*@|[^/?#@\[]*:(?!\d{0,5}(?:[/?#]|$))[^@]*@)")
"""A name and a password; also where the password holds a slash, though such an address is no valid one."""
_NAT64 = IPv6Network("64:ff9b::/96")


def is_url(text: str) -> bool:
    """Tell an address from a path; of any scheme, so that one that is not fetched is named as such.

    >>> is_url("https://example.org/a"), is_url("articles/a.html")
    (True, False)
    """
    return _SCHEME.match(text.strip()) is not None


def shown(address: object) -> str:
    """Write an address for a person or a file: without name, password and fragment.

    >>> shown("https://jane:secret@example.org/a#b")
    'https://example.org/a'
    """
    return _CREDENTIALS.sub(r"\1", str(address).strip()).partition("#")[0]


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Look up all addresses of a host; numbers in any notation (hexadecimal, octal, one number) are read too.

    The system's resolver keeps its own time limit. OSError where there is no such host.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host} is no possible name of a host") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, and to one machine there.

    An IPv6 address that only wraps an IPv4 address (mapped, 6to4, Teredo, NAT64) is judged by what it wraps.

    >>> [is_public(a) for a in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "::")]
    [True, False, False, False, False]
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_open(found)
    wrapped = _wrapped(found)
    return _is_open(wrapped) if wrapped else _is_open(found) and not found.is_site_local


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    closed = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )
    return address.is_global and not closed
