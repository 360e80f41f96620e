"""The shapes of dates in prose, and who resolves each."""

# ruff: noqa: E501, ISC004 - a shape reads best on one line

from __future__ import annotations

import re

from dragoman.passages.anchors import Resolver
from dragoman.passages.calendar_words import build_pattern
from dragoman.passages.narrative import (
    context_month,
    context_season,
    context_unit,
    context_weekday,
    day_alone,
    hanging,
    later,
)
from dragoman.passages.relative import (
    ago,
    ahead,
    day_of_year,
    half_ago,
    month_alone,
    month_of_year,
    near_day,
    overnight,
    season_alone,
    season_near,
    stretch,
    unit_near,
    vaguely_ago,
    weekday_near,
    year_end,
)
from dragoman.passages.stated import (
    century,
    decade,
    full_date,
    iso_date,
    month_and_year,
    quarter,
    season_and_year,
    turn_of_century,
    year_alone,
    year_range,
)

COUNTED = (
    r"(?!\d|[,.]\d|%|-?\s?(?:(?:(?!(?:its|his|her|their|our|the|some|both|all|these|those|when|as|and|that|with|by)\b)[a-z-]+\s)?(?:troops|soldiers|people|men|women|personnel|civilians|fighters|refugees|workers|"
    r"prisoners|protesters|migrants|families|homes|houses|tanks|missiles|aircraft|warheads|jobs|companies|firms)|"
    r"km|kilomet|miles|tons|tonnes|dollars|million|billion|trillion|barrels|metres|meters|feet|acres|hectares|MW|megawatt|"
    r"kilos|kilograms|pounds|euros|rupees|roubles|rubles|yuan|GMT|hours|hrs|local time|UTC|o['’]clock|rpm|words|pages)\b|s\b|[A-Za-z])"
)
"""Not behind a year: what makes it a number of something."""
NUMBERED = (
    r"(?<![\d$€£¥.,/#:-])(?<![A-Z]-)(?<!Resolution )(?<!resolution )(?<!Resolutions )(?<!Flight )(?<!flight )(?<!No )(?<!No\. )(?<!Mirage )"
    r"(?<!Vision )(?<!Agenda )(?<!Article )(?<!Law )(?<!law )(?<!Decree )(?<!decree )(?<!Room )(?<!Highway )(?<!Windows )"
    r"(?<!Boeing )(?<!about )(?<!some )(?<!nearly )(?<!almost )(?<!roughly )(?<!than )(?<!page )(?<!Convention )(?<!at )"
)
"""Not before a year: what makes it a number of something."""
NOT_NAMED = r"(?!\s+(?:[A-Z][a-z]+\s+)?(?:Movement|movement|Alliance|alliance|Brigades?|Group|Coalition|group|coalition|Party|Revolution))"
"""Not behind a day: a movement called after it."""
WHICH = r"(?P<which>(?i:last|next|this))"
CONTEXT = (
    r"(?P<which>(?i:that(?: same)?|the same|the very same|the following|the next|the previous|the preceding|following))"
)
AFTER_MONTH = r"\b(?!\s+\d|['’]s|\s+(?:on\s+Rome|\d|[A-Z][a-z]+\s(?:said|told)))"

TEMPLATES: tuple[tuple[str, Resolver], ...] = (
    (r"\b[YEAR]-(?P<mm>0[1-9]|1[0-2])-(?P<dd>[0-2]\d|3[01])\b", iso_date),
    (
        r"\b(?:[WEEKDAY],?\s+)?(?:the\s+)?[DAY](?:[DASH][DAY])?\s+(?:of\s+)?[MONTH],?\s+[YEAR]\b",
        full_date,
    ),
    (r"\b(?:from\s+)?[DAY]\s+[MONTH][DASH][DAY]\s+[MONTH],?\s+[YEAR]\b", full_date),
    (r"\b(?:[WEEKDAY],?\s+)?[MONTH]\s+[DAY](?:[DASH](?:[MONTH]\s+)?[DAY])?(?:,\s*|\s+)[YEAR]\b", full_date),
    (
        r"\b(?:[WEEKDAY],?\s+)?(?:the\s+)?[DAY](?:[DASH][DAY])?\s+(?:of\s+)?[MONTH]\b(?!,?\s+\d{4}|,?\s+(?:this|last|next)\s+year)"
        + NOT_NAMED,
        full_date,
    ),
    (
        r"\b(?:[WEEKDAY],?\s+)?[MONTH]\s+[DAY]\b(?:[DASH](?:[MONTH]\s+)?[DAY]\b(?!\s+[MONTH]))?"
        r"(?!,?\s+\d{4}|\d|:|,\d|\.\d|\s*%|,?\s+(?:this|last|next)\s+year)" + NOT_NAMED,
        full_date,
    ),
    (r"\b[DAY]\s+[MONTH],?\s+" + WHICH + r"\s+year\b", day_of_year),
    (r"\b[MONTH]\s+[DAY],?\s+" + WHICH + r"\s+year\b", day_of_year),
    (r"\b(?:[PART][-\s]+)?[MONTH],?\s+(?:of\s+)?[YEAR]\b", month_and_year),
    (r"\b(?:(?i:between|from)\s+)?[MONTH](?:\s+[YEAR])?[DASH][MONTH],?\s+[YEAR]\b", month_and_year),
    (r"\b[MONTH],?\s+(?:of\s+)?(?P<which>(?i:this|last|next))\s+year\b", month_of_year),
    (r"\b[MONTH],?\s+(?:of\s+)?(?P<which>(?i:that|the same|the following|the previous|the next))\s+(?P<year>year)\b", context_month),
    (r"\b" + WHICH + r"\s+[MONTH]" + AFTER_MONTH, month_alone),
    (r"\b" + CONTEXT + r"\s+[MONTH]" + AFTER_MONTH, context_month),
    (
        r"\b(?:(?i:in|since|by|until|till|during|from|for|of|before|after|through|every|to)\s+)(?:(?i:[PART])[-\s]+)?[MONTH]"
        + AFTER_MONTH,
        month_alone,
    ),
    (r"\b[PART][-\s]+[MONTH]" + AFTER_MONTH, month_alone),
    (NUMBERED + r"\b[YEAR]\b" + COUNTED, year_alone),
    (r"\b[PART][-\s]*[YEAR]\b" + COUNTED, year_alone),
    (
        r"(?<![\d$€£.,/#-])\b(?:(?i:between|from)\s+)?[YEAR][DASH](?P<last>(?:1[5-9]|20)\d\d|\d\d)\b(?![-,.]?\d|%)(?!\s+(?:[DAY]\s+)?[MONTH])",
        year_range,
    ),
    (r"(?<![\d$€£.,/#-])\b[YEAR]/(?P<last>\d\d)\b(?!/|\d)", year_range),
    (r"\b(?:(?i:the)\s+)?(?P<quarter>(?i:first|second|third|fourth))\s+quarter\s+of\s+[YEAR]\b", quarter),
    (r"\bQ(?P<quarter>[1-4])\s+(?:of\s+)?[YEAR]\b", quarter),
    (r"\b(?:[PART]\s+)?(?:(?i:the)\s+)?[YEAR]['’]?s\b", decade),
    (r"\b(?:(?i:the)\s+)?[PART][-\s]+[YEAR]['’]?s\b", decade),
    (
        r"\b(?:[PART]\s+)?(?i:the)\s+(?P<word>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        decade,
    ),
    (
        r"\b(?i:the)\s+[PART][-\s]+(?P<word>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        decade,
    ),
    (r"\b(?i:the)\s+['’‘](?P<tens>[2-9]0)s\b", decade),
    (
        r"\b(?:[PART][-\s]+)?(?P<ordinal>1[5-9]|20|21|(?i:sixteenth|seventeenth|eighteenth|nineteenth|twentieth))(?:th|st)?[\s-]century\b",
        century,
    ),
    (r"\b(?i:the turn of the (?:century|millennium))\b", turn_of_century),
    (r"\b(?:(?i:the)\s+)?[SEASON]\s+(?:of\s+)?[YEAR](?:[-–/]\d\d(?:\d\d)?)?\b", season_and_year),
    (r"\b" + WHICH + r"\s+[SEASON]\b", season_near),
    (r"\b(?i:in|during|since|throughout|by|until)\s+(?i:the|early|late)\s+[SEASON]\b(?!\s+(?:of|session|offensive))", season_alone),
    (r"\b(?i:overnight)\b", overnight),
    (r"\b" + CONTEXT + r"\s+[SEASON]\b", context_season),
    (
        r"\b(?P<word>(?i:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|"
        r"this (?=(?:morning|afternoon|evening)\b)|last(?=\s+(?:night|evening)\b)))(?:\s*(?:morning|afternoon|evening|night))?\b(?!['’]s\s)",
        near_day,
    ),
    (
        r"(?<!Good )(?<!Black )(?<!Bloody )(?<!Super )(?<!Man )\b(?:(?P<which>(?i:last|next|this coming|this past|this))\s+)?[WEEKDAY]\b"
        r"(?!\s+(?:Times|Telegraph|Mail|Mirror|Post|prayers|Agreement|agreement|Night|Club))",
        weekday_near,
    ),
    (r"\b[WEEKDAY]\s+(?P<which>(?i:last|next|this))\s+(?P<week>week)\b", weekday_near),
    (r"\b" + CONTEXT + r"\s+[WEEKDAY]\b", context_weekday),
    (r"\b[ABOUT](?:a\s+)?[NUMBER]\s+(?:of\s+|and\s+a\s+half\s+|or so\s+|more\s+)?[UNIT]\s+ago\b", ago),
    (r"\b(?P<share>(?i:half[ -]a|a quarter(?: of a|-))) ?(?:a\s+)?(?P<unit>year|decade|century)\s+ago\b", half_ago),
    (r"\b(?<!two )(?P<unit>(?i:day|week|month|year|decade))s\s+ago\b", vaguely_ago),
    (r"\b[ABOUT][NUMBER]\s+[UNIT]\s+(?P<way>(?i:later|earlier|before that|after that|afterwards))\b", later),
    (r"\b[ABOUT][NUMBER]\s+[UNIT]\s+(?P<way>before)(?=[.,;:]|$)", later),
    (r"\b(?:[ABOUT][NUMBER]|(?i:the|hours|minutes))\s+(?:(?i:hour|day|night|week|fortnight|month|year|decade)s?\s+)?(?i:after|before)\b(?=\s+[\w“\"])", hanging),
    (
        r"\b(?:(?i:at|by)\s+)?(?:[PART]\s+)?" + CONTEXT + r"\s+(?P<unit>(?i:day|night|evening|morning|afternoon|week|weekend|month|year|decade))\b",
        context_unit,
    ),
    (r"\b(?i:the)\s+(?P<unit>day|night|week|month|year)\s+(?P<which>before|after)(?=[.,;:]|$|\s+(?:and|that)\b)", context_unit),
    (
        r"\b(?:(?:(?i:at|by)\s+)?(?P<part>(?i:earlier|later|early|late|mid|(?:the\s+)?(?:end|beginning|start|middle)\s+of|early in|late in))[-\s]+)?"
        r"(?P<which>(?i:this|last|next|current|the current|coming|the coming))\s+(?P<unit>(?i:week|weekend|month|year|decade|century))\b",
        unit_near,
    ),
    (
        r"\b(?i:by|at|before|until|towards)\s+(?P<part>(?i:(?:the\s+)?(?:end|beginning|start|middle)\s+of))\s+(?P<which>the)\s+"
        r"(?P<unit>week|month|year|decade|century)\b",
        unit_near,
    ),
    (r"\b(?i:at|over)\s+(?P<which>the)\s+(?P<unit>weekend)\b", unit_near),
    (r"\b(?i:by|at|before)\s+year-end\b", year_end),
    (
        r"\b(?i:in|over|during|throughout|for|within|through)\s+(?:the\s+)?(?P<which>(?i:last|past|recent|next|coming))\s+"
        r"(?:[NUMBER]\s+(?:or so\s+)?|few\s+|couple of\s+)?[UNIT]\b",
        stretch,
    ),
    (r"\b(?i:the)\s+(?P<which>(?i:last|past|next|coming))\s+(?:[NUMBER]|few|couple of)\s+(?:or so\s+)?[UNIT]\b", stretch),
    (r"\b(?P<lead>(?i:in|within))\s+(?:about\s+|the next\s+)?[NUMBER]\s+(?P<unit>(?i:day|week|fortnight|month|year|decade))s?(?P<time>['’]\s+time)?\b", ahead),
    (r"\b(?i:on|by|until|since|of|from|before)\s+the\s+(?P<day1>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?=[.,;:]|$|\s+(?:and|the|by|of the month|with|a|to|in|at|when|he|she|it|they|that)\b)", day_alone),
)  # fmt: skip

PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple((build_pattern(t), r) for t, r in TEMPLATES)
MAY_HOLD = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]+day|today|tonight|"
    r"yesterday|tomorrow|morning|afternoon|evening|night|days?|weeks?|weekend|fortnight|months?|years?|decades?|century|centuries|"
    r"spring|summer|autumn|fall|winter|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|millennium|hours|"
    r"year-end|minutes|overnight)\b",
    re.IGNORECASE,
)
"""A cheap test of whether a sentence can hold a date."""
