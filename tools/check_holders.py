"""Checks the table of office holders, counts it, and measures it against a list of leaders that others made.

Which office a ruler stands under: `head-of-state` holds both the formal head and, in one-party states, the leader of
the ruling party; the title tells them apart. Where a president leads the government himself there is no
`head-of-government` row. An acting holder has a row of his own with the word in the title.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

COLUMNS = ["code", "office", "title", "name", "aliases", "start", "end"]
OFFICES = {
    "head-of-state",
    "head-of-government",
    "foreign-minister",
    "defence-minister",
    "army-chief",
    "national-security-adviser",
    "other",
    "head",
}
HOLDERS = Path(__file__).resolve().parent.parent / "src/dragoman/world/data/holders.csv"

# Two governments at once, each real at the time: state, then the two names.
KNOWN_OVERLAPS = {
    ("KHM", "Norodom Ranariddh", "Hun Sen"),  # first and second prime minister, 1993 to 1997
    ("LBN", "Selim Hoss", "Michel Aoun"),  # rival cabinets, 1988 to 1990
}

# Correlates-of-War letters that differ from ISO 3166-1 alpha-3; several codes where the state changed.
COW_TO_ISO = """
BHM=BHS HAI=HTI TRI=TTO BAR=BRB GRN=GRD SLU=LCA SVG=VCT AAB=ATG SKN=KNA GUA=GTM HON=HND SAL=SLV COS=CRI PAR=PRY URU=URY
UKG=GBR IRE=IRL NTH=NLD FRN=FRA MNC=MCO SWZ=CHE SPN=ESP POR=PRT GMY=DEU GFR=DEU GDR=DDR AUS=AUT CZE=CSK CZR=CZE SLO=SVK
SNM=SMR MAC=MKD CRO=HRV YUG=YUG+SRB BOS=BIH KOS=XKX SLV=SVN BUL=BGR MLD=MDA ROM=ROU RUS=SUN+RUS LAT=LVA LIT=LTU GRG=GEO
SWD=SWE DEN=DNK ICE=ISL MNG=MNE CAP=CPV EQG=GNQ GAM=GMB SIE=SLE BFO=BFA LIB=LBY MAA=MRT NIR=NER CDI=CIV GUI=GIN
TOG=TGO CAO=CMR NIG=NGA CEN=CAF CHA=TCD CON=COG DRC=COD BUI=BDI TAZ=TZA ANG=AGO MZM=MOZ ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF
LES=LSO BOT=BWA SWA=SWZ MAG=MDG MAS=MUS SEY=SYC MOR=MAR ALG=DZA SUD=SDN LEB=LBN YPR=YMD KUW=KWT BAH=BHR UAE=ARE OMA=OMN
TAJ=TJK KYR=KGZ KZK=KAZ MON=MNG ROK=KOR BHU=BTN BNG=BGD NEP=NPL SRI=LKA MAD=MDV MYA=MMR CAM=KHM DRV=VNM RVN=VDR MAL=MYS
SIN=SGP BRU=BRN PHI=PHL INS=IDN ETM=TLS AUL=AUS NEW=NZL VAN=VUT SOL=SLB FIJ=FJI NAU=NRU MSI=MHL PAL=PLW THI=THA
"""
LAST_MONTH = (2021, 2)  # rows without an end in the other list run to here


class TableError(ValueError):
    """The table of office holders cannot be read."""


@dataclass(frozen=True)
class Holder:
    """One row: who held which office from when to when."""

    code: str
    office: str
    title: str
    name: str
    aliases: tuple[str, ...]
    start: str
    end: str

    @property
    def first_months(self) -> tuple[int, int]:
        """The months in which the term may have begun, as year * 12 + month."""
        return months_of(self.start)

    @property
    def last_months(self) -> tuple[int, int]:
        """The months in which the term may have ended; far ahead where it runs on."""
        return months_of(self.end) if self.end else (99999, 99999)


@dataclass(frozen=True)
class Leader:
    """One row of the other list, cut to the years compared."""

    state: str
    name: str
    first: int
    last: int


def read_holders(path: Path) -> list[Holder]:
    """Rows of the table; raises TableError where the columns are not ours."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        header = next(rows)
        if header != COLUMNS:
            raise TableError(f"{path}: columns are {header}, not {COLUMNS}")
        return [_holder(row, path) for row in rows]


def _holder(row: list[str], path: Path) -> Holder:
    if len(row) != len(COLUMNS):
        raise TableError(f"{path}: {row} has {len(row)} fields")
    code, office, title, name, aliases, start, end = row
    return Holder(code, office, title, name, tuple(a for a in aliases.split(";") if a), start, end)


def day_bounds(text: str) -> tuple[date, date]:
    """First and last day that a date of day, month or year precision can mean; raises ValueError."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise ValueError(f"{text!r} is no date")
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    year, first, last = parts[0], parts[1] if len(parts) == 2 else 1, parts[1] if len(parts) == 2 else 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def months_of(text: str) -> tuple[int, int]:
    """The months that a date can mean, as year * 12 + month."""
    earliest, latest = day_bounds(text)
    return earliest.year * 12 + earliest.month, latest.year * 12 + latest.month


def find_faults(holders: list[Holder]) -> list[str]:
    """Everything in the table that must not be, one line each."""
    faults = [fault for holder in holders for fault in _row_faults(holder)]
    faults += [f"twice: {holder}" for holder, count in Counter(holders).items() if count > 1]
    order = [(h.code, h.office, h.start) for h in holders]
    if not faults and order != sorted(order):
        faults.append("rows are not sorted by code, office, start")
    return faults + ([] if faults else find_overlaps(holders))


def _row_faults(holder: Holder) -> Iterator[str]:
    if holder.office not in OFFICES:
        yield f"unknown office: {holder}"
    if not re.fullmatch(r"[A-Z]{3}|(org|grp):[a-z0-9-]+", holder.code):
        yield f"unknown kind of code: {holder}"
    if (":" in holder.code) != (holder.office == "head") and holder.office != "other":
        yield f"office does not fit code: {holder}"
    if not holder.title or not holder.name or holder.name != holder.name.strip():
        yield f"no title or name: {holder}"
    if any(not alias.strip("? ") or alias == holder.name for alias in holder.aliases):
        yield f"alias says nothing: {holder}"
    yield from _date_faults(holder)


def _date_faults(holder: Holder) -> Iterator[str]:
    try:
        begun = day_bounds(holder.start)[0]
        over = day_bounds(holder.end)[1] if holder.end else None
    except ValueError as error:
        yield f"{error}: {holder}"
        return
    if over and over < begun:
        yield f"ends before it starts: {holder}"


def find_overlaps(holders: list[Holder], most_days: int = 60) -> list[str]:
    """Pairs of heads of government of one state that surely overlap by more than `most_days` days."""
    by_state = defaultdict(list)
    for holder in holders:
        if holder.office == "head-of-government":
            by_state[holder.code].append(holder)
    pairs = ((one, two) for rows in by_state.values() for i, one in enumerate(rows) for two in rows[i + 1 :])
    return [f"overlap: {one} and {two}" for one, two in pairs if _overlap_days(one, two) > most_days]


def _overlap_days(one: Holder, two: Holder) -> int:
    if one.name == two.name or (one.code, one.name, two.name) in KNOWN_OVERLAPS:
        return 0
    start = max(day_bounds(one.start)[1], day_bounds(two.start)[1])
    end = min(day_bounds(h.end)[0] if h.end else date.max for h in (one, two))
    return (end - start).days


def read_leaders(path: Path) -> list[Leader]:
    """Leaders of the other list from 1945 on, one row per term."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        return [leader for row in rows if (leader := _leader(row)) and leader.first <= leader.last]


def _leader(row: dict[str, str]) -> Leader | None:
    if not row["syear"].isdigit() or not row["smonth"].isdigit():
        return None
    last = LAST_MONTH
    if row["eyear"].isdigit() and row["emonth"].isdigit():
        last = min(LAST_MONTH, (int(row["eyear"]), int(row["emonth"])))
    first = max((1945, 1), (int(row["syear"]), int(row["smonth"])))
    return Leader(row["stateabb"], row["leader"], first[0] * 12 + first[1], last[0] * 12 + last[1])


def iso_codes(state: str) -> list[str]:
    """The codes under which a Correlates-of-War state may stand in our table."""
    known = dict(pair.split("=") for pair in COW_TO_ISO.split())
    return known.get(state, state).split("+")


def name_words(text: str) -> list[str]:
    """The words of a name, without accents, case, initials and the like."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("łŁđĐøØı", "lLdDoOi")))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return [word for word in re.findall(r"[a-z']+", bare.replace("'", "")) if len(word) > 1]


def surnames_of(holder: Holder) -> set[str]:
    """The words by which a holder may be named alone: all but the given name, and the words of the short forms."""
    words = name_words(holder.name)
    found = set(words[1:] or words)
    for alias in holder.aliases:
        parts = name_words(alias)
        found.update(parts[1:] or parts)
    return found


def same_surname(leader: str, surnames: set[str]) -> bool:
    """Whether one word of the other list's name is one of our surnames, allowing for spelling."""
    return any(_nearly_same(word, ours) for word in name_words(leader) for ours in surnames)


def _nearly_same(one: str, two: str) -> bool:
    if one == two:
        return True
    matcher = SequenceMatcher(None, one, two)
    return len(one) > 3 and matcher.real_quick_ratio() >= 0.8 and matcher.quick_ratio() >= 0.8 <= matcher.ratio()


@dataclass
class Agreement:
    """Months of the other list in which we name the same person, per state, and the months in which we do not."""

    agreed: Counter[str]
    total: Counter[str]
    missed: Counter[tuple[str, str]]

    @property
    def share(self) -> float:
        """Share of all leader-months, 0 to 1."""
        return sum(self.agreed.values()) / max(1, sum(self.total.values()))

    def share_within(self, states: set[str]) -> float:
        """Share of the leader-months of these states, 0 to 1."""
        return sum(self.agreed[s] for s in states) / max(1, sum(self.total[s] for s in states))


def measure_agreement(holders: list[Holder], leaders: list[Leader], since: int) -> Agreement:
    """Leader-months since January of a year for which one of our heads in that month bears the same surname."""
    heads = defaultdict(list)
    for holder in holders:
        if holder.office in {"head-of-state", "head-of-government"}:
            heads[holder.code].append(holder)
    result = Agreement(Counter(), Counter(), Counter())
    for leader in leaders:
        ours = [head for code in iso_codes(leader.state) for head in heads[code]]
        _add_leader(result, leader, [h for h in ours if same_surname(leader.name, surnames_of(h))], since)
    return result


def _add_leader(result: Agreement, leader: Leader, matches: list[Holder], since: int) -> None:
    for month in range(max(leader.first, since * 12 + 1), leader.last + 1):
        result.total[leader.state] += 1
        if any(head.first_months[0] <= month <= head.last_months[1] for head in matches):
            result.agreed[leader.state] += 1
        else:
            result.missed[leader.state, leader.name] += 1


def covered_states(holders: list[Holder], leaders: list[Leader]) -> set[str]:
    """States of the other list for which we have any head."""
    ours = {holder.code for holder in holders if holder.office.startswith("head-of-")}
    return {leader.state for leader in leaders if ours.intersection(iso_codes(leader.state))}


def print_counts(holders: list[Holder]) -> None:
    """Rows and states per office."""
    print(f"{len(holders)} rows, {len({h.name for h in holders})} names, {len({h.code for h in holders})} codes")
    for office, count in sorted(Counter(h.office for h in holders).items()):
        print(f"  {office:28} {count:5} rows {len({h.code for h in holders if h.office == office}):4} codes")


def print_agreement(holders: list[Holder], leaders: list[Leader], worst: int) -> None:
    """The shares since 1945 and since 1979, the states where we agree least, and whom we miss."""
    covered = covered_states(holders, leaders)
    for since in (1945, 1979):
        found = measure_agreement(holders, leaders, since)
        print(f"since {since}: {found.share:.2%} of {sum(found.total.values())} leader-months;", end=" ")
        print(f"{found.share_within(covered):.2%} in the {len(covered)} states we hold")
        missing = Counter({state: found.total[state] - found.agreed[state] for state in found.total})
        for state, months in missing.most_common(worst):
            names = [f"{name} {n}" for (s, name), n in found.missed.most_common() if s == state][:12]
            print(f"  {state} {months}/{found.total[state]}: {', '.join(names)}")


def main() -> int:
    """Check, count, and compare where asked; 1 where the table has faults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("table", nargs="?", type=Path, default=HOLDERS)
    parser.add_argument("--against", type=Path, help="a list of leaders in REIGN's columns")
    parser.add_argument("--worst", type=int, default=15, help="how many states to list")
    options = parser.parse_args()
    holders = read_holders(options.table)
    faults = find_faults(holders)
    print_counts(holders)
    for fault in faults:
        print(fault, file=sys.stderr)
    if options.against:
        print_agreement(holders, read_leaders(options.against), options.worst)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
