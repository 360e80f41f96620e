"""How much: money and counts, with unit and what they measure."""

from __future__ import annotations

import re

from dragoman.model import Magnitude

SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
CURRENCIES = {
    "$": "USD", "US$": "USD", "dollars": "USD", "dollar": "USD", "€": "EUR", "euros": "EUR", "euro": "EUR", "£": "GBP",
    "pounds": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR",
    "A$": "AUD", "C$": "CAD",
}  # fmt: skip
COUNTED = (
    "troops|soldiers|peacekeepers|people|civilians|prisoners|hostages|detainees|diplomats|refugees|migrants|fighters|"
    "police|officers|tanks|helicopters|aircraft|jets|missiles|drones|ships|vessels|warships|submarines|frigates|"
    "tonnes|tons|barrels|doses|km|kilometres|kilometers|miles|per cent|percent|%|megawatts|MW|students|workers|"
    "sailors|fishermen|trucks"
)
WORDS = {word: float(value) for value, word in enumerate("two three four five six seven eight nine ten".split(), 2)} | {
    "eleven": 11.0,
    "twelve": 12.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
}
NUMBER_WORD = r"(?P<word>" + "|".join(WORDS) + r")"
NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
SCALED = r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn)\b|(?P<letter>[mb])\b)?"
MONEY = re.compile(rf"(?P<sign>US\$|A\$|C\$|[$€£¥])\s?{NUMBER}{SCALED}")
WORDED = re.compile(rf"\b{NUMBER}{SCALED}[\s-](?P<currency>dollars?|euros?|pounds|yen|yuan|ro?ubles|rupees)\b")
COUNT = re.compile(
    rf"\b(?:{NUMBER}|{NUMBER_WORD})(?:[\s-](?P<scale>hundred|thousand|million))?"
    rf"(?:[\s-](?:[A-Za-z-]+\s){{0,2}}?|(?=%))(?P<what>{COUNTED})(?![a-z])"
)


def find_magnitudes(text: str) -> list[Magnitude]:
    """Every sum of money and every count of things that states deal in, in order.

    >>> [(m.value, m.unit) for m in find_magnitudes("a $40 million deal and 120 km of border")]
    [(40000000.0, 'USD'), (120.0, 'km')]
    """
    found = [_money(match, CURRENCIES[match["sign"]], text) for match in MONEY.finditer(text)]
    found += [_money(match, CURRENCIES[match["currency"]], text) for match in WORDED.finditer(text)]
    counts = [_count(match) for match in COUNT.finditer(text)]
    found += [count for count in counts if all(count.end <= m.start or count.start >= m.end for m in found)]
    return sorted(found, key=lambda magnitude: magnitude.start)


def _value(match: re.Match[str]) -> float:
    groups = match.groupdict()
    scale = (groups.get("scale") or groups.get("letter") or "").lower()
    if groups.get("word"):
        return WORDS[groups["word"]] * SCALE.get(scale, 1.0)
    return float(match["number"].replace(",", "")) * SCALE.get(scale, 1.0)


def _money(match: re.Match[str], unit: str, text: str) -> Magnitude:
    behind = re.match(
        r"\s+(?:in\s+|worth of\s+|of\s+|a year in\s+)?([a-z][a-z-]*(?:\s[a-z][a-z-]*)?)", text[match.end() :]
    )
    return Magnitude(_value(match), unit, behind[1] if behind else "", match[0], match.start(), match.end())


def _count(match: re.Match[str]) -> Magnitude:
    unit = {"kilometres": "km", "kilometers": "km", "per cent": "percent", "%": "percent", "tonnes": "tons"}.get(
        match["what"], match["what"]
    )
    return Magnitude(_value(match), unit, match["what"], match[0], match.start(), match.end())
