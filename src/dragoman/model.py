"""The types that all stages share: what is read, what is coded, what is concluded. Read this first.

Every type is frozen. Offsets are code points. A span points into the raw text of a document, a token or a mention
into the clean text of its passage; the passage's alignment leads from one to the other.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class Precision(StrEnum):
    """How narrow a date is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    OPEN = "open"


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"
    RELATIVE = "relative"
    METADATA = "metadata"
    URL = "url"
    BYLINE = "byline"
    DATELINE = "dateline"
    MASTHEAD = "masthead"
    FILE_NAME = "file-name"
    RETRIEVED = "retrieved"
    OFFICE_HOLDER = "office-holder"
    LATEST_MENTION = "latest-mention"
    COMMENT = "comment"
    COMBINED = "combined"
    CONTEXT = "context"
    PUBLICATION = "publication"
    UNKNOWN = "unknown"


class RegionKind(StrEnum):
    """What part of a page a stretch of raw text belongs to."""

    BODY = "body"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    MASTHEAD = "masthead"
    CAPTION = "caption"
    PULL_QUOTE = "pull-quote"
    BLOCK_QUOTE = "block-quote"
    COMMENT = "comment"
    RELATED = "related"
    NAVIGATION = "navigation"
    SHARE = "share"
    LEGAL = "legal"
    DUPLICATE = "duplicate"
    MARKUP = "markup"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    COMPANY = "company"
    AGENCY = "agency"
    OFFICE = "office"
    PERSON = "person"
    PLACE = "place"


class Auxiliary(StrEnum):
    """Whether the act took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    OFFERED = "offered"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Status(StrEnum):
    """What the articles together say became of a happening."""

    PLANNED = "planned"
    OFFERED = "offered"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HAPPENED = "happened"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    ALLEGED = "alleged"


class Quad(StrEnum):
    """PLOVER's four classes; the code is GDELT's QuadClass as text."""

    VERBAL_COOPERATION = "1"
    MATERIAL_COOPERATION = "2"
    VERBAL_CONFLICT = "3"
    MATERIAL_CONFLICT = "4"


class When(msgspec.Struct, frozen=True, gc=False):
    """A date with its doubt: the true day lies in [earliest, latest]; a missing end is unknown."""

    earliest: date | None = None
    """First day on which it may have been."""
    latest: date | None = None
    """Last day on which it may have been."""
    precision: Precision = Precision.OPEN
    """How narrow the expression is."""
    basis: Basis = Basis.UNKNOWN
    """What the interval rests on."""
    expression: str = ""
    """The words it was read from."""

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None


class Span(msgspec.Struct, frozen=True, gc=False):
    """Where it is written."""

    document: str
    """Id of the document."""
    start: int
    """First code point in the document's raw text."""
    end: int
    """One past the last code point."""
    quote: str
    """The words as read (the clean text of the span)."""


class Segment(msgspec.Struct, frozen=True, gc=False):
    """A run of clean text and the raw text it came from; of equal length where nothing was changed."""

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int


class Region(msgspec.Struct, frozen=True, gc=False):
    """A stretch of raw text of one kind."""

    kind: RegionKind
    start: int
    """First code point in the raw text."""
    end: int
    """One past the last code point."""


class Clue(msgspec.Struct, frozen=True, gc=False):
    """One thing that bears on the day a document was published, and what became of it."""

    basis: Basis
    earliest: date | None
    """First day of publication that it allows or states."""
    latest: date | None
    verdict: str
    """taken: it is the date; bound: it narrowed it; agrees: the date fits it; refused: the date goes against it."""
    reason: str
    """Why, for a person to read; empty where the verdict says all."""
    words: str = ""
    """The words it was read from."""
    start: int | None = None
    """First code point of the words in the raw text; None where they stand elsewhere (the address, the file's name)."""
    end: int | None = None


class Ground(msgspec.Struct, frozen=True, gc=False):
    """What a field of a document rests on."""

    field: str
    """outlet, title, authors, url or language."""
    basis: str
    """input (a column, a mail's head), metadata, headline, byline, masthead, legal, address, file-name, text."""
    words: str = ""
    """The words it was read from, shortened."""


class Document(msgspec.Struct, frozen=True, gc=False):
    """One text from one source."""

    id: str
    """Hash of the raw text, address, outlet and publication interval."""
    source: str
    """Where it was read from: a file, and for a feed the line (`feed.jsonl#3`)."""
    raw: str
    """The text as it came, decoded."""
    text: str
    """The clean text: what is read for events."""
    alignment: tuple[Segment, ...]
    """From `text` to `raw`, in order, without overlap."""
    regions: tuple[Region, ...]
    """What each part of `raw` is, in order."""
    published: When
    """When it was published, never silently the day of reading."""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "und"
    """ISO 639-1 code; `und` when unknown."""
    retrieved: date | None = None
    """When it was fetched, where the input says so."""
    copy_of: str | None = None
    """Id of the document that this one copies, exactly or nearly."""
    cleaner: str = ""
    """Name and version of what cleaned it."""
    entry: str = ""
    """Hash of the input as found, with what came with it: an entry that a store holds need not be read again."""
    dating: tuple[Clue, ...] = ()
    """All that bears on `published`, the weightiest first."""
    grounds: tuple[Ground, ...] = ()
    """What outlet, title, authors, address and language rest on."""


class Copy(msgspec.Struct, frozen=True, gc=False):
    """One document copies another."""

    document: str
    copy_of: str
    """Id of the document taken for the original: the one published first."""
    similarity: float
    """Share of the content words of both that stand in like sentences, 0 to 1; 1 for the same words."""


class Reuse(msgspec.Struct, frozen=True, gc=False):
    """A passage of one document that another had before it, word for word or with words changed."""

    id: str
    document: str
    start: int
    """First code point in the raw text of the document."""
    end: int
    taken_from: str
    """Id of the document that had it first."""
    from_start: int
    from_end: int
    similarity: float
    """Share of the words that the two passages have in common, in order, 0 to 1."""


class Actor(msgspec.Struct, frozen=True, gc=False):
    """A state, body, group, person or office that world/ knows."""

    id: str
    """ISO 3166-1 alpha-3 for states (SUN ... for those that ended); `org:`, `grp:`, `com:` and a name for others."""
    kind: ActorKind
    name: str
    """Usual English name."""
    state: str | None
    """Code of the state it belongs to or acts for; its own for a state."""
    sector: str
    """PLOVER sector."""
    valid: When
    """When it existed, or held the office."""
    wikidata_id: str | None = None


class Participant(msgspec.Struct, frozen=True, gc=False):
    """An actor as named in a passage."""

    code: str
    """Who takes part, for dyads: an ISO 3166-1 alpha-3 code, or `org:`, `grp:`, `com:` and a name."""
    name: str
    """The usual name of the actor named (a state, a minister, an agency)."""
    kind: ActorKind
    """What was named."""
    sector: str
    """PLOVER sector: GOV, MIL, SPY, LEG, JUD, IGO, REB, BUS ..."""
    text: str
    """The words of the passage."""
    start: int
    """First code point in the passage's text."""
    end: int
    """One past the last code point."""
    basis: str = "name"
    """How it was resolved: name, demonym, metonym, office, holder, pronoun, description."""


class TimeMention(msgspec.Struct, frozen=True, gc=False):
    """A date in prose, resolved."""

    start: int
    end: int
    when: When


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a parsed sentence."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    """Index of the head in the passage's tokens; its own index for a root."""
    start: int
    """First code point in the passage's text."""
    end: int


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A sentence of a document, with who and when it names."""

    id: str
    document: str
    index: int
    """Place in the document, from 0."""
    start: int
    """First code point in the document's raw text."""
    end: int
    """One past the last code point in the raw text."""
    text: str
    """The clean sentence."""
    region: RegionKind
    alignment: tuple[Segment, ...]
    """From `text` to the document's raw text."""
    published: When
    """When the document was published."""
    known_at: date | None
    """When a reader could first know: the latest day of publication."""
    participants: tuple[Participant, ...] = ()
    times: tuple[TimeMention, ...] = ()
    tokens: tuple[Token, ...] = ()
    """The parse; empty where no actor is named."""
    quoted: tuple[tuple[int, int], ...] = ()
    """Stretches of the text inside quotation marks."""
    speaker: tuple[str, ...] = ()
    """Who says the whole passage, outermost first, where it is another than the author."""
    context: When = When()
    """The time that the narrative stands at, from the sentences before."""
    pair: tuple[Participant, ...] = ()
    """The two or few actors whom the text is about at this place; empty when unclear."""


class Magnitude(msgspec.Struct, frozen=True, gc=False):
    """How much: a number with its unit and what it measures."""

    value: float
    unit: str
    """USD, EUR ... for money; people, troops, km, percent ..."""
    of: str
    """What is measured, in the words of the text."""
    text: str
    start: int
    end: int


class Event(msgspec.Struct, frozen=True, gc=False):
    """An event mention: one coder's reading of one passage."""

    id: str
    document: str
    passage: str
    event_type: str
    """PLOVER type, e.g. CONSULT."""
    mode: str | None
    contexts: tuple[str, ...]
    quad_code: Quad
    intensity: float
    """PLOVER conflict-cooperation score, -10 to 10."""
    actors: tuple[Participant, ...]
    """Who does; in a mutual event, all."""
    recipients: tuple[Participant, ...]
    """Who receives; empty in a mutual event."""
    when: When
    auxiliary: Auxiliary
    historical: bool
    """Told as background, not as the article's news."""
    said_by: tuple[str, ...]
    """Chain of speakers, outermost first; empty when the author says it."""
    alleged: bool
    """Reported as an allegation."""
    predicate: Span
    """The words that carry the type."""
    cue: str
    """The words that carry the auxiliary; empty for a plain past tense."""
    cite: Span
    """The sentence."""
    rule: str
    """The entry of the lexicon that gave the type."""
    confidence: float
    """From 0 to 1."""
    coder: str
    coder_version: str
    known_at: date | None
    place: str | None = None
    against: str | None = None
    """Code of a third party at whose cost the act is."""
    magnitude: Magnitude | None = None


class Version(msgspec.Struct, frozen=True, gc=False):
    """One side of a dispute."""

    value: str
    said_by: tuple[str, ...]
    """Outlets or speakers who hold it."""
    events: tuple[str, ...]
    """Ids of the event mentions that say so."""


class Dispute(msgspec.Struct, frozen=True, gc=False):
    """Where accounts of one happening differ."""

    field: str
    """date, number, whether."""
    versions: tuple[Version, ...]


class Happening(msgspec.Struct, frozen=True, gc=False):
    """What several event mentions report."""

    id: str
    when: When
    event_type: str
    mode: str | None
    quad_code: Quad
    intensity: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    magnitude: Magnitude | None
    status: Status
    historical: bool
    events: tuple[str, ...]
    """Ids of the event mentions, the clearest first."""
    sources: int
    """How many documents report it, copies included."""
    independent_sources: int
    """How many origins report it: a copy counts with its original, a passage taken over with where it came from."""
    disputes: tuple[Dispute, ...]
    first_known: date | None
    last_known: date | None


class Relation(msgspec.Struct, frozen=True, gc=False):
    """A dyad in a period."""

    id: str
    a: str
    """Code of the first party, in alphabetical order."""
    b: str
    period: str
    """A year, `2014`, or `undated`."""
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    tone: float
    """Mean intensity of the happenings, -10 to 10."""
    low: float
    """Lower end of a 90 % interval for the tone."""
    high: float
    happenings: tuple[str, ...]
    not_counted: int
    """Happenings planned, offered, possible, alleged or denied, and mutual ones of a crowd: shown, never counted."""


class Issue(msgspec.Struct, frozen=True, gc=False):
    """Something for a person to mend."""

    id: str
    kind: str
    """A short name: empty-file, binary-file, wrong-encoding, not-permitted, too-large, malformed-json ..."""
    record: str
    """The file, document or passage."""
    place: str
    """Where in it: a line, an offset; may be empty."""
    value: str
    """The offending value, shortened."""
    advice: str
    """What to do."""
    severity: str = "error"
    """error: the record was not read; warning: read, with doubt."""


class Source(msgspec.Struct, frozen=True, gc=False):
    """A file that was read, and what came of it."""

    path: str
    """Absolute, with forward slashes."""
    sha256: str
    """Of the bytes."""
    size: int
    documents: tuple[str, ...]
    issues: tuple[str, ...]
    reader: str
    """Name and version of the chain that read it."""
