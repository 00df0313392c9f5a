"""The words that say that something was said, and whom they name as having said it."""

from __future__ import annotations

import itertools

from nutgraf.analysis.syntax import Tree, Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Span

# Verbs that take a clause as what was said, thought or found. ("hop" is how the parser
# lemmatises "hoping".)
CLAUSE = listed(
    "acknowledge add admit advise affirm agree allege announce argue ask assert assume assure "
    "attest believe bemoan boast brag caution charge claim clarify comment complain concede "
    "conclude confess confirm contend convey convince counter declare demand deny determine "
    "disclose document emphasise emphasize estimate explain fear feel figure find forecast guess "
    "hint hop hope imply indicate inform insist intimate joke lament learn maintain marvel mention "
    "muse note notify observe opine order pledge point post predict proclaim project promise "
    "propose protest question quip read reaffirm reason recall reckon recognise recognize "
    "recommend reiterate rejoin relate remark remember remind repeat reply report request respond "
    "retort reveal rule say scoff show signal speculate state stipulate stress suggest suspect "
    "swear tell testify theorise theorize think threaten tweet underline underscore urge vent vow "
    "warn wonder worry write"
)
# Verbs that only count beside a stretch in marks.
_BESIDE = listed(
    "accord answer ask bark beam begin bellow blast boom call chant chide continue cry describe "
    "elaborate email exclaim exult fume groan growl grumble huff implore sneer surmise taunt "
    "confide crack deadpan enthuse fire go gush headline inquire "
    "interject intone jest laugh lecture message mock mutter offer "
    "observe open plead preach press proceed put quote rail rave recount reflect repost retweet "
    "roar scream share shout sigh sing "
    "snap snipe start sum summarise summarize text thunder title whisper yell"
)
BESIDE = CLAUSE | _BESIDE
# Verbs whose infinitive is what was said.
INFINITIVE = listed(
    "agree ask call decline demand encourage expect hop hope offer pledge promise propose refuse "
    "seek swear threaten urge vow want warn"
)
# Verbs that name or judge: their whole complement is what was said, if it holds marks. ("rat"
# is how the parser lemmatises "rated".)
NAMING = listed(
    "accuse admire advocate allege applaud ask assail attack bash bemoan blame blast boast "
    "brag brand call cast characterise characterize cheer chide cite claim compare complain "
    "condemn credit criticise criticize declare decry deem defend demand denounce depict "
    "deride describe dismiss dub exhort express hail insult invoke label lambast lambaste "
    "lament laud liken mention mock name nickname note paint pan pledge portray praise "
    "predict proclaim promise promote rail rat rate rebuke refer reference reject report "
    "ridicule scold slam speak stress talk tar tell tout trash urge vow warn"
)
# Those that say something even where nothing is in marks.
NAMING_PLAIN = listed("accuse call characterise characterize deem describe")
FINITE = ("VBD", "VBZ", "VBP", "MD")

_SUBJECTS = ("nsubj", "nsubjpass")
ADDRESSING = listed("call email e-mail message tell text write ask join lead")
# Who puts out a paper speaks in it: released a statement saying …
_ISSUING = listed("circulate give issue make post publish put release send share sign write")
_ISSUED = listed(
    "announcement email e-mail letter memo message note post release report statement tweet"
)
# Passives whose subject still speaks: was quoted as saying, was heard saying.
_PASSIVE = listed("cite convince film hear quote record")
# A reporter's dateline before the first words: … (Agency) - The minister said
_AFTER_DATELINE = ("—", "–", "-", "--")
_STARTS_A_NOUN = ("PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM")
_LONGEST_DATELINE = 9
_CLIMB = 5
# A bound on what belongs to one word, so that a runaway sentence costs linear time.
_WIDEST = 60


def end_of(word: Word) -> int:
    """The character offset just after ``word``."""
    return word.idx + len(word.text)


def cue_words(verb: Word) -> list[Word]:
    """The cue with its auxiliaries and negation: "has also said", "according to"."""
    if verb.lower_ == "according":
        return list(verb.doc[verb.i : verb.i + 2])
    near = [verb]
    for child in sorted(verb.lefts, key=lambda c: -c.i):
        if child.dep_ in ("aux", "auxpass", "neg", "advmod") and child.i == near[-1].i - 1:
            near.append(child)
    near += [c for c in verb.rights if c.dep_ in ("prt", "neg") and c.i == verb.i + 1]
    return near


def noun_span(noun: Word) -> Span:
    """What belongs to ``noun``, cut at a line break, a dash or a mark, without loose commas."""
    first = max(noun.left_edge.i, noun.i - _WIDEST)
    words = list(noun.doc[first : min(noun.right_edge.i, noun.i + _WIDEST) + 1])
    for place, word in enumerate(words):
        if word.i > noun.i and ("\n" in word.text or word.text in ("—", ":", ";")):
            words = words[:place]
            break
    while len(words) > 1 and (words[-1].is_punct or words[-1].is_space) and words[-1].i > noun.i:
        words.pop()
    first = 0
    while words[first].i < noun.i and (words[first].is_punct or words[first].is_space):
        first += 1
    return span_of(words[first:])


def _is_has(verb: Word) -> bool:
    """Whether the auxiliary of a seeming passive is a clipped "has": she's said."""
    return any(c.dep_ == "auxpass" and c.lower_ in ("'s", "’s") for c in verb.children)


def _is_purpose(verb: Word) -> bool:
    """Whether ``verb`` is what something is done for, by the same one: went on air to accuse."""
    return (
        verb.tag_ == "VB"
        and verb.lemma_ in NAMING - CLAUSE
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    )


def _loose(word: Word) -> bool:
    return word.text in (",", "—", "–", "-") or word.pos_ in ("ADP", "DET")


class Cues:
    """Whom each verb of saying names, in one parsed text.

    ``region`` tells for each word which marked stretch it is in (-1: none), so that a
    subject is never looked for among quoted words; ``opens`` tells for each word where its
    sentence begins; ``settled`` keeps the sources already
    given to verbs, for the participles that lean on them ("…," she said, adding "…").
    """

    def __init__(self, tree: Tree, region: list[int], opens: list[int]) -> None:
        self.tree, self.region, self.opens = tree, region, opens
        self.settled: dict[int, Span] = {}

    def source(self, verb: Word) -> Span | None:
        """What the text calls the one behind ``verb``; ``None`` where it names nobody."""
        if verb.lower_ == "according":
            return self._according(verb)
        found = self.subject(verb)
        if found is None or isinstance(found, Span):
            return found
        if found.lower_ in ("what", "there"):
            return None
        span = self._past_dateline(self.clear_of_marks(noun_span(found), found), verb)
        if span.start <= verb.idx < span.end:
            # The verb hangs inside its own subject's phrase (a participle, a relative clause).
            words = list(found.doc[found.left_edge.i : verb.i])
            while len(words) > 1 and (words[-1].is_punct or words[-1].dep_ in ("aux", "advmod")):
                words.pop()
            return span_of(words) if words else span_of([found])
        return span

    def _past_dateline(self, span: Span, verb: Word) -> Span:
        """``span``, or the words after the dash where it took a dateline for the subject."""
        first = self.opens[verb.i]
        if span.start > self.tree[first].idx or verb.i - first > _WIDEST:
            return span
        for place in range(verb.i - 1, first + 1, -1):
            if self._ends_dateline(place):
                words = [w for w in self.tree[place + 1 : verb.i] if w.dep_ not in ("aux", "neg")]
                while words and (words[-1].is_punct or words[-1].pos_ == "ADV"):
                    words.pop()
                return span_of(words) if words else span
        return span

    def _ends_dateline(self, place: int) -> bool:
        """Whether the word there is the dash after an agency's name, or the bracket without one."""
        word, before = self.tree[place], self.tree[place - 1]
        if word.text in _AFTER_DATELINE:
            return before.text == ")"
        # "Washington (CNN)The minister said"
        following = word.idx + 1
        return (
            word.text == ")"
            and before.is_upper
            and self.tree[place - 2].text == "("
            and place - self.opens[place] < _LONGEST_DATELINE
            and self.tree.text[following : following + 1].isupper()
        )

    def subject(self, verb: Word) -> Word | Span | None:
        """The word that names who does what ``verb`` says, looking up through shared subjects."""
        word = verb
        for _ in range(_CLIMB):
            if word is not verb and (known := self.settled.get(word.i)) is not None:
                return known
            # A head among the quoted words is a slip of the parse: its subject did not speak.
            strayed = self.region[word.i] >= 0 and self.region[verb.i] < 0
            own = (
                None
                if strayed
                else self._own_subject(word, above=word is not verb and verb.tag_ == "VBG")
            )
            if own is not None:
                return own
            if word.dep_ == "advcl" and word.tag_ != "VBG" and not _is_purpose(word):
                return None
            if word.dep_ == "acl":
                return self._bearer(word)
            if word.dep_ in ("conj", "xcomp", "advcl", "pcomp") and word.head is not word:
                word = word.head
                for _ in range(_CLIMB):
                    if word.pos_ not in ("ADP", "SCONJ"):
                        break
                    word = word.head
                continue
            return self._before(word) if word.tag_ == "VBG" else None
        return None

    def _own_subject(self, word: Word, *, above: bool = False) -> Word | None:
        """Who does what ``word`` says; ``above`` a verb of saying, whose subject it shares."""
        for child in itertools.islice(word.children, _WIDEST):
            if self.region[child.i] >= 0 and self.region[word.i] < 0:
                continue
            if child.dep_ == "nsubj" or (above and child.dep_ == "nsubjpass"):
                return child
            if child.dep_ == "agent" and not above:
                return next(iter(child.children), None)
            if child.dep_ == "nsubjpass" and (word.lemma_ in _PASSIVE or _is_has(word)):
                return child
        return None

    def _bearer(self, participle: Word) -> Word | Span | None:
        """Who a participle after a noun speaks of: a letter saying …, wrote to fans saying …"""
        noun = participle.head
        if participle.tag_ != "VBG" or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
            return None
        if self.region[noun.i] >= 0:
            return None
        if noun.dep_ in ("dobj", "pobj") and noun.head.lemma_ in ADDRESSING:
            return self.subject(noun.head)
        if noun.dep_ == "dobj" and noun.head.lemma_ in _ISSUING and noun.lemma_ in _ISSUED:
            return self.subject(noun.head)
        return noun

    def _before(self, participle: Word) -> Span | None:
        """The speaker of the sentence before a participle that opens one: Adding, "…"."""
        if participle.i != self.opens[participle.i]:
            return None
        for place in range(participle.i - 1, max(-1, participle.i - 60), -1):
            if place in self.settled:
                return self.settled[place]
            if "\n" in self.tree[place].text:
                return None
        return None

    def _according(self, word: Word) -> Span | None:
        following = word.doc[word.i + 1 : word.i + 2]
        if not following or following[0].lower_ != "to":
            return None
        noun = next((c for c in following[0].children if c.dep_ == "pobj"), None)
        return self.clear_of_marks(noun_span(noun), noun) if noun is not None else None

    def clear_of_marks(self, span: Span, noun: Word) -> Span:
        """``span`` cut back where it runs from ``noun`` into a marked stretch."""
        words = [noun]
        for word in noun.doc[noun.i + 1 :]:
            if word.idx >= span.end or self.region[word.i] != self.region[noun.i]:
                break
            words.append(word)
        for place in range(noun.i - 1, -1, -1):
            word = noun.doc[place]
            if word.idx < span.start or self.region[place] != self.region[noun.i]:
                break
            words.append(word)
        words.sort(key=lambda w: w.i)
        while len(words) > 1 and words[-1].i > noun.i and _loose(words[-1]):
            words.pop()
        return span_of(words)

    def beside(self, gap: list[Word]) -> tuple[Word, Span] | None:
        """The verb of saying next to a closing mark, with its subject on either side of it."""
        if gap and gap[0].tag_ in ("WDT", "WP", "WP$"):
            return None
        lead = 0
        while lead < min(2, len(gap)) and gap[lead].pos_ in ("ADV", "CCONJ"):
            lead += 1
        for place, verb in enumerate(gap[:40]):
            if verb.lower_ == "according":
                source = self._according(verb) if place <= lead else None
                return (verb, source) if source else None
            if verb.lemma_ not in BESIDE or verb.pos_ not in ("VERB", "AUX", "NOUN"):
                helped = verb.head if verb.dep_ in ("aux", "auxpass") else verb
                aside = helped.lemma_ in BESIDE or helped.dep_ in ("relcl", "advcl", "acl")
                if verb.tag_ in FINITE and not aside:
                    return None
                continue
            if verb.dep_ in ("relcl", "acl") and place > lead and verb.tag_ != "VBD":
                continue
            if place <= lead:
                return self._inverted(gap, place)
            if verb.pos_ == "NOUN":
                continue
            words = [w for w in gap[lead:place] if w.dep_ not in ("aux", "neg")]
            while words and (words[-1].pos_ in ("ADV", "AUX", "PUNCT") or words[-1].is_space):
                words.pop()
            if not words or words[0].pos_ not in _STARTS_A_NOUN:
                return None
            subject = self._own_subject(verb)
            if subject is not None and words[0].i <= subject.i <= words[-1].i:
                return verb, span_of(words)
            if not any(w.pos_ in ("VERB", "AUX") for w in words):
                return verb, span_of(words)
        return None

    def _inverted(self, gap: list[Word], place: int) -> tuple[Word, Span] | None:
        verb = gap[place]
        for child in verb.children:
            if child.dep_ == "nsubj" and self.region[child.i] < 0:
                if child.i < verb.i:
                    return None
                return verb, self.clear_of_marks(noun_span(child), child)
        words = gap[place + 1 :]
        if verb.tag_ == "VBG" or not words or words[0].pos_ not in _STARTS_A_NOUN:
            source = self.source(verb) if verb.tag_ == "VBG" else None
            return (verb, source) if source else None
        head = words[0]
        while head.head.i > head.i and head.head in words and head.head.pos_ in ("PROPN", "NOUN"):
            head = head.head
        span = self.clear_of_marks(noun_span(head), head)
        return verb, Span(max(span.start, words[0].idx), max(span.end, end_of(words[0])))
