"""A sentence with whom it names so far: what each of its phrases stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.model import ActorKind, Participant
from dragoman.passages.grammar import SUBJECT, Grammar
from dragoman.passages.memory import PERSONS, Past, Referent, distinct
from dragoman.passages.vocabulary import Sort, Vocabulary

OWNING = ("of",)


@dataclass(slots=True)
class Scene:
    """A parsed sentence and its participants; those resolved are added as they are found."""

    grammar: Grammar
    vocabulary: Vocabulary
    participants: list[Participant]
    at: dict[int, list[Participant]] = field(default_factory=dict)
    """Participants by token."""

    def __post_init__(self) -> None:
        """Lay the names over the tokens."""
        for participant in self.participants:
            self._place(participant)

    def add(self, found: list[Participant]) -> None:
        """Take in whom a reference stands for."""
        self.participants += found
        for participant in found:
            self._place(participant)

    def _place(self, participant: Participant) -> None:
        for index in self.grammar.between(participant.start, participant.end):
            self.at.setdefault(index, []).append(participant)

    def referent(self, head: int) -> Referent:
        """What the phrase with that head stands for, with all that are joined to it."""
        parts = [self._one(index) for index in self.grammar.conjuncts(head)]
        participants = distinct(p for part in parts for p in part.participants)
        if len(parts) > 1 and any(not part.participants for part in parts):
            return Referent(head, Sort.THING)
        if len(participants) > 1 and parts[0].sort is not Sort.THING:
            return Referent(head, Sort.PEOPLE, participants)
        return Referent(head, parts[0].sort, participants)

    def _one(self, head: int) -> Referent:
        token = self.grammar.tokens[head]
        own = distinct(self.at.get(head, ()))
        if own and token.dep != "compound":
            return Referent(head, self._sort_of_name(head, own), own)
        role = self.vocabulary.roles.get(token.lemma)
        owners = self._owners(head)
        if role is not None:
            stranger = Referent(head, Sort.STRANGER if role is Sort.PERSON else Sort.THING)
            return Referent(head, self._sort_of_role(head, role), owners) if owners else stranger
        apposed = [self._one(child) for child in self.grammar.dependents(head, "appos")]
        if token.pos == "PROPN":
            return next(
                (Referent(head, a.sort, a.participants) for a in apposed if a.participants), self._unknown(head)
            )
        if any(a.sort is Sort.STRANGER for a in apposed):
            return Referent(head, Sort.STRANGER)
        plural = token.tag in {"NNS", "NNPS"} and bool(owners) and token.lemma in self.vocabulary.many
        return Referent(head, Sort.PEOPLE, owners) if plural else Referent(head, Sort.THING)

    def _unknown(self, head: int) -> Referent:
        """A capitalised name that world/ does not hold: without an article, perhaps a person."""
        articles = {self.grammar.tokens[d].text.lower() for d in self.grammar.dependents(head, "det")}
        person = not articles - {"a", "an"} and self.grammar.tokens[head].tag == "NNP"
        return Referent(head, Sort.STRANGER if person else Sort.THING)

    def _sort_of_name(self, head: int, own: tuple[Participant, ...]) -> Sort:
        if len(own) > 1:
            return Sort.PEOPLE
        plural = self.grammar.tokens[head].tag in {"NNS", "NNPS"} and own[0].basis == "demonym"
        return Sort.PERSON if own[0].kind in PERSONS else Sort.PEOPLE if plural else Sort.BODY

    def _sort_of_role(self, head: int, role: Sort) -> Sort:
        return Sort.PEOPLE if self.grammar.tokens[head].tag in {"NNS", "NNPS"} else role

    def _owners(self, head: int) -> tuple[Participant, ...]:
        """Whose it is: the modifiers that name someone, else who stands behind `of`."""
        before = [p for m in self.grammar.modifiers(head) for p in self.at.get(m, ())]
        if before:
            return distinct(before)
        behind = [i for o in self.grammar.objects_of(head, *OWNING) for i in self.grammar.conjuncts(o)]
        return distinct(p for index in behind for p in self.at.get(index, ()))

    def subject_of(self, verb: int) -> Referent | None:
        """What the subject of a clause stands for; None where it has none of its own."""
        head = self.grammar.subject(verb)
        return None if head is None else self.referent(head)

    def past(self, *, ends_paragraph: bool) -> Past:
        """What is to be remembered of the sentence."""
        subjects = tuple(s for verb in self.grammar.main_verbs if (s := self.subject_of(verb)) is not None)
        everyone = tuple(sorted(self.participants, key=lambda p: (p.start, p.end)))
        return Past(
            participants=everyone,
            subjects=subjects,
            together=tuple(self._together(subjects)),
            dyad=self._dyad(),
            officials=tuple(self._officials()),
            ends_paragraph=ends_paragraph,
        )

    def _dyad(self) -> tuple[Participant, ...]:
        """Who does, and the first named behind the verb, of the first main clause that has both."""
        for verb in self.grammar.main_verbs:
            subject = self.subject_of(verb)
            if subject is None or len(subject.participants) != 1:
                continue
            behind = [p for p in self.participants if p.start > self.grammar.tokens[verb].start]
            others = [p for p in sorted(behind, key=lambda p: p.start) if p.code not in subject.codes]
            if others:
                return (*subject.participants, others[0])
        return ()

    def _officials(self) -> Iterator[Participant]:
        """Those in office whose state is named and whose name is not."""
        for index, token in enumerate(self.grammar.tokens):
            if self.vocabulary.roles.get(token.lemma) is Sort.PERSON and token.tag in {"NN", "NNP"}:
                found = self._one(index)
                if found.sort is Sort.PERSON and len(found.participants) == 1 and token.dep != "compound":
                    yield replace(found.participants[0], kind=ActorKind.OFFICE)

    def _together(self, subjects: tuple[Referent, ...]) -> Iterator[tuple[Participant, ...]]:
        """Enumerations first, the subject's before others; then the subject with what its verb is done to."""
        yield from (s.participants for s in subjects if len(s.participants) > 1)
        for index, token in enumerate(self.grammar.tokens):
            if token.dep != "conj" and token.dep not in SUBJECT and self.grammar.dependents(index, "conj"):
                named = distinct(p for i in self.grammar.conjuncts(index) for p in self.at.get(i, ()))
                if len(named) > 1:
                    yield named

    def learn_roles(self) -> Iterator[tuple[str, Participant]]:
        """Role nouns whose owner the sentence names: `Niger's junta`, with what narrows the office."""
        for index, token in enumerate(self.grammar.tokens):
            role = self.vocabulary.roles.get(token.lemma)
            owners = self._owners(index) if role is not None else ()
            if len(owners) == 1 and owners[0].basis != "pronoun":
                yield token.lemma, owners[0]


def is_body(participant: Participant) -> bool:
    """Whether a participant may be `it`."""
    return participant.kind not in PERSONS and participant.kind is not ActorKind.PLACE
