"""Names in a passage, printed by the rule: in full with the role at first, then the surname."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from nutgraf.briefs.beside import has_role_beside, roles_of_known, title_of_known
from nutgraf.briefs.descriptions import told_deeds, told_posts
from nutgraf.briefs.introductions import OF_NOTHING, head_of, is_person_noun
from nutgraf.briefs.passage import Passage, UnusableError
from nutgraf.briefs.people import Person, is_plain_title
from nutgraf.briefs.style import word_count
from nutgraf.records import Citation, Name, Span

_SUBJECT_PRONOUNS = {"he", "she"}
_POSSESSIVES = {"his"}
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Messrs)\.?\s+$")
# "Trump administration": a name that only qualifies the noun after it is left alone.
_QUALIFIES = re.compile(
    r"(?:[’']s)?\s(?:confidant\w*|associates?|officials?|loyalists?|critics?|donors?|surrogates?|"
    r"advis[eo]rs?|appointees?|nominees?|staffers?|opponents?|backers?|fans?|lawyers?|"
    r"administration|campaign|family|presidency|aides?|ally|allies|supporters?|"
    r"voters?|rall(?:y|ies)|era|government|regime|transition|White House|case|trial|film|"
    r"[A-Z]\w+)\b|-\w|,?\s[JS]r\b"
)
# "the Kennedys", "the elder Bush": these words choose among people of one name.
_TOLD_APART = re.compile(r"\b(?:the|elder|younger|late|senior|junior)\s+$", re.IGNORECASE)
# What may follow a name and what it is called between commas; a comma may begin a list.
_MAKES_ROOM = re.compile(r"\s(?!(?:of|in|at|for|from|on|or)\b)[a-z]|[.;:]|,\s?(?:[a-z\"“]|$)")
_FRONTED = re.compile(
    r"(?:(?:But|And|So|Yet|Still|Then),?\s)?(?:After|Although|As|At|Before|By|Despite|During|"
    r"Following|For|From|If|In|On|Since|Though|To|"
    r"When|While|With|Without)\b",
    re.IGNORECASE,
)
# "Max Sr.": nobody goes by that alone but beside his son.
_BY_FIRST_NAME = re.compile(r"\w+,? (?:[JS]r\.?|II|III)")
# "Roe strategist Ann Coe": the name only says whose.
_OF_WHOM = re.compile(r"\s(?:[a-z-]+\s){0,2}?(?P<noun>[a-z-]+)\s(?=[A-Z])")
# What a sentence calls somebody of whom more is known: "its director", "a former aide".
_LESSER = re.compile(
    r",\s(?P<role>(?:(?:its|his|her|their)|(?:an?|the)\sformer)\s[^,;:()\n\"“”—–?!.]{3,60}?)"
    r"(?=[.,;](?:\s|$))"
)
# "New Jersey Gov. Ann Roe": what somebody is now goes before what they were.
_IN_OFFICE = re.compile(
    r"(?:[A-Z][\w.]+ )*(?:Gov\.|Sen\.|Rep\.|Mayor|Governor|Senator|President|Secretary|Minister) "
)
_PLACELESS = frozenset({"Gov.", "Governor", "Mayor", "Sen.", "Rep.", "Senator"})
_ROOMY = 34
_AFTER_ADDING = re.compile(r"\b(?:saying|adding)\s(?:that\s)?$")
_TOLD_BEFORE = re.compile(r"\b(?:said|says|told|wrote|tweeted|saying)\b")


def _of_whose_man(text: str, end: int) -> bool:
    found = _OF_WHOM.match(text, end)
    return found is not None and is_person_noun(found["noun"])


class Naming(Passage):
    """A passage whose names, pronouns and cues are printed as they must be in a brief."""

    def name_people(self, speakers: Iterable[tuple[Span, str]] = ()) -> None:
        """Print names by the rule: in full with the role at first, the surname after that.

        ``speakers`` are source spans whose full name the attribution has settled.
        """
        text = self.article.text
        heard = frozenset(self.known)
        settled = dict(speakers)
        found = (self.material.people.find(full) for full in settled.values())
        self._speakers = {person.key for person in found if person is not None}
        pronouns = [
            (ref.span, ref.full_name)
            for ref in self.material.analyses[self.article.id].references
            if self.span.holds(ref.span) and ref.full_name and ref.span not in settled
        ]
        names = [
            name
            for name in self.material.analyses[self.article.id].names
            if self.span.holds(name.span)
            and (person := self.material.people.find(name.full_name)) is not None
            # A person of one article may have been taken for a body in another.
            and (name.kind == "person" or name.full_name == person.full_name)
        ]
        steps: list[tuple[Span, Name | None, str]] = [(n.span, n, n.full_name) for n in names]
        taken = [name.span for name in names]
        steps += [
            (span, None, full)
            for span, full in [*settled.items(), *pronouns]
            if not any(span.meets(other) for other in taken)
            and span.of(text).lower() in _SUBJECT_PRONOUNS | _POSSESSIVES
        ]
        here: list[str] = []
        for span, name, full in sorted(steps, key=lambda step: step[0]):
            if not self.is_free(span):
                continue
            person = self.material.people.find(full)
            if person is None:
                if name is None:
                    raise UnusableError("a pronoun whose person has no printed name")
                continue
            if name is None and person.is_doubtful:
                raise UnusableError("a pronoun whose person's name is not sure")
            if name is not None:
                self._reprint(span, person, name)
            elif self._names_ahead(span, person, names):
                continue
            elif person.key not in here or (
                # "Ann said of Eve, adding she": the nearest is not the one that is read
                here[0] != person.key and _AFTER_ADDING.search(text[span.start - 14 : span.start])
            ):
                self._replace_pronoun(span, person)
            here.append(person.key)
        self._print_bodies_in_full()
        self._name_the_described(here)
        self._print_plain_cues(heard)

    def _names_ahead(self, span: Span, person: Person, names: Iterable[Name]) -> bool:
        """Whether "his" in words before the subject is of the next one named: that is plain."""
        text = self.article.text
        ahead = next((n for n in names if n.span.start >= span.end and self.is_free(n.span)), None)
        return (
            ahead is not None
            and self.material.people.find(ahead.full_name) is person
            and _FRONTED.match(text, self.span.start) is not None
            and "," in text[span.end : ahead.span.start]
            and (" " in ahead.span.of(text) or not _QUALIFIES.match(text, ahead.span.end))
        )

    def _print_bodies_in_full(self) -> None:
        """Print a body's name for its first letters where the brief has not told it yet."""
        text = self.article.text
        for name in self.material.analyses[self.article.id].names:
            if name.kind != "organisation" or not self.span.holds(name.span):
                continue
            short = name.span.of(text)
            at = self.material.people.in_full(short)
            key = f"body {short}"
            if at is None or key in self.known or not self.is_free(name.span):
                continue
            self.known.add(key)
            self.introduced.append(key)
            full = at.span.of(self.material.texts[at.article])
            if full not in text[self.span.start : self.span.end] and text[
                self.span.start : name.span.start
            ].casefold().endswith("the "):
                self.edit("name", name.span, full, "short form", (at,))

    def _name_the_described(self, here: Iterable[str]) -> None:
        """Print the name after "the gunman" or "a judge" where it is known whose that is."""
        text, people = self.article.text, self.material.people
        names = self.material.analyses[self.article.id].names
        told = [
            *((at, people.who_is_the(noun)) for at, noun in told_deeds(text, self.span)),
            *((at, people.find(full)) for at, full in told_posts(text, self.span, names)),
        ]
        for at, person in told:
            if person is None or person.key in {*here, *self.known} or not self.is_free(at):
                continue
            self._introduce(person)
            end = Span(at.end, at.end)
            self.edit("join", end, ", ")
            self.edit("name", end, person.full_name, "described", (person.printed_at,))
            self.edit("join", end, ",")

    def _print_plain_cues(self, heard: Set[str]) -> None:
        """Print "said" for the "added" of somebody of whom the brief has told nothing yet."""
        text = self.article.text
        for quote in self.material.analyses[self.article.id].quotes:
            person = self.material.people.find(quote.speaker) if quote.speaker else None
            if person is None or person.key in heard or len(quote.cue) != 1:
                continue
            cue = quote.cue[0]
            if (
                self.span.holds(cue)
                and cue.of(text).casefold() in {"added", "adds"}
                and self.is_free(cue)
                and not _TOLD_BEFORE.search(text, self.span.start, cue.start)
            ):
                self.edit(
                    "cue",
                    Span(cue.start, cue.start),
                    "said",
                    "plain",
                    (Citation(self.article.id, cue),),
                )
                self.cut(cue, "cue")

    def _replace_pronoun(self, span: Span, person: Person) -> None:
        word = span.of(self.article.text)
        printed, evidence = self.called(person, at=span.end)
        if word.lower() in _POSSESSIVES:
            printed += "'" if printed.endswith("s") else "'s"
        self.edit("name", span, printed, "pronoun", evidence)

    def _reprint(self, span: Span, person: Person, name: Name) -> None:
        text = self.article.text
        printed = span.of(text)
        if printed.endswith(f" {person.full_name}"):
            # "the mayor of London Ann Roe", and whatever else was taken for a first name
            span = Span(span.end - len(person.full_name), span.end)
            printed = person.full_name
        if person.is_doubtful and printed != person.full_name:
            return
        if _BY_FIRST_NAME.fullmatch(person.full_name) and printed != person.full_name:
            # "his father, Max Sr., and his brother Max"
            return
        if person.has_rival and " " not in printed:
            raise UnusableError("a surname that may be another's")
        if text[span.start - 1 : span.start] == "-":
            # "anti-Roe"
            return
        if " " not in printed and _of_whose_man(text, span.end):
            return
        if _QUALIFIES.match(text, span.end) or _TOLD_APART.search(
            text[max(0, span.start - 12) : span.start]
        ):
            return
        first = self._first_name_before(span, person)
        if first is not None:
            # the article's name was taken apart: "Donald" and "Trump" are one mention
            span = first
            printed = span.of(text)
        honorific = _HONORIFIC.search(text[max(0, span.start - 8) : span.start])
        start = span.start - len(honorific.group()) if honorific else span.start
        whole = Span(max(start, self.span.start), span.end)
        if not self.is_free(whole):
            return
        wanted: str
        evidence: tuple[Citation, ...]
        if person.key in self.known:
            wanted, evidence = person.short, (person.printed_at,)
            self._after_known.add(span.end)
            titled = title_of_known(text, name, whole, self.span.start)
            whole = titled if self.is_free(titled) else whole
            again = roles_of_known(text, span, self.span.start, self.span.end)
            if whole.start == span.start and all(self.is_free(role) for role in again):
                for role in again:
                    self.cut(role, "role again")
        elif (bare := self._vague_role(whole, person)) is not None:
            whole = bare
            wanted, evidence = self.called(person, at=span.end)
        elif (lesser := self._lesser_role(text, name, whole, person)) is not None:
            wanted, evidence = self.called(person, at=lesser.end)
            self.cut(lesser, "role again")
        elif (past := self._past_title(text, name, whole, person)) is not None:
            whole = past
            wanted, evidence = self.called(person, at=span.end)
        elif has_role_beside(text, whole, self.span.start):
            wanted, evidence = person.full_name, (person.printed_at,)
            self._introduce(person)
            self._lower_title(title_of_known(text, name, whole, self.span.start), whole)
        else:
            wanted, evidence = self.called(person, at=span.end)
        if wanted != whole.of(text):
            why = "surname" if wanted == person.short and wanted in printed else "full name"
            self.edit("name", whole, wanted, why, evidence)

    def _vague_role(self, name: Span, person: Person) -> Span | None:
        """The name with a role that says not of what, where an article has one that does."""
        before = self.article.text[self.span.start : name.start]
        found = OF_NOTHING.search(before)
        if found is None or not person.has_role or person.introduction.endswith(","):
            return None
        whole = Span(self.span.start + found.start(), name.end)
        return whole if self.is_free(whole) else None

    def _lesser_role(self, text: str, name: Name, whole: Span, person: Person) -> Span | None:
        """What to cut after a name, "its director" or "a former aide", where more is known."""
        found = _LESSER.match(text, whole.end, self.span.end)
        if (
            found is None
            or not person.has_role
            or not is_person_noun(head_of(found["role"].split()))
            or title_of_known(text, name, whole, self.span.start) != whole
        ):
            return None
        if "former" in found["role"] and not _IN_OFFICE.match(person.introduction):
            return None
        closes = found.end("role")
        said_before = text[max(0, whole.start - 5) : whole.start] in {"said ", "says ", "told "}
        if text[closes] == "," and not said_before:
            closes += 1
        cut = Span(whole.end, closes)
        return cut if self.is_free(cut) else None

    def _past_title(self, text: str, name: Name, whole: Span, person: Person) -> Span | None:
        """The name with the title of an office that was left, or of one that says not where."""
        titled = title_of_known(text, name, whole, self.span.start)
        title = text[titled.start : whole.start].strip()
        placed = f" {title} {person.full_name}"
        if not title or not self.is_free(titled):
            return None
        if title == person.left:
            return titled
        return titled if title in _PLACELESS and person.introduction.endswith(placed) else None

    def _lower_title(self, titled: Span, name: Span) -> None:
        """Print "astronomer Ann Roe" for an "Astronomer" amid a sentence."""
        text = self.article.text
        title = Span(titled.start, text.find(" ", titled.start))
        inside = re.search(r"\w,?\s$", text[self.span.start : title.start])
        if (
            title.end < name.start
            and inside
            and is_plain_title(title.of(text))
            and self.is_free(title)
        ):
            at = Citation(self.article.id, title)
            self.edit("name", title, title.of(text).lower(), "title", (at,))

    def _first_name_before(self, span: Span, person: Person) -> Span | None:
        """The mention with the first names that stand right before it; ``None`` without any."""
        text = self.article.text
        words = person.full_name.split()
        for count in range(len(words) - 1, 0, -1):
            first = " ".join(words[:count]) + " "
            start = span.start - len(first)
            if start >= self.span.start and text[start : span.start] == first:
                return Span(start, span.end)
        return None

    def called(self, person: Person, *, at: int | None = None) -> tuple[str, tuple[Citation, ...]]:
        """What to call a person here, with the place that prints it.

        ``at`` is where the article goes on after the name; an introduction that ends with a
        comma fits only before a word that is no noun of the person's.
        """
        if person.key in self.known:
            return person.short, (person.printed_at,)
        is_second = bool(self.introduced) and person.key not in self._speakers
        self._introduce(person)
        if is_second and word_count(self.span.of(self.article.text)) > _ROOMY:
            # roles of all that it names would make a sentence too long
            return person.full_name, (person.printed_at,)
        following = " said" if at is None else self.article.text[at : at + 12]
        possessive = at is not None and self.article.text[:at].lower().endswith(
            tuple(f" {word}" for word in _POSSESSIVES)
        )
        wanted = person.introduction
        if not person.has_role:
            self.unexplained.append(person.key)
        if wanted.endswith(","):
            if possessive or not _MAKES_ROOM.match(following):
                self.unexplained.append(person.key)
                return person.full_name, (person.printed_at,)
            if not following.startswith(" "):
                wanted = wanted[:-1]
        return wanted, person.introduced_at

    def _introduce(self, person: Person) -> None:
        self.known.add(person.key)
        self.introduced.append(person.key)
