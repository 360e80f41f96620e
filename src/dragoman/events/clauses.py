"""Who and what stand around a predicate: subjects, objects and prepositions, through passives and control.

The labels are those of spaCy's English models (ClearNLP): nsubj, nsubjpass, dobj, agent, prep, pobj, xcomp ...
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.tree import Tree

OBJECT_CONTROL = frozenset(
    [
        "urge",
        "ask",
        "tell",
        "order",
        "force",
        "persuade",
        "press",
        "allow",
        "permit",
        "enable",
        "help",
        "invite",
        "compel",
        "oblige",
        "push",
        "pressure",
        "request",
        "require",
        "encourage",
        "advise",
        "convince",
        "warn",
        "beg",
        "authorise",
        "authorize",
        "instruct",
        "command",
        "let",
        "make",
        "get",
        "lead",
        "prompt",
        "cause",
        "direct",
    ]
)
"""Verbs whose object does what the infinitive says."""
OBJECT_ACCUSED = frozenset(
    [
        "accuse",
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "suspect",
        "charge",
        "denounce",
        "thank",
        "praise",
        "rebuke",
    ]
)
"""Verbs whose object did what the gerund behind of or for says."""
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
QUANTITIES = frozenset(
    "million billion trillion dollar euro pound ton tonne hundred thousand dozen amount lot series round package "
    "set wave hour day week month number raft batch part bulk share portion load half most rest".split()
)
"""Heads that only measure what stands behind them: `40 million euros in aid`."""
CLAUSE_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True)
class Clauses(Tree):
    """A parsed sentence, asked for what stands around a word. All answers are indexes of tokens."""

    def subtree(self, index: int) -> list[int]:
        """The token and all below it, in order."""
        found, queue = [], [index]
        while queue:
            here = queue.pop()
            found.append(here)
            queue.extend(self.children[here])
        return sorted(found)

    def is_verb(self, index: int) -> bool:
        """Whether the token heads a clause."""
        return self.tokens[index].pos in CLAUSE_VERBS

    def is_passive(self, index: int) -> bool:
        """Whether the verb is passive, also as a reduced relative (`troops sent by ...`)."""
        token = self.tokens[index]
        if self.dependents(index, "nsubjpass", "auxpass"):
            return True
        if token.tag != "VBN" or self.dependents(index, "nsubj", "aux"):
            return False
        if token.dep in {"acl", "amod"}:
            return True
        return token.dep == "conj" and self.is_verb(token.head) and self.is_passive(token.head)

    def subjects(self, index: int, depth: int = 0) -> list[int]:
        """Heads of the phrases that name who acts."""
        if depth > 6:
            return []
        if self.is_passive(index):
            return self._agents(index)
        own = [self._antecedent(child) for child in self.dependents(index, "nsubj", "csubj")]
        return own or self._inherited_subjects(index, depth)

    def _agents(self, index: int) -> list[int]:
        return [p for agent in self.dependents(index, "agent") for p in self.dependents(agent, "pobj")]

    def _antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for."""
        verb = self.tokens[index].head
        if self.tokens[index].lemma in RELATIVE and self.tokens[verb].dep == "relcl":
            return self.tokens[verb].head
        return index

    def _inherited_subjects(self, index: int, depth: int) -> list[int]:
        token = self.tokens[index]
        head = token.head
        if token.dep == "conj" and self.is_verb(head):
            return self._shared_subjects(head, depth)
        if token.dep in {"xcomp", "ccomp"} and self.is_verb(head):
            return self._controller(head, depth)
        if token.dep == "xcomp" and self.is_verb(self.tokens[head].head):
            return self._shared_subjects(self.tokens[head].head, depth)
        if token.dep == "advcl" and self.is_verb(head):
            return self._shared_subjects(head, depth)
        if token.dep == "pcomp":
            return self._gerund_subjects(head, depth)
        if token.dep == "acl" and token.tag != "VBN":
            return [head] if token.tag == "VBG" else self._owner_of(head, depth)
        return []

    def _shared_subjects(self, head: int, depth: int) -> list[int]:
        """What the governing clause's verb has as its subject, active or passive."""
        if self.is_passive(head):
            return self.objects(head, depth + 1)
        return self.subjects(head, depth + 1)

    def _controller(self, head: int, depth: int) -> list[int]:
        objects = self.dependents(head, "dobj", "dative")
        if self.tokens[head].lemma in OBJECT_CONTROL and objects:
            return objects
        return self._shared_subjects(head, depth)

    def _gerund_subjects(self, preposition: int, depth: int) -> list[int]:
        governor = self.tokens[preposition].head
        if self.is_verb(governor):
            accused = self.tokens[governor].lemma in OBJECT_ACCUSED and self.tokens[preposition].lemma in {"of", "for"}
            if accused:
                return self.objects(governor, depth + 1)
            return self._shared_subjects(governor, depth)
        return self._owner_of(governor, depth)

    def _owner_of(self, noun: int, depth: int) -> list[int]:
        """Whose decision, plan or deal it is, for an infinitive behind a noun."""
        owners = self.dependents(noun, "poss")
        verb = self.tokens[noun].head
        if owners or not self.is_verb(verb):
            return owners
        return self.subjects(verb, depth + 1) if self.tokens[noun].dep in {"dobj", "attr"} else []

    def objects(self, index: int, depth: int = 0) -> list[int]:
        """Heads of the phrases that name what the act is done to."""
        if depth > 6:
            return []
        token = self.tokens[index]
        if not self.is_passive(index):
            return [self._antecedent(child) for child in self.dependents(index, "dobj", "dative", "oprd")]
        own = [self._antecedent(child) for child in self.dependents(index, "nsubjpass", "dobj")]
        if own:
            return own
        if token.dep in {"acl", "amod"}:
            return [token.head]
        return self.objects(token.head, depth + 1) if token.dep == "conj" else []

    def prepositional(self, index: int) -> list[tuple[str, int]]:
        """Preposition and head of its object, for each phrase behind a verb or noun."""
        found: list[tuple[str, int]] = []
        for child in self.dependents(index, "prep", "agent", "dative", "prt"):
            found.extend(self._objects_of(child))
        return found

    def _objects_of(self, preposition: int) -> list[tuple[str, int]]:
        lemma = self.tokens[preposition].lemma
        here = [(lemma, child) for child in self.dependents(preposition, "pobj")]
        for inner in self.dependents(preposition, "prep"):
            here.extend(self._objects_of(inner))
            here.extend((lemma, obj) for _, obj in self._objects_of(inner))
        for other in self.dependents(preposition, "conj"):
            here.extend(self._objects_of(other))
        for _, name in tuple(here):
            if self.tokens[name].pos == "PROPN":  # a name takes no complement: `a visit to X of Y` hangs on the visit
                here.extend(phrase for phrase in self.prepositional(name) if phrase not in here)
        for _, quantity in tuple(here):
            if self.tokens[quantity].lemma in QUANTITIES or self.tokens[quantity].pos == "NUM":
                here.extend((lemma, inner) for before, inner in self.prepositional(quantity) if before in {"in", "of"})
        return here

    def measured(self, index: int) -> list[int]:
        """What a quantity measures: the aid of `130 million dollars of aid`, the talks of `a round of talks`."""
        token = self.tokens[index]
        if token.lemma not in QUANTITIES and token.pos != "NUM":
            return []
        behind = [inner for before, inner in self.prepositional(index) if before in {"of", "in"}]
        return [*behind, *(deeper for inner in behind for deeper in self.measured(inner))]

    def antecedent(self, index: int) -> int:
        """The noun that a relative word stands for wherever it stands in its clause; the word itself otherwise."""
        if self.tokens[index].lemma not in RELATIVE:
            return index
        clause = next((above for above in self.ancestors(index) if self.tokens[above].dep == "relcl"), None)
        return index if clause is None else self.tokens[clause].head

    def infinitives(self, index: int) -> list[int]:
        """The verbs of the infinitives behind a verb: told the envoy to leave."""
        found = self.dependents(index, "xcomp", "advcl", "ccomp")
        return [verb for verb in found if any(self.tokens[child].tag == "TO" for child in self.dependents(verb, "aux"))]

    def conjuncts(self, index: int) -> list[int]:
        """The token and all joined to it by and, or, commas."""
        found = [index]
        for child in self.dependents(index, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def particle(self, index: int) -> str:
        """The particle of a phrasal verb, or nothing."""
        particles = [self.tokens[child].lemma for child in self.dependents(index, "prt")]
        if particles:
            return particles[0]
        detached = [self.tokens[child].lemma for child in self.dependents(index, "advmod")]
        away = [word for word in detached if word in {"home", "back", "out", "off", "away"}]
        if away:
            return away[0]
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return following.lemma if following and following.dep in {"prep", "advmod"} and following.head == index else ""

    def text(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the passage's text of the tokens from first to last."""
        return self.tokens[first].start, self.tokens[last].end
