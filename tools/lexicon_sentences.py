"""Plain marked sentences made from the rules of the ontology, so that a classifier meets every word that they know."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ontology import NounRule, Ontology, Pattern, VerbRule

IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        line.split()
        for line in """\
arise arose arisen;beat beat beaten;become became become;begin began begun;bend bent bent;beset beset beset
bind bound bound;bite bit bitten;blow blew blown;break broke broken;bring brought brought;build built built
burst burst burst;buy bought bought;cast cast cast;choose chose chosen;come came come;cut cut cut;deal dealt dealt
do did done;draw drew drawn;drive drove driven;eat ate eaten;fall fell fallen;feed fed fed;feel felt felt
fight fought fought;find found found;flee fled fled;fling flung flung;fly flew flown;forbid forbade forbidden
forgive forgave forgiven;forgo forwent forgone;forsake forsook forsaken;freeze froze frozen;get got got;give gave given
go went gone;grind ground ground;grow grew grown;hang hung hung;have had had;hear heard heard;hide hid hidden
hit hit hit;hold held held;keep kept kept;know knew known;lay laid laid;lead led led;leave left left;lend lent lent
let let let;lose lost lost;make made made;meet met met;overcome overcame overcome;override overrode overridden
overrun overran overrun;oversee oversaw overseen;overthrow overthrew overthrown;pay paid paid;put put put;quit quit quit
read read read;rebuild rebuilt rebuilt;rend rent rent;repay repaid repaid;resell resold resold;reset reset reset
retake retook retaken;ride rode ridden;ring rang rung;rise rose risen;run ran run;say said said;see saw seen
seek sought sought;sell sold sold;send sent sent;set set set;shake shook shaken;shed shed shed;shine shone shone
shoot shot shot;show showed shown;shrink shrank shrunk;shut shut shut;sing sang sung;sink sank sunk;sit sat sat
slay slew slain;sling slung slung;sow sowed sown;speak spoke spoken;spend spent spent;split split split
spread spread spread;spring sprang sprung;stand stood stood;steal stole stolen;stick stuck stuck;strike struck struck
string strung strung;swear swore sworn;sweep swept swept;swing swung swung;take took taken;teach taught taught
tear tore torn;tell told told;think thought thought;throw threw thrown;thrust thrust thrust;undercut undercut undercut
undergo underwent undergone;undertake undertook undertaken;underwrite underwrote underwritten;undo undid undone
unfreeze unfroze unfrozen;uphold upheld upheld;wear wore worn;win won won;withdraw withdrew withdrawn
withhold withheld withheld;wring wrung wrung;wrest wrested wrested;write wrote written""".replace("\n", ";").split(";")
    )
}
DOUBLING = frozenset(
    "admit ban bar beg blot bug cap chat chip chop clap commit compel control cram debar dam deter dim dip drag drop "
    "drum dub expel fan fit flog flag gag gas gun gut hem hop hug impel incur jab jam jet jot jut kidnap knit lag lob "
    "lop mob mop mug nab nag nod nip omit patrol pen permit pin plan plot plug pop prod prop quiz rag ram rap rebut "
    "refer rig rip rob rub sap scan scrap scrub shun sip skip slam slap slip slur snap snip snub sob spar spot spur "
    "stab stem step stir stop strap strip swap swat tag tap thin throb tip top transfer transmit trap trim trip "
    "trot vet wag whip wrap zip".split()
)
PARTIES = """the United States;France;Beijing;Moscow;the Kremlin;Iran;Tehran;Germany;the Indian government;Pakistan
South Korea;Japan;the European Union;NATO;the United Nations;the Security Council;the World Bank;Egypt;Turkey;Ankara
Israeli Prime Minister Dan Levi;President Amina Okoro;Foreign Minister Jorge Salas;Secretary of State Helen Marsh
the foreign ministry;the defence ministry;the army;police;riot police;the parliament;a Brussels court;the supreme court
Brazilian President Carlos Prado;rebels;the rebels in the north;militants;Hezbollah;the Taliban;the opposition
opposition leader Maria Duarte;protesters;students;thousands of workers;the teachers' union;human rights groups
Amnesty International;the Red Cross;the government;the military junta;the new government of Chad;Ethiopia;Eritrea
Sudan's ruling council;the Libyan government;Ukraine;Ukrainian forces;Russian troops;the White House;Washington
Venezuela;Cuba;Mexico;Canada;Prime Minister Tom Hale;the prime minister;the president;the mayor of Lima;Manila
Vietnamese officials;the Chinese embassy;North Korea;Pyongyang;Saudi Arabia;Qatar;Yemen;the Houthis;Syria;Damascus
the Kurdish fighters;an armed group;the governor;the central bank;a state company;refugees;the refugees from Mali
local journalists;an activist;two foreign nationals;the village;the city of Aden;the company;civilians;villagers
the African Union;ECOWAS;Kenya;Nigeria;Nigerian soldiers;Serbia;Kosovo;Poland;Warsaw;Hungary;Greece;Cyprus;Georgia
Armenia;Azerbaijan;Myanmar;the Myanmar military;Bangladesh;Sri Lanka;Nepal;Thailand;Cambodia;Indonesia;Australia;Fiji
Colombia;Peru;Chile;Argentina;Bolivia;Haiti;the Palestinian Authority;Hamas;Jordan;Lebanon;Iraq;Baghdad"""
TAILS = """ on Monday.; on Tuesday, officials said.; last week.;, a spokesman said.; after months of delay.
, state media reported.; in a surprise move.; for the first time in years.;, according to a statement.; this year.
, the agency said on Friday.; in 2014.; despite criticism from abroad."""
HEADS = ";;;;;;On Friday, ;Last month, ;Meanwhile, ;In March, ;Earlier this week, ;According to officials, ;Reuters - "
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
PROMISES = """agreed to;promised to;has pledged to;is ready to;is willing to;offered to;has agreed to
expressed readiness to;vowed to;said it would;is prepared to;committed itself to;said it is ready to"""
REFUSALS = """refused to;declined to;will not;has refused to;said it would not;rejected calls to;is unwilling to
ruled out a plan to;would not agree to;said it will not;has no intention to;did not"""
THREATS = """threatened to;has threatened to;warned it would;warned that it may;vowed to;said it is ready to;will"""
CALLS = (
    """urged;called on;asked;appealed to;demanded that;pressed;begged;has urged;calls on;wants;again called on;told"""
)
CHARGES = """accused;blamed;has accused;criticised;denounced;condemned"""
REACHING = frozenset("to with on upon against at from into toward towards between".split())


def past(verb: str) -> str:
    """The simple past: `lifted`."""
    return IRREGULAR[verb][0] if verb in IRREGULAR else _with_ed(verb)


def participle(verb: str) -> str:
    """The past participle: `taken`."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else _with_ed(verb)


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return (verb + verb[-1] if verb in DOUBLING else verb) + "ed"


def gerund(verb: str) -> str:
    """The gerund: `lifting`."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (
        verb + verb[-1] if verb in DOUBLING | {"cut", "hit", "put", "set", "run", "win", "get", "let"} else verb
    ) + "ing"


def third(verb: str) -> str:
    """The third person: `lifts`."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


@dataclass(frozen=True, slots=True)
class Made:
    """A sentence with its marks, its type, and the rule it was made from."""

    marked: str
    event_type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and what stands behind it; `{t}` is the place of the second party."""

    verb: str
    rest: str
    passive: bool
    """Whether the second party is the bare object, so that it can become the subject."""


class LexiconWriter:
    """Writes sentences for rules; the same seed gives the same sentences."""

    def __init__(self, ontology: Ontology, seed: int = 0) -> None:
        """Write from the rules of an ontology."""
        self._ontology = ontology
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._parties = [party for line in PARTIES.split("\n") for party in line.split(";")]

    def write(self, each: int = 1, objects: int = 2) -> list[Made]:
        """Sentences for all rules of verbs and nouns, `each` for each of up to `objects` of its objects."""
        made: list[Made] = []
        for rules in self._ontology.verbs.values():
            for rule in rules:
                for thing in self._some(sorted(rule.objects), objects) or [""]:
                    for _ in range(each):
                        made += self._from_verb(rule, thing)
        for noun_rules in self._ontology.nouns.values():
            for noun_rule in noun_rules:
                for modifier in self._some(sorted(noun_rule.words), objects) or [""]:
                    for _ in range(each):
                        made += self._from_noun(noun_rule, modifier)
        return made

    def _some(self, items: Sequence[str], count: int) -> list[str]:
        return self._chance.sample(list(items), min(count, len(items)))

    def _pick(self, lines: str) -> str:
        return self._chance.choice(lines.replace("\n", ";").split(";"))

    def _two(self) -> tuple[str, str]:
        one, other = self._chance.sample(self._parties, 2)
        return one, other

    def _from_verb(self, rule: VerbRule, thing: str) -> list[Made]:
        phrase = self._phrase(rule, thing)
        if rule.pattern in {Pattern.THIRD, Pattern.RECEIVE} or phrase is None:
            return []
        made = [self._plain(phrase, rule)]
        if rule.pattern is Pattern.DIRECT and self._chance.random() < 0.5:
            made += self._governed(phrase, rule)
        if self._chance.random() < 0.06:
            made.append(self._unrelated(phrase, rule))
        return made

    def _phrase(self, rule: VerbRule, thing: str) -> Phrase | None:
        particle = f" {rule.particle}" if rule.particle else ""
        preposition = next((p for p in rule.prepositions if p in REACHING), "")
        if not thing:
            reached = bool(preposition)
            rest = f"{particle} {preposition} {{t}}" if reached else f"{particle} {{t}}"
            return Phrase(rule.verb, rest, not reached and not particle)
        words = thing.split(" ")
        if thing.startswith("@"):
            return Phrase(rule.verb, f"{particle} {{t}}", not particle)
        if len(words) == 2 and words[1].startswith("@"):
            return Phrase(rule.verb, f"{particle} {words[0]} {{t}}", passive=False)
        if (words[0], words[-1]) in rule.phrases or words[0] == "to":
            return Phrase(rule.verb, f" {{t}}{particle} {thing}", not particle)
        return self._with_thing(rule, particle, thing, preposition)

    def _with_thing(self, rule: VerbRule, particle: str, thing: str, preposition: str) -> Phrase:
        noun = thing + "s" if self._chance.random() < 0.5 and not thing.endswith("s") else thing
        before = self._pick("its ;the ;a ;;new ;all ;some ;its ;the ")
        if preposition and self._chance.random() < 0.75:
            return Phrase(rule.verb, f"{particle} {before}{noun} {preposition} {{t}}", passive=False)
        return Phrase(rule.verb, f"{particle} {{t}}'s {noun}", passive=False)

    def _close(self, text: str, source: str, target: str) -> str:
        sentence = text.replace("{s}", f"<s>{source}</s>").replace("{t}", f"<t>{target}</t>")
        sentence = self._pick(HEADS) + sentence + self._pick(TAILS)
        return (
            sentence[:3] + sentence[3:4].upper() + sentence[4:]
            if sentence[0] == "<"
            else sentence[0].upper() + sentence[1:]
        )

    def _plain(self, phrase: Phrase, rule: VerbRule) -> Made:
        verb, rest = phrase.verb, phrase.rest
        if rule.pattern is Pattern.MUTUAL and self._chance.random() < 0.4 and "{t}" in rest:
            apart = rest.replace(" with {t}", "").replace("{t}'s", "their").replace(" {t}", "")
            apart = apart[: -len(apart.split(" ")[-1])].rstrip() if apart.split(" ")[-1] in REACHING else apart
            text = "{s} and {t} " + self._pick(f"{past(verb)};have {participle(verb)};{past(verb)}") + apart
        elif phrase.passive and self._chance.random() < 0.25:
            text = "{t} " + self._pick("was;has been;were;is being") + f" {participle(verb)} by {{s}}"
        else:
            form = self._pick(
                f"{past(verb)};{past(verb)};{past(verb)};has {participle(verb)};have {participle(verb)};{third(verb)}"
                f";is {gerund(verb)};had {participle(verb)}"
                f";said it had {participle(verb)};says it has {participle(verb)}"
                f";said on Sunday that it {past(verb)};began {gerund(verb)};decided to {verb}"
            )
            text = "{s} " + form + rest
        return Made(self._close(text, *self._two()), rule.event_type, rule.key)

    def _governed(self, phrase: Phrase, rule: VerbRule) -> list[Made]:
        """The act as what somebody promises, refuses, threatens, demands or is accused of."""
        kind, verb, rest = rule.event_type, phrase.verb, phrase.rest
        roll = self._chance.random()
        third_party = rest.replace("{t}", self._chance.choice(self._parties))
        if roll < 0.3 and kind not in {"ACCUSE", "THREATEN", "REJECT"}:
            asked = "should " if (call := self._pick(CALLS)) == "demanded that" else "to "
            return [
                Made(self._close(f"{{s}} {call} {{t}} {asked}{verb}{third_party}", *self._two()), "REQUEST", rule.key)
            ]
        if kind in COOPERATIVE:
            cue, becomes = (PROMISES, "AGREE") if roll < 0.65 else (REFUSALS, "REJECT")
            if becomes == "AGREE" and kind != "CONSULT":
                cue += ";will;will;plans to;is to"
            return [Made(self._close(f"{{s}} {self._pick(cue)} {verb}{rest}", *self._two()), becomes, rule.key)]
        if kind in HOSTILE and roll < 0.75:
            return [Made(self._close(f"{{s}} {self._pick(THREATS)} {verb}{rest}", *self._two()), "THREATEN", rule.key)]
        if kind in HOSTILE:
            charge = self._pick(CHARGES)
            link = "for" if charge in {"blamed", "criticised", "denounced", "condemned"} else "of"
            text = f"{{s}} {charge} {{t}} {link} {gerund(verb)}{third_party}"
            return [Made(self._close(text, *self._two()), "ACCUSE", rule.key)]
        return []

    def _unrelated(self, phrase: Phrase, rule: VerbRule) -> Made:
        """The same act, but done to or by somebody who is not marked."""
        other = phrase.rest.replace("{t}", self._chance.choice(self._parties))
        act, somebody = f"{past(phrase.verb)}{other}", self._chance.choice(self._parties)
        text = self._pick(
            f"{{s}} {act} while {{t}} looked on;{{t}} said that {somebody} {act}, and {{s}} made no comment"
            f";{somebody} {act}, but {{s}} and {{t}} were not there"
        )
        return Made(self._close(text, *self._two()), "NONE", rule.key)

    def _from_noun(self, rule: NounRule, modifier: str) -> list[Made]:
        noun = f"{modifier} {rule.noun}".strip()
        held = noun + "s" if self._chance.random() < 0.4 and not noun.endswith("s") else noun
        preposition = next(iter(rule.recipient_prepositions), "with")
        if rule.pattern is Pattern.MUTUAL:
            text = self._pick(
                f"{{s}} held {held} with {{t}};{{s}} and {{t}} held {held};the {held} between {{s}} and {{t}} went on"
                f";{{s}} has a {noun} with {{t}}"
            )
        else:
            text = self._pick(
                f"{{s}}'s {held} {preposition} {{t}} went on;the {held} by {{s}} {preposition} {{t}} made headlines"
                f";{{s}} carried out a {noun} {preposition} {{t}};{{s}} made a {noun} {preposition} {{t}}"
                f";a {noun} from {{s}} {preposition} {{t}} came;{{s}} launched a {noun} {preposition} {{t}}"
            )
        made = [Made(self._close(text, *self._two()), rule.event_type, rule.key)]
        return made + self._ended(rule, noun, preposition)

    def _ended(self, rule: NounRule, noun: str, preposition: str) -> list[Made]:
        if rule.end_event_type is None or self._chance.random() < 0.5:
            return []
        verb = self._pick("ended;suspended;lifted;halted;called off;has ended;stopped;cancelled")
        text = f"{{s}} {verb} its {noun} {preposition} {{t}}"
        return [Made(self._close(text, *self._two()), rule.end_event_type, rule.key)]
