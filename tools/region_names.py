"""Names, sites and dates of no one, to fill the slots of marked lines."""

from __future__ import annotations

import random
import re

NAMES = (
    "Anna Kowalczyk|Tariq Mehmood|J. P. Holloway|Mireille Dufour|Chinedu Okafor|Sofia Lindqvist|Rajiv Menon|Yuki Tanabe"
    "|Elena Petrova-Marsh|Omar al-Haddad|Lucia Ferreira|Tom Becker|Nguyen Van Tam|Fatou Diallo|David ben Ami"
    "|Grace Achieng|Ismail Yildirim|Priya Raghunathan|Miguel Angel Soto|Karin Ostrowski|Zhang Rui|Abebe Tadesse"
    "|Hannah O'Brien"
).split("|")
USERS = (
    "oldsalt|marek_77|Priya K|Anonymous|TheRealTom|jbn|Concerned Citizen|zoltan.h|M. Okoro|kittiwake|Big_Al|vox populi"
    "|Reader1954|Jean-Luc|hammer&nail|AK|Sue from Leeds|nordlicht|truth_teller|Ivan|deepblue9|John Smith|Observer"
).split("|")
SITES = (
    "Northern Courier|Daily Lantern|Meridian Post|Harbour Review|Global Monitor|The Weekly Compass|Riverside Times"
    "|Eurasia Brief|Tribune Online|Policy Watch|Capital Herald|Observer Network|World Ledger|Strait Standard|The Envoy"
).split("|")
AGENCIES = "AFP|Reuters|AP|EPA|Xinhua|ANI|Anadolu|TASS|IRNA|PTI|Getty|Yonhap|DPA".split("|")
CITIES = "Geneva|Lagos|Manchester|Karachi|Toronto|Vienna|Nairobi|Melbourne|Leiden|Riga|Porto|Daegu|Austin".split("|")
ROLES = (
    "Diplomatic Editor|Chief Foreign Correspondent|Research Fellow, Institute for Maritime Studies|Columnist"
    "|Former Ambassador|Professor of International Law|Colonel (retd)|Political Analyst|World Affairs Editor"
).split("|")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SLOT = re.compile(r"\{(\w+)\}")
_POOLS = {
    "name": NAMES,
    "user": USERS,
    "agency": AGENCIES,
    "city": CITIES,
    "role": ROLES,
    "month": MONTHS,
    "dow": DAYS,
}


def fill(text: str, facts: dict[str, str], chance: random.Random) -> str:
    """Fill the slots of a line: an article's own facts, and names, dates and numbers by chance."""
    return _SLOT.sub(lambda slot: _filling(slot.group(1), facts, chance), text)


def _filling(name: str, facts: dict[str, str], chance: random.Random) -> str:
    if name.isupper():
        return _filling(name.lower(), facts, chance).upper()
    if name in facts:
        return facts[name]
    if name in _POOLS:
        return chance.choice(_POOLS[name])
    if name == "n":
        return str(chance.randint(2, 60))
    if name == "year":
        return str(chance.randint(1998, 2024))
    return _day(chance) if name == "day" else _clock(chance)


def _day(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1998, 2024)
    name = MONTHS[month - 1]
    forms = (f"{day} {name} {year}", f"{name} {day}, {year}", f"{name[:3]} {day}, {year}")
    signs = (f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}", f"{day}.{month:02}.{year}")
    return chance.choice((*forms, *signs, f"{day} {name[:3]} {year}"))


def _clock(chance: random.Random) -> str:
    hour, minute = chance.randint(0, 23), chance.randint(0, 59)
    late = "pm" if hour > 11 else "am"
    return chance.choice((f"{hour:02}:{minute:02}", f"{hour % 12 or 12}:{minute:02} {late}", f"{hour}.{minute:02}"))
