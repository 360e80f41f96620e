"""The table of office holders: it holds together, names the right people, and agrees with another list of leaders."""

import importlib.util
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
REIGN = ROOT.parent / "shared/data/leaders_1945_2021.csv"


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    path = ROOT / "tools/check_holders.py"
    spec = importlib.util.spec_from_file_location("check_holders", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_holders"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def holders(checker):
    return checker.read_holders(checker.HOLDERS)


def test_nothing_is_wrong_with_the_table(checker, holders):
    assert checker.find_faults(holders) == []


def test_coverage(holders):
    def states(office):
        return {h.code for h in holders if h.office == office and ":" not in h.code}

    assert len(holders) >= 6000
    assert len(states("head-of-state") | states("head-of-government")) >= 190
    assert len(states("foreign-minister")) >= 100
    assert len({h.code for h in holders if h.office == "head"}) >= 70


def test_a_person_has_the_same_aliases_in_every_row(holders):
    aliases = {}
    for holder in holders:
        assert aliases.setdefault(holder.name, holder.aliases) == holder.aliases, holder.name


def test_a_safe_alias_belongs_to_one_person(holders):
    owners = {}
    for holder in holders:
        for alias in holder.aliases:
            if not alias.startswith("?"):
                owner = owners.setdefault(alias.casefold(), holder.name)
                assert owner == holder.name, f"{alias} is safe for both {owner} and {holder.name}"


def test_dissolved_states_have_nobody_in_office(holders):
    gone = {"SUN", "YUG", "CSK", "DDR", "VDR", "YMD", "YAR"}
    assert [h for h in holders if h.code in gone and not h.end] == []


@pytest.mark.parametrize(
    ("code", "office", "day", "name"),
    [
        ("SUN", "head-of-state", "1979-12-27", "Leonid Brezhnev"),
        ("USA", "head-of-state", "1979-12-27", "Jimmy Carter"),
        ("USA", "national-security-adviser", "1979-12-27", "Zbigniew Brzezinski"),
        ("PAK", "army-chief", "1999-10-12", "Pervez Musharraf"),
        ("PAK", "foreign-minister", "2010-06-15", "Shah Mahmood Qureshi"),
        ("IND", "head-of-government", "1998-05-11", "Atal Bihari Vajpayee"),
        ("RUS", "foreign-minister", "2014-03-18", "Sergei Lavrov"),
        ("POL", "foreign-minister", "1957-10-02", "Adam Rapacki"),
        ("ARG", "foreign-minister", "1982-04-02", "Nicanor Costa Méndez"),
        ("ARG", "foreign-minister", "1983-01-15", "Juan Aguirre Lanari"),
        ("EGY", "foreign-minister", "1967-06-05", "Mahmoud Riad"),
        ("ITA", "foreign-minister", "1957-03-25", "Gaetano Martino"),
        ("RUS", "head-of-government", "2008-08-08", "Vladimir Putin"),
        ("FRA", "head-of-government", "1987-06-01", "Jacques Chirac"),
        ("IRN", "foreign-minister", "2015-07-14", "Mohammad Javad Zarif"),
        ("CHN", "head-of-state", "2013-06-01", "Xi Jinping"),
        ("ISR", "defence-minister", "1967-06-07", "Moshe Dayan"),
        ("org:un", "head", "1961-06-01", "Dag Hammarskjöld"),
        ("org:nato", "head", "2011-06-01", "Anders Fogh Rasmussen"),
        ("grp:taliban", "head", "2001-09-11", "Mullah Mohammed Omar"),
    ],
)
def test_who_was_in_office(holders, code, office, day, name):
    there = {h.name for h in holders if (h.code, h.office) == (code, office) and h.start <= day < (h.end or "9999")}
    assert name in there


def test_foreign_ministers_of_a_state_follow_one_another(checker, holders):
    as_governments = [replace(h, office="head-of-government") for h in holders if h.office == "foreign-minister"]
    assert checker.find_overlaps(as_governments, most_days=1) == []


def test_most_foreign_ministers_since_1995_are_named(holders):
    ministers = [h for h in holders if h.office == "foreign-minister"]
    days = [f"{year}-07-01" for year in range(1995, 2026)]
    named = Counter(
        code for code, day in {(h.code, day) for h in ministers for day in days if h.start <= day < (h.end or "9999")}
    )
    assert len([code for code, count in named.items() if count >= 0.9 * len(days)]) >= 95


def test_putin_rows(holders):
    rows = [(h.office, h.start[:4]) for h in holders if h.name == "Vladimir Putin" and h.office.startswith("head-of-")]
    assert sorted(rows) == [
        ("head-of-government", "1999"),
        ("head-of-government", "2008"),
        ("head-of-state", "1999"),
        ("head-of-state", "2000"),
        ("head-of-state", "2012"),
    ]


def test_shared_surnames_are_marked(holders):
    marks = {alias for h in holders for alias in h.aliases}
    assert {"?Khan", "?Bush", "?Sharif", "?Kim", "Putin", "Lavrov", "Zelenskyy"} <= marks
    assert not {"Khan", "Bush", "Sharif", "Kim"} & marks


@pytest.mark.parametrize(
    "broken",
    [
        {"start": "2001-13"},
        {"start": "2001", "end": "1999"},
        {"office": "minister"},
        {"code": "org:un"},
        {"aliases": ("?",)},
    ],
)
def test_faults_are_found(checker, broken):
    good = {
        "code": "FRA",
        "office": "head-of-state",
        "title": "President",
        "name": "A B",
        "aliases": (),
        "start": "2000",
        "end": "",
    }
    assert checker.find_faults([checker.Holder(**good)]) == []
    assert len(checker.find_faults([checker.Holder(**(good | broken))])) == 1


def test_overlapping_governments_are_found(checker):
    one = checker.Holder("FRA", "head-of-government", "Prime Minister", "A B", (), "2000-01-01", "2001-01-01")
    two = checker.Holder("FRA", "head-of-government", "Prime Minister", "C D", (), "2000-06-01", "")
    assert len(checker.find_overlaps([one, two])) == 1
    assert checker.find_overlaps([one, checker.Holder(*[*vars(two).values()][:5], "2000-12", "")]) == []


@pytest.mark.skipif(not REIGN.exists(), reason="the other list of leaders is not here")
@pytest.mark.parametrize(("since", "floor"), [(1945, 0.969), (1979, 0.973)])
def test_agreement_with_reign(checker, holders, since, floor):
    # measured 2026-11-22: 97.94% since 1945, 98.32% since 1979; much of the rest is REIGN naming another office
    assert checker.measure_agreement(holders, checker.read_leaders(REIGN), since).share >= floor
