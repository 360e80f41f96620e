"""resolve, successor, holders and a user's own files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import LookupFailed, WorldError
from dragoman.model import ActorKind
from dragoman.world import World, load_world
from dragoman.world.tables import COLUMNS

HOLDERS = """XXA,head-of-state,President,Ann First,First,2000-05-07,2008-05-07
XXA,head-of-state,President,Ben Second,?Second,2008-05-07,2012-05
XXA,head-of-state,President,Ann First,First,2012-05,
XXA,army-chief,General,Cem Third,,2001,2002
"""
STATE = "XXA,Xandria,Republic of Xandria,Xandr Land,Xandrian,,Xandrians,Xandr City,Old Palace,1950,,,,,,Nowhere\n"


def write(folder: Path, file: str, rows: str) -> Path:
    (folder / file).write_text(",".join(COLUMNS[file]) + "\n" + rows, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = write(tmp_path_factory.mktemp("mine"), "states.csv", STATE)
    return load_world(write(folder, "holders.csv", HOLDERS))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pakistan", "PAK"),
        ("PAK", "PAK"),
        ("the U.S.", "USA"),
        ("burma", "MMR"),
        ("Soviet", "SUN"),
        ("cote d'ivoire", "CIV"),
        ("nato", "org:nato"),
        ("org:nato", "org:nato"),
        ("the taliban", "grp:taliban"),
        ("Gazprom", "com:gazprom"),
        ("kyiv", "UKR"),
        ("xandrian", "XXA"),
        ("Ann First", "XXA"),
    ],
)
def test_resolve(world: World, text: str, code: str) -> None:
    assert world.resolve(text) == code


def test_an_unknown_name_is_met_with_suggestions(world: World) -> None:
    with pytest.raises(LookupFailed, match=r"PAK"):
        world.resolve("Pakistn")


def test_name(world: World) -> None:
    assert world.name("RUS") == "Russia"
    assert world.name("org:un") == "United Nations"
    assert world.name("ZZZ") == "ZZZ"


@pytest.mark.parametrize(
    ("code", "on", "then"),
    [
        ("RUS", date(1979, 12, 25), "SUN"),
        ("RUS", date(1991, 12, 25), "SUN"),
        ("RUS", date(1991, 12, 26), "RUS"),
        ("SUN", date(2000, 1, 1), "RUS"),
        ("CZE", date(1980, 1, 1), "CSK"),
        ("SVK", date(1980, 1, 1), "CSK"),
        ("CSK", date(2000, 1, 1), "CZE"),
        ("YUG", date(2010, 1, 1), "SRB"),
        ("SRB", date(1995, 1, 1), "YUG"),
        ("DDR", date(1995, 1, 1), "DEU"),
        ("VDR", date(1995, 1, 1), "VNM"),
        ("USA", date(1900, 1, 1), "USA"),
        ("org:un", date(1900, 1, 1), "org:un"),
        ("UKR", date(1980, 1, 1), "UKR"),
    ],
)
def test_successor(world: World, code: str, on: date, then: str) -> None:
    assert world.successor(code, on) == then


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2001, 1, 1), "Ann First"),
        (date(2008, 5, 7), "Ben Second"),
        (date(2010, 1, 1), "Ben Second"),
        (date(2012, 5, 15), None),
        (date(2030, 1, 1), "Ann First"),
        (date(1999, 1, 1), None),
    ],
)
def test_holder_at(world: World, on: date, name: str | None) -> None:
    holder = world.holder_at("XXA", "head-of-state", on)
    assert (holder.name if holder else None) == name


def test_terms_and_holders(world: World) -> None:
    assert [term.valid.earliest for term in world.terms("ann first")] == [date(2000, 5, 7), date(2012, 5, 1)]
    assert len(world.holders("XXA")) == 4
    assert [holder.name for holder in world.holders("XXA", "army-chief")] == ["Cem Third"]


def test_holders_are_found_in_text(world: World) -> None:
    first, second, third = world.find_names("First met Ben Second; Second left Xandrian soil"[:36])
    assert (first.entries[0].kind, first.entries[0].basis, first.entries[0].ambiguous) == (
        ActorKind.PERSON,
        "surname",
        False,
    )
    assert (second.text, second.entries[0].basis) == ("Ben Second", "holder")
    assert third.entries[0].ambiguous
    assert first.entries[0].valid.latest is None
    assert world.find_names("Cem Third")[0].entries[0].sector == "MIL"


@pytest.mark.parametrize(
    ("file", "rows", "complaint"),
    [
        ("states.csv", STATE.replace("1950", "19x0"), r"states\.csv, line 2: '19x0'"),
        ("states.csv", STATE.replace("XXA", "Xa"), "'Xa'"),
        ("states.csv", STATE.replace("Xandrians", "a;;b"), "empty item"),
        ("states.csv", STATE + STATE, "line 3: 'XXA': this row stands twice"),
        ("states.csv", STATE.replace("Nowhere", "Nowhere,more"), "16 columns"),
        ("states.csv", STATE.replace("1950,,", "1950,,QQQ"), "'QQQ': no actor"),
        ("metonyms.csv", "Old Fort,USA,XYZ,Fort,agency\n", "unknown sector"),
        ("metonyms.csv", "Old Fort,USA,MIL,Fort,thing\n", "unknown kind"),
        ("holders.csv", "USA,boss,Boss,A B,,2000,2001\n", "unknown office"),
        ("holders.csv", "USA,other,Boss,A B,,2001,2000\n", "end lies before"),
        ("places.csv", "Atlantis,QQQ\n", "'QQQ'"),
    ],
)
def test_a_malformed_row_names_file_line_and_value(tmp_path: Path, file: str, rows: str, complaint: str) -> None:
    with pytest.raises(WorldError, match=complaint):
        load_world(write(tmp_path, file, rows))


def test_unknown_files_headers_and_folders_are_errors(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="not a folder"):
        load_world(tmp_path / "absent")
    (tmp_path / "places.csv").write_text("name,code\nA,USA\n", encoding="utf-8")
    with pytest.raises(WorldError, match="header"):
        load_world(tmp_path)
    (tmp_path / "places.csv").unlink()
    (tmp_path / "cities.csv").write_text("text,code\n", encoding="utf-8")
    with pytest.raises(WorldError, match=r"cities\.csv: unknown file"):
        load_world(tmp_path)


def test_a_users_row_replaces_ours(tmp_path: Path) -> None:
    mine = load_world(write(tmp_path, "companies.csv", "com:gazprom,Gazprom Holding,,RUS,BUS,\n"))
    assert mine.name("com:gazprom") == "Gazprom Holding"
    assert mine.name("com:rosneft") == "Rosneft"
