"""A small book of office-holders, so that these tests ask nothing of the data files of world/."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import ClassVar

from dragoman.model import When
from dragoman.world import Holder

DATA = Path(__file__).parent / "data"
OFFICES = {
    "president": "head-of-state",
    "premier": "head-of-government",
    "foreign": "foreign-minister",
    "army": "army-chief",
}
# office, code, name, first day, last day
TERMS = """
president,VEN,Nicolas Maduro,2013-04-19,
president,GUY,David Granger,2015-05-16,2020-08-02
president,FRA,Jacques Chirac,1995-05-17,2007-05-16
president,RUS,Boris Yeltsin,1991-07-10,1999-12-31
president,RUS,Vladimir Putin,1999-12-31,2008-05-07
president,RUS,Vladimir Putin,2012-05-07,
president,USA,Bill Clinton,1993-01-20,2001-01-20
president,USA,George W. Bush,2001-01-20,2009-01-20
president,USA,George H. W. Bush,1989-01-20,1993-01-20
president,EGY,Hosni Mubarak,1981-10-14,2011-02-11
premier,JPN,Junichiro Koizumi,2001-04-26,2006-09-26
premier,JPN,Shinzo Abe,2006-09-26,2007-09-26
premier,JPN,Shinzo Abe,2012-12-26,2020-09-16
premier,GBR,Tony Blair,1997-05-02,2007-06-27
premier,DEU,Angela Merkel,2005-11-22,2021-12-08
premier,IND,Manmohan Singh,2004-05-22,2014-05-26
premier,IND,Narendra Modi,2014-05-26,
foreign,TUR,Mevlut Cavusoglu,2015-11-24,2023-06-03
premier,GRC,Alexis Tsipras,2015-09-21,2019-07-08
president,KOR,Moon Jae-in,2017-05-10,2022-05-10
president,PAK,Asif Ali Zardari,2008-09-09,2013-09-08
premier,PAK,Imran Khan,2018-08-18,2022-04-10
foreign,PAK,Shah Mahmood Qureshi,2018-08-20,2022-04-10
president,USA,Donald Trump,2017-01-20,2021-01-20
president,USA,Donald Trump,2025-01-20,
foreign,RUS,Sergey Lavrov,2004-03-09,
"""


class SmallWorld:
    """Answers the one question that documents ask of who is who."""

    actors: ClassVar[dict[str, object]] = {}

    def find_names(self, text: str) -> list[object]:
        return []

    def holders(self) -> tuple[Holder, ...]:
        return tuple(_holder(*line.split(",")) for line in TERMS.strip().splitlines())


def _holder(office: str, code: str, name: str, first: str, last: str) -> Holder:
    valid = When(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    return Holder(code, OFFICES[office], office, name, (name.rsplit(" ", 1)[-1],), (), valid)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table in data/."""
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))
