"""The names of an article: where they stand, what kind they are, and which are one.

Three passes. The parser's entities are cleaned (no article, title or possessive inside
a span); what it missed is found by honorifics, titles and consistency over the article;
short forms and variant spellings are then joined to the fullest form printed.

Variant spellings are one person when the surnames have six letters or more, share the
first two, and differ by one edit (two from nine letters on), and the given names are equal,
short for one another, or alike but for vowels ("Volodymyr", "Vladimir").
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from nutgraf.analysis.syntax import Phrase, Tree, Word
from nutgraf.records import Name, NameKind, Span

__all__ = ["ROLE_HEADS", "find_names", "folded", "given_gender", "honorific_gender", "role_head"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}

_MEN = _words(
    """aaron abdel abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro
    aleksandr alex alexander alexei alfred ali allan allen alvin andre andreas andrei andrew
    angus anthony antonio antony archie arnold arthur ashraf bashar barack barry bart ben
    benjamin bernard bernie bill billy bob boris brad bradley brandon brendan brett brian
    bruce bryan carl carlos cedric chad charles charlie chris christian christopher chuck
    clarence claude clive colin connor craig curtis dale damian dan daniel danny darren dave
    david dean denis dennis derek dick diego dmitri dmitry dominic don donald doug douglas
    duncan dwight ed eddie edgar eduardo edward edwin elijah eli elliott elon emmanuel eric
    erik ernest ethan eugene evan felix fernando fidel floyd francis francisco francois
    frank franklin fred frederick gareth gary gavin gene geoff geoffrey george gerald gerard
    gilbert giovanni glenn gordon graham grant greg gregory guy hamid hank hans harold harry
    harvey hassan hector helmut henri henry herbert hosni howard hugh hugo ian ibrahim igor
    imran ivan jack jacob jake jamal james jamie jared jason javier jay jean jeff jeffrey
    jens jeremy jerome jerry jesus jim jimmy joachim joe joel john johnny jon jonathan jorge
    jose josef joseph josh joshua juan julian julius justin karl keith ken kenneth kevin
    khalid khalifa kyle lance larry lars lawrence lee len leo leon leonard lewis liam lloyd
    louis lucas luis luke mahmoud malcolm manuel marc marco marcus mario mark martin marvin
    matt matthew maurice max michael michel miguel mike mikhail mitch mitt mohamed mohammad
    mohammed muhammad mustafa narendra nathan neil nelson nicholas nick nicolas nicolás
    nigel noah norman oliver omar oscar oskar owen pablo patrick paul pedro pete peter phil
    philip philippe phillip pierre piers rafael ralph ramon raul ray raymond recep ricardo
    richard rick rob robert roberto robin rod rodney rodrigo roger roland ron ronald rory
    ross roy rudolph rudy rupert russell ryan salman sam samuel santiago scott sean
    sebastian serge sergei sergey sergio seth shane shaun shinzo sidney silvio simon stanley
    stefan stephen steve steven stewart stuart ted terry theodore thomas tim timothy toby
    todd tom tommy tony travis trevor tyler vernon victor viktor vincent vladimir volodymyr
    wade walter warren wayne wesley william willie winston wolfgang xavier yasser yusuf
    zachary"""
)
_WOMEN = _words(
    """abigail adele agnes aisha alexandra alice alicia alison allison amanda amber amelia amy
    ana andrea angela angelina anita ann anna anne annie aung audrey ava barbara beatrice
    becky belinda beth betty beverly bonnie brenda bridget brittany camilla carla carly
    carmen carol caroline carolyn carrie catherine cathy celia charlene charlotte cheryl
    chloe christina christine cindy claire clara claudia colleen condoleezza connie courtney
    cristina cynthia daisy dana daniela danielle dawn deborah debra denise diana diane
    dianne dolores donna doris dorothy edith eileen elaine eleanor elena elisabeth elizabeth
    ella ellen emily emma erica erin esther eva evelyn faith fatima felicity fiona florence
    frances gabriela gabrielle gail gemma georgia gina ginger giorgia gloria grace greta
    gretchen gwen hannah harriet hazel heather heidi helen helena hilary hillary holly
    ingrid irene isabel isabella ivanka ivy jacinda jackie jacqueline jane janet janice
    jasmine jean-marie jeanne jen jenna jennifer jenny jessica jill joan joanna joanne jodie
    josephine joyce juanita judith judy julia juliana julianne julie june kamala karen karin
    karla kate katherine kathleen kathryn kathy katie katrina kay kayla kellyanne kelly
    kim-marie kirsten kirstjen kristen kristin kristina laura lauren leah leila lena leslie
    lillian lily linda lindsay lisa liz lois loretta lori lorraine louise lucia lucy luisa
    lydia lynn madeleine madison maggie malala malia marcia margaret maria marie marilyn
    marina marine marion marjorie martha mary maureen maya meg megan meghan melania melanie
    melinda melissa mercedes meredith mia michaela michelle mildred miriam molly monica
    nadia nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma olga
    olivia pamela patricia paula pauline peggy penelope penny phyllis pippa priscilla priti
    rachel rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth
    sabrina sally samantha sandra sara sarah sasha-marie serena shannon sharon sheila
    shelley sheryl shirley silvia sofia sonia sophia sophie stella stephanie stormy sue
    summer susan susanna suzanne svetlana sylvia tamara tanya tara teresa theresa tiffany
    tina tracy ursula valerie vanessa vera veronica victoria viola violet virginia vivian
    wanda wendy whitney winifred yasmin yolanda yulia yvette yvonne zoe"""
)
_HONORIFICS: dict[str, str | None] = {
    **dict.fromkeys(("mr", "sir", "mister", "monsieur", "herr", "lord"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "madame", "madam", "mme"), "f"),
    **dict.fromkeys(("dr", "mx", "prof", "rev", "messrs", "hon", "st"), None),
}
_TITLES = _words("sen rep gov gen lt col sgt capt maj cpl adm cmdr det insp supt sens reps pres")
ROLE_HEADS = _words(
    """activist actor agent actress admiral adviser advisor aide ally ambassador analyst anchor
    apostle archbishop architect artist astronaut attorney author ayatollah banker baroness
    baron batsman biologist bishop boss broadcaster businessman businesswoman candidate
    captain cardinal ceo chair chairman chairperson chairwoman champion chancellor chef
    chief climatologist co-chair co-founder co-owner coach colonel columnist comedian
    commander commissioner composer comptroller congressman congresswoman constable consul
    consultant contractor convener coordinator coroner correspondent councillor
    councilman councilwoman councilor counsel counselor creator critic cybercriminal dean
    defender delegate deputy designer detective developer dictator driver diplomat director
    doctor duchess duke economist editor emir emperor engineer envoy epidemiologist
    executive expert explorer farmer filmmaker financier firefighter forecaster founder
    general geologist goalkeeper governor guitarist hacker head historian host imam
    inspector inventor investigator investor journalist judge justice keeper king lawmaker
    lawyer leader legislator lieutenant major manager marshal mayor meteorologist midfielder
    minister model mp musician negotiator nominee novelist nurse officer official ombudsman
    organiser organizer owner painter paramedic partner pastor patriarch pathologist
    philosopher photographer physician physicist pilot pitcher player playwright poet
    politician pollster pope premier presenter president priest prince princess principal
    producer professor programmer prosecutor protester psychologist publicist publisher
    quarterback queen rabbi ranger rapper rector regulator reporter representative
    researcher resident sailor scholar scientist screenwriter secretary senator sergeant
    sheikh sheriff singer skipper soldier solicitor songwriter speaker spokesman
    spokesperson spokeswoman star strategist striker strongman student sultan superintendent
    surgeon teacher technician trader treasurer trustee tsar tycoon vice-president
    vice-chair veteran volunteer whistleblower winger winner writer"""
)
_BEFORE = _words("former vice deputy acting assistant associate of for and & then ex interim")
_COMPANY_POSTS = _words(
    "ceo executive founder co-founder owner publisher chairman director producer"
)
# Words that describe a person rather than the post; a role starts after them.
_NOT_IN_ROLE = _words(
    """new embattled late longtime long-time veteran famous legendary controversial disgraced
    ousted beleaguered outspoken popular fellow young old elderly then own current outgoing
    incoming only many several two three other such last next second rival close top
    same flamboyant fiery hawkish charismatic powerful influential disgruntled
    former-reality bombastic prominent local like"""
)
_NOT_NAMES = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december easter christmas share video photo
    read updated advertisement bst gmt est edt pst pdt cet utc hkt et pt ph.d. phd m.d. tv
    am pm ceo cfo dna diy faq question answer copyright editor note getty subscribe related
    topics internet web god"""
)
_KNOWN_PERSONS = _words("trump biden obama putin")
_KNOWN_BODIES = _words(
    """twitter facebook google youtube instagram reuters kremlin pentagon congress senate nato
    eu un fbi cia nsa iaea bbc cnn nbc abc cbs opec unicef unesco taliban hamas hezbollah
    isis isil amazon apple getty-images al-qaeda islamic-state microsoft netflix uber boeing
    airbus white-house united-nations"""
)
_KNOWN_PLACES = _words("us uk uae usa washington beijing moscow tehran pyongyang seoul kiev kyiv")
_DEPARTMENTS = _words("state defense defence justice treasury labor commerce energy interior")
_PARTICLES = _words(
    "al el bin bint ibn de del della di da dos du la le el van von der den ter ben abu"
)
_SUFFIXES = _words("jr sr ii iii iv")
_BODY_WORDS = _words(
    """administration agency airlines airways army association authority bank board bureau
    centre center church club college commission committee company corp corporation council
    court department federation foundation fund group hospital inc institute ltd ministry
    network organization organisation parliament party police press service services society
    tribunal trust union university"""
)
_PLACE_WORDS = _words(
    """tavern hotel restaurant school tower park street road avenue square bridge airport stadium
    station field hall island beach river lake palace"""
)
_AGENCIES = _words("reuters rex getty epa afp ap pa images")
_SHORT_BODY = re.compile(r"[A-Z][A-Z&]{1,6}s?|(?:[A-Z]\.){2,6}")
_NICKNAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in _words(
        """mike/michael bill/william bob/robert rob/robert jim/james joe/joseph tom/thomas
    tony/anthony dick/richard rick/richard ted/edward ed/edward jack/john liz/elizabeth
    kate/katherine kate/catherine kathy/katherine chuck/charles charlie/charles
    larry/lawrence jerry/gerald steve/stephen steve/steven peggy/margaret maggie/margaret
    meg/margaret beth/elizabeth betty/elizabeth hank/henry harry/harold rudy/rudolph
    jeff/jeffrey andy/andrew dave/david nick/nicholas don/donald ron/ronald"""
    )
)
# More than all labels of the longest article together.
_CERTAIN = 1_000_000
# How many people that share a word are compared; keeps a text of nothing but names linear.
_RECENT = 60
_QUOTES = "\"'“”‘’«»`"
_LINK = _words("of for and & the to")


class _Mention(Struct):
    """Words ``start`` up to ``end`` of the tree that print one name."""

    start: int
    end: int
    kind: NameKind
    full_name: str = ""


def folded(text: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, dots, hyphens or article; for comparing."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("łøıđŁØĐ", "loidLOD")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = plain.replace(".", "").replace("’", "'").replace("-", " ").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def given_gender(full_name: str) -> str | None:
    """ "m" or "f" by the given name; ``None`` for an unlisted, shared or lone name."""
    words = folded(full_name)
    if not words:
        return None
    return "m" if words[0] in _MEN else "f" if words[0] in _WOMEN else None


def honorific_gender(word: str) -> str | None:
    """ "m" or "f" for "Mr." or "Mrs."; ``None`` for any other word."""
    return _HONORIFICS.get(word.lower().rstrip("."))


def role_head(word: str) -> str | None:
    """The role noun in ``word`` ("vice-president" -> "vice-president"); ``None`` if it is none."""
    low = word.lower().rstrip(".")
    if low in ROLE_HEADS or low in _TITLES:
        return low
    # "then-President", "ex-wife" and "governor-general" hold their head before or after a hyphen.
    tail = low.rsplit("-", 1)[-1]
    return tail if "-" in low and tail in ROLE_HEADS else None


def find_names(tree: Tree, text: str) -> tuple[Name, ...]:
    """The names printed in ``text``, in order, none over another; empty if there are none."""
    mentions = _apart(_with_missed(tree, _settle_kinds(tree, list(_from_entities(tree)))))
    persons = [m for m in mentions if m.kind == "person"]
    _join_persons(tree, persons)
    _join_bodies(tree, [m for m in mentions if m.kind != "person"])
    roles = _roles(tree, persons)
    return tuple(
        Name(
            span=Span(tree[m.start].idx, _end_of(tree, m)),
            kind=m.kind,
            full_name=m.full_name,
            role=roles.get(m.full_name) if m.kind == "person" else None,
        )
        for m in mentions
    )


# --------------------------------------------------------------------- the spans


def _end_of(tree: Tree, mention: _Mention) -> int:
    last = tree[mention.end - 1]
    return last.idx + len(last.text)


def _printed(tree: Tree, mention: _Mention) -> str:
    return " ".join(tree[mention.start : mention.end].text.split())


def _key(tree: Tree, mention: _Mention) -> tuple[str, ...]:
    return folded(_printed(tree, mention))


def _is_title(word: Word) -> bool:
    low = word.lower_.rstrip(".")
    return low in _HONORIFICS or role_head(word.text) is not None


def _from_entities(tree: Tree) -> Iterator[_Mention]:
    # Papers that print "The Washington Post" mid-sentence own their article; others do not.
    owned = {
        tree[e.start + 1].lower_
        for e in tree.ents
        if e.label_ == "ORG" and e.end - e.start > 1 and _owns_article(tree, e.start)
    }
    for ent in tree.ents:
        kind = _KINDS.get(ent.label_)
        if kind is None:
            continue
        for start, end in _pieces(ent, kind):
            mention = _trimmed(tree, start, end, kind, owned)
            if mention is not None:
                yield mention


def _owns_article(tree: Tree, at: int) -> bool:
    word = tree[at]
    if word.text != "The" or word.is_sent_start or at < 2:
        return False
    # After the comma and the mark that close a quotation the sentence goes on.
    return tree[at - 1].text not in _QUOTES or tree[at - 2].text == ","


def _pieces(ent: Phrase, kind: NameKind) -> Iterator[tuple[int, int]]:
    """The entity cut at line breaks and, for persons, at what may not stand in a name."""
    start = ent.start
    for word in ent:
        cut = word.is_space or (
            kind == "person" and word.lower_ in (",", "and", "&", ";", ":", "/")
        )
        cut = cut or (kind == "place" and word.text == ",")
        cut = cut or word.text in ("\u2014", "--", "|", "(", ")", "[", "]")
        if cut:
            if word.i > start:
                yield start, word.i
            start = word.i + 1
    if ent.end > start:
        yield start, ent.end


def _trimmed(tree: Tree, start: int, end: int, kind: NameKind, owned: set[str]) -> _Mention | None:
    while start < end and _drops_left(tree, start, end, kind, owned):
        start += 1
    while end > start and (
        tree[end - 1].tag_ == "POS"
        or tree[end - 1].lower_ in ("'s", "’s", "'", "’", "s'")
        or (
            not any(c.isalnum() for c in tree[end - 1].text)
            and not tree[end - 1].text.endswith(".")
            and not (tree[end - 1].text == "-" and _goes_on(tree, end))
        )
        or (kind == "person" and end - start > 1 and _drops_right(tree[start], tree[end - 1]))
    ):
        end -= 1
    if start >= end:
        return None
    # The tokeniser parts "Jae-in", and the entity may stop in the middle of it.
    if tree[end - 1].text.endswith("-") and _goes_on(tree, end):
        end += 1
    elif (
        kind == "person"
        and end - start > 1
        and end + 1 < len(tree)
        and tree[end].text == "-"
        and not tree[end - 1].whitespace_
        and not tree[end].whitespace_
        and len(tree[end + 1].text) <= 4
    ):
        end += 2
    if kind == "person":
        end = _with_particles(tree, end)
    if kind == "organisation" and start > 0 and _owns_article(tree, start - 1):
        start -= tree[start].lower_ in owned
    half = (end - start) // 2
    if half > 1 and [w.text for w in tree[start : start + half]] == [
        w.text for w in tree[start + half : end]
    ]:
        # A caption that runs into the byline prints the name twice.
        end = start + half
    words = [w for w in tree[start:end] if any(c.isalnum() for c in w.text)]
    if not words or not any(c.isupper() or c.isdigit() for w in words for c in w.text[:2]):
        return None
    if len(words) == 1 and (
        words[0].lower_ in _NOT_NAMES
        or role_head(words[0].text)
        or (words[0].lower_.rstrip(".") in _HONORIFICS)
        or (len(words[0].text) < 2)
        or words[0].text.isdigit()
        or words[0].lower_.rstrip(".") in _SUFFIXES
    ):
        return None
    if kind == "person" and words[0].text[0].isdigit():
        return None
    if kind == "person" and all(not w.tag_.startswith("NN") and w.tag_ != "FW" for w in words):
        return None
    within_title = start > 0 and end < len(tree) and _is_title(tree[start - 1])
    if kind == "person" and len(words) == 1 and within_title and _is_title(tree[end]):
        # "Cabinet" in "Chief Cabinet Secretary".
        return None
    if kind == "person" and role_head(words[-1].text) and words[0].lower_ not in _MEN | _WOMEN:
        return None
    # "State" in "Secretary of State" and "Defense" in "Defense Secretary" are parts of a post.
    if len(words) == 1 and words[0].lower_ in _DEPARTMENTS:
        of_post = start > 1 and tree[start - 1].lower_ == "of" and _is_title(tree[start - 2])
        if of_post or (end < len(tree) and _is_title(tree[end])):
            return None
    return _Mention(start, end, kind)


def _goes_on(tree: Tree, end: int) -> bool:
    """Whether a word follows without a space, as "in" does in "Jae-in"."""
    return end < len(tree) and not tree[end - 1].whitespace_ and tree[end].text[0].isalpha()


def _with_particles(tree: Tree, end: int) -> int:
    """Where a person's name ends that goes on with "el-Sayed" or "van Dyk" after ``end``."""
    while end < len(tree) and not tree[end - 1].is_space:
        if re.match(r"(?:al|el|ul)-[A-Z]", tree[end].text):
            return end + 1
        if tree[end].text not in _PARTICLES or end + 1 >= len(tree):
            return end
        onward = end + 1 + (tree[end + 1].text == "-")
        if onward >= len(tree) or tree[onward].tag_ != "NNP":
            return end
        end = onward + 1
    return end


def _drops_right(first: Word, last: Word) -> bool:
    """Whether the last word of a person's entity is not theirs: a small word, or a photo credit."""
    if last.text[:1].islower() or last.lower_ in _AGENCIES:
        return True
    return len(last.text) > 3 and last.is_upper and not first.is_upper


def _drops_left(tree: Tree, start: int, end: int, kind: NameKind, owned: set[str]) -> bool:
    word = tree[start]
    low = word.lower_
    if low in ("the", "a", "an"):
        following = tree[start + 1].lower_ if start + 1 < end else ""
        return word.text != "The" or kind == "person" or following not in owned
    if not any(c.isalnum() for c in word.text) or word.text.startswith("\\"):
        return True
    if kind == "person":
        if word.text[:1].islower():
            return low not in _PARTICLES
        return start + 1 < end and (
            _is_title(word) or word.ent_type_ == "NORP" or low in ("former", "ex", "acting")
        )
    return word.text[:1].islower() and start + 1 < end and kind != "other" and word.pos_ != "PROPN"


def _settle_kinds(tree: Tree, mentions: list[_Mention]) -> list[_Mention]:
    """One kind for one printed name: the vote of the article, where a full name outvotes labels."""
    votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    mentions = _parted(tree, mentions)
    for m in mentions:
        key = _key(tree, m)
        acronym = m.end - m.start == 1 and _SHORT_BODY.fullmatch(tree[m.start].text)
        votes[key]["organisation" if acronym and m.kind == "person" else m.kind] += 1
        honoured = m.start > 0 and _honours(tree[m.start - 1], len(key))
        named = len(key) > 1 and key[0] in _MEN | _WOMEN and m.kind in ("person", "organisation")
        named = named or (m.kind == "organisation" and len(key) == 2 and _aged(tree, m.end))
        if (honoured or named) and key[-1:] and key[-1] not in _BODY_WORDS | _PLACE_WORDS:
            votes[key]["person"] += _CERTAIN
    people = [k for k, v in votes.items() if len(k) > 1 and v.most_common(1)[0][0] == "person"]
    surnames = {k[-1:] for k in people}
    surnames |= {k[i:] for k in people for i in range(1, len(k) - 1) if k[i] in _PARTICLES}
    for key, vote in votes.items():
        labelled_place = vote["place"] > vote["person"] + vote["organisation"]
        if key in surnames and (len(key) > 1 or not labelled_place):
            vote["person"] += _CERTAIN
        known = _known_kind(key)
        if known is not None and vote["person"] < _CERTAIN:
            vote[known] += _CERTAIN
    for m in mentions:
        m.kind = votes[_key(tree, m)].most_common(1)[0][0]
    return mentions


def _aged(tree: Tree, at: int) -> bool:
    """Whether an age follows, as after a person only: ", 34," or ", a 34-year-old"."""
    follows = "".join(w.text_with_ws for w in tree[at : at + 5])
    return re.match(r", (?:\d\d?,|an? \d\d?-year)", follows) is not None


def _honours(word: Word, length: int) -> bool:
    """Whether ``word`` before a name of ``length`` words makes it a person's."""
    if word.lower_.rstrip(".") in _HONORIFICS:
        return True
    return length == 1 and word.text[:1].isupper() and role_head(word.text) is not None


def _parted(tree: Tree, mentions: list[_Mention]) -> list[_Mention]:
    """The mentions, with "Roe and Doe" as two where the article prints either as a person."""
    persons = {word for m in mentions if m.kind == "person" for word in _key(tree, m)[-1:]}
    parted: list[_Mention] = []
    for m in mentions:
        cuts = [i for i in range(m.start + 1, m.end - 1) if tree[i].lower_ in ("and", "&", ",")]
        sides = [*zip([m.start, *(c + 1 for c in cuts)], [*cuts, m.end], strict=True)]
        if (
            m.kind in ("organisation", "other")
            and cuts
            and all(b - a == 1 and folded(tree[a].text)[-1:] for a, b in sides)
            and all(folded(tree[a].text)[-1] in persons | _KNOWN_PERSONS for a, _ in sides)
        ):
            parted.extend(_Mention(a, b, "person") for a, b in sides)
        else:
            parted.append(m)
    return parted


def _known_kind(key: tuple[str, ...]) -> NameKind | None:
    """The kind of a name that the parser is known to mistake; ``None`` for all others."""
    word = "-".join(key)
    if word in _KNOWN_PERSONS:
        return "person"
    if word in _KNOWN_BODIES:
        return "organisation"
    return "place" if word in _KNOWN_PLACES else None


def _apart(mentions: Iterable[_Mention]) -> list[_Mention]:
    kept: list[_Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return kept


def _with_missed(tree: Tree, mentions: list[_Mention]) -> list[_Mention]:
    """The mentions together with names that the parser saw elsewhere or that a title announces."""
    covered = bytearray(len(tree) + 1)
    for m in mentions:
        covered[m.start : m.end] = b"\x01" * (m.end - m.start)
    lower_words = {w.text for w in tree if w.text.islower()}
    forms: dict[str, dict[tuple[str, ...], NameKind]] = defaultdict(dict)
    for m in mentions:
        words = tuple(w.text for w in tree[m.start : m.end])
        forms[words[0]].setdefault(words, m.kind)
        if m.kind == "person" and len(words) > 1 and len(words[-1]) > 2:
            forms[words[-1]].setdefault(words[-1:], "person")
    for first, known in forms.items():
        forms[first] = dict(sorted(known.items(), key=lambda item: -len(item[0])))
    tails = {
        key[-1] for m in mentions if m.kind == "organisation" and len(key := _key(tree, m)) > 1
    } - {"house", "states", "party", "police"}
    found: list[_Mention] = []
    at = 0
    while at < len(tree):
        word = tree[at]
        end = at + 1
        if not covered[at] and word.text[:1].isupper():
            new = (
                _known_form(tree, at, forms.get(word.text, {}), covered, lower_words)
                or _announced(tree, at, covered)
                or _lone_body(tree, at, tails)
            )
            if new is not None:
                found.append(new)
                end = new.end
        at = end
    kinds = {_key(tree, m): m.kind for m in mentions}
    for m in found:
        m.kind = kinds.get(_key(tree, m), m.kind)
    return mentions + found


def _known_form(
    tree: Tree,
    at: int,
    known: dict[tuple[str, ...], NameKind],
    covered: bytearray,
    lower_words: set[str],
) -> _Mention | None:
    for words, kind in known.items():
        end = at + len(words)
        if tuple(w.text for w in tree[at:end]) != words or any(covered[at:end]):
            continue
        word = tree[at]
        if len(words) == 1 and word.lower_ in lower_words and not word.tag_.startswith("NNP"):
            continue
        if end < len(tree) and tree[end].text[:1].isupper():
            if tree[end].lower_ in _BODY_WORDS:
                return _Mention(at, end + 1, "organisation")
            if tree[end].lower_ in _PLACE_WORDS:
                return _Mention(at, end + 1, "place")
        return _Mention(at, end, kind)
    return None


def _announced(tree: Tree, at: int, covered: bytearray) -> _Mention | None:
    """A person that a title, an honorific, or a common given name announces."""
    word = tree[at]
    if not word.tag_.startswith("NNP") or _is_title(word):
        return None
    end = at + 1
    while (
        end < len(tree)
        and not covered[end]
        and (
            (tree[end].tag_.startswith("NNP") and tree[end].text[:1].isupper())
            or (tree[end].text == "-" and not tree[end].whitespace_)
        )
        and not _is_title(tree[end])
        and end - at < 4
    ):
        end += 1
    if tree[end - 1].lower_ in _BODY_WORDS | _PLACE_WORDS or tree[end - 1].text == "-":
        return None
    if end < len(tree) and _is_title(tree[end]):
        # "Chief Cabinet Secretary": still the title.
        return None
    before = tree[at - 1] if at else None
    titled = (
        before is not None
        and _is_title(before)
        and (before.text[:1].isupper() or end - at > 1)
        and before.whitespace_ != ""
    )
    named = end - at > 1 and word.lower_ in _MEN | _WOMEN
    if titled or named:
        return _Mention(at, end, "person")
    return None


def _lone_body(tree: Tree, at: int, tails: set[str]) -> _Mention | None:
    """A body by its acronym, or by its last word after "the" ("the Post")."""
    word = tree[at]
    low = word.lower_
    if low in _NOT_NAMES or not word.tag_.startswith("NNP"):
        return None
    known = _known_kind(folded(word.text))
    if known is not None:
        return _Mention(at, at + 1, known)
    shouting = word.sent[0].is_upper and word.sent[-1].is_upper
    if _SHORT_BODY.fullmatch(word.text) and len(word.text) > 2 and not shouting:
        return _Mention(at, at + 1, "organisation")
    after = tree[at + 1] if at + 1 < len(tree) else None
    followed = after is not None and after.tag_.startswith("NNP")
    if low in tails and at and tree[at - 1].lower_ == "the" and not followed:
        return _Mention(at, at + 1, "organisation")
    return None


# --------------------------------------------------------------------- joining


def _within(a: str, b: str, most: int) -> bool:
    """Whether ``a`` becomes ``b`` by at most ``most`` edits of one letter."""
    if abs(len(a) - len(b)) > most:
        return False
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (ca != cb))
    return row[-1] <= most


def _one_surname(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or a[:2] != b[:2] or max(len(a), len(b)) > 40:
        return False
    return _within(a, b, 2 if min(len(a), len(b)) >= 9 else 1) or _within(
        a.replace("yy", "y"), b.replace("yy", "y"), 1
    )


def _skeleton(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


def _one_given(a: str, b: str) -> bool:
    if a == b or frozenset((a, b)) in _NICKNAMES:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if (a in _MEN and b in _WOMEN) or (a in _WOMEN and b in _MEN):
        return False
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    return a[0] == b[0] and len(_skeleton(a)) >= 3 and _skeleton(a) == _skeleton(b)


def _parts(key: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    if len(key) > 1 and key[-1].strip(",") in _SUFFIXES:
        return tuple(w.strip(",") for w in key[:-1]), key[-1]
    return key, None


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two forms of two words or more name one person."""
    (first, a_suffix), (second, b_suffix) = _parts(a), _parts(b)
    # A son is another person; "III" is often left out.
    if (a_suffix in ("jr", "sr") or b_suffix in ("jr", "sr")) and a_suffix != b_suffix:
        return False
    if len(first) < 2 or len(second) < 2:
        return a == b
    if sorted(first) == sorted(second):
        return True
    short, long = sorted((first, second), key=len)
    if long[-len(short) :] == short or long[: len(short)] == short:
        return True
    return _one_given(first[0], second[0]) and _one_surname(first[-1], second[-1])


def _hints(key: tuple[str, ...]) -> list[str]:
    """What a form shares with every form it could be joined to: a word, or how a surname starts."""
    return [*key, _parts(key)[0][-1][:2] + "…"]


class _Person(Struct):
    """One person: the forms printed, and the places of the full ones."""

    forms: list[tuple[str, ...]]
    places: list[int]
    mentions: list[_Mention]
    gender: str | None = None
    kin: bool = False


_KIN = _words(
    """wife husband son daughter brother sister father mother widow uncle aunt cousin nephew
    niece grandson granddaughter grandfather grandmother son-in-law daughter-in-law ex-wife
    lady"""
)


def _join_persons(tree: Tree, mentions: list[_Mention]) -> None:
    persons: list[_Person] = []
    by_form: dict[tuple[str, ...], _Person] = {}
    by_hint: dict[str, list[_Person]] = defaultdict(list)
    lone: list[_Mention] = []
    for m in mentions:
        key = _key(tree, m)
        if len(_parts(key)[0]) < 2:
            lone.append(m)
            continue
        person = by_form.get(key)
        if person is None:
            # Forms of one person share a word, or surnames of one first letter.
            hints = _hints(key)
            near_by = {id(p): p for hint in hints[1:] for p in by_hint[hint][-_RECENT:]}
            person = next(
                (p for p in near_by.values() if any(_one_person(key, f) for f in p.forms)), None
            )
            if person is None:
                person = _Person([], [], [], given_gender(" ".join(key)))
                persons.append(person)
            for hint in hints:
                by_hint[hint].append(person)
            person.forms.append(key)
            by_form[key] = person
        near = {w.lower_ for w in tree[max(0, m.start - 2) : m.start]}
        near |= {w.lower_ for w in tree[m.end : m.end + 4]} if m.end < len(tree) else set()
        person.kin = person.kin or bool(near & _KIN)
        person.places.append(m.start)
        person.mentions.append(m)
    strangers: list[_Person] = []
    owners: dict[tuple[str, ...], list[list[_Person]]] = {}
    for m in lone:
        key = _key(tree, m)
        stranger = next((p for p in strangers if _one_surname(p.forms[0][0], key[0])), None)
        if key not in owners:
            hinted = {id(p): p for hint in _hints(key) for p in by_hint[hint][-_RECENT:]}
            owners[key] = _owners(key, list(hinted.values()))
        person = _owner(tree, m, owners[key])
        if person is None or (person.kin and stranger is not None):
            person = stranger
        if person is None:
            person = _Person([key], [], [])
            strangers.append(person)
        person.mentions.append(m)
    for person in persons + strangers:
        full = _fullest(tree, person.mentions)
        for m in person.mentions:
            m.full_name = full


def _owners(key: tuple[str, ...], persons: list[_Person]) -> list[list[_Person]]:
    """Whose short form ``key`` could be, from the closest sense of short to the loosest."""
    word, suffix = key[0], _parts(key)[1]
    senses: list[list[_Person]] = []
    for closeness in range(4):
        if closeness == 3 and any(senses):
            break
        fits = [p for p in persons if any(_shortens(word, f, closeness) for f in p.forms)]
        if suffix is not None:
            fits = [p for p in fits if any(_parts(f)[1] == suffix for f in p.forms)]
        senses.append(fits)
    return senses


def _owner(tree: Tree, mention: _Mention, senses: list[list[_Person]]) -> _Person | None:
    """Whose short form this is; ``None`` if no full form printed has it."""
    for sense in senses:
        fits = _likelier(tree, mention, sense) if len(sense) > 1 else sense
        fits = [p for p in fits if not _barred(tree, mention, p)]
        if fits:
            return min(fits, key=lambda p: _distance(p, mention.start))
    return None


def _shortens(word: str, form: tuple[str, ...], closeness: int) -> bool:
    """Whether ``word`` is, from close to loose, the surname, the first name, within, or alike."""
    bare = _parts(form)[0]
    if closeness == 0:
        return bare[-1] == word
    if closeness == 1:
        return bare[0] == word
    return word in bare if closeness == 2 else _one_surname(bare[-1], word)


def _barred(tree: Tree, mention: _Mention, person: _Person) -> bool:
    """Whether a bare surname cannot be this person's: another sex, or a relative named later."""
    title = honorific_gender(tree[mention.start - 1].text) if mention.start else None
    if None not in (title, person.gender) and title != person.gender:
        return True
    return person.kin and mention.start < person.places[0]


def _likelier(tree: Tree, mention: _Mention, fits: list[_Person]) -> list[_Person]:
    title = honorific_gender(tree[mention.start - 1].text) if mention.start else None
    if title is not None:
        fits = [p for p in fits if p.gender in (None, title)] or fits
    elder = [p for p in fits if not any(_parts(f)[1] for f in p.forms)]
    # A relative named in passing ("his daughter Jane Roe") does not take the bare surname over.
    return [p for p in elder or fits if not p.kin] or elder or fits


def _distance(person: _Person, at: int) -> tuple[bool, int]:
    passed = bisect.bisect_right(person.places, at)
    if passed:
        return False, at - person.places[passed - 1]
    return True, person.places[0] - at


def _fullest(tree: Tree, mentions: list[_Mention]) -> str:
    """The form of most words; of those not in capitals, most often printed, then first."""
    printed = [_printed(tree, m) for m in sorted(mentions, key=lambda m: m.start)]
    often = Counter(printed)

    def rank(form: str) -> tuple[int, bool, int]:
        return len(folded(form)), not form.isupper(), often[form]

    return max(dict.fromkeys(printed), key=rank)


def _initials(key: tuple[str, ...]) -> str:
    return "".join(w[0] for w in key if w not in ("of", "the", "and", "for", "&", "in", "on"))


def _join_bodies(tree: Tree, mentions: list[_Mention]) -> None:
    groups: dict[tuple[tuple[str, ...], NameKind], list[_Mention]] = defaultdict(list)
    for m in mentions:
        groups[_key(tree, m), m.kind].append(m)
    full = {group: _fullest(tree, ms) for group, ms in groups.items()}
    by_word: dict[tuple[str, NameKind], list[tuple[str, ...]]] = defaultdict(list)
    by_initials: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    kind_of: dict[tuple[str, ...], NameKind] = {}
    for key, kind in groups:
        kind_of[key] = kind
        if len(key) > 1:
            by_initials[_initials(key)].append(key)
            if key[0] in ("us", "uk") and len(key) > 2:
                by_initials[_initials(key[1:])].append(key)
            by_word[key[0], kind].append(key)
            by_word[key[-1], kind].append(key)
    for (key, kind), ms in groups.items():
        longer = _longer(tree, key, kind, ms, by_word, by_initials)
        name = full[longer, kind_of[longer]] if longer is not None else full[key, kind]
        for m in ms:
            m.full_name = name


def _longer(
    tree: Tree,
    key: tuple[str, ...],
    kind: NameKind,
    mentions: list[_Mention],
    by_word: dict[tuple[str, NameKind], list[tuple[str, ...]]],
    by_initials: dict[str, list[tuple[str, ...]]],
) -> tuple[str, ...] | None:
    """The one longer name that ``key`` shortens; ``None`` if there is none, or more than one."""
    if len(key) == 1 and _SHORT_BODY.fullmatch(tree[mentions[0].start].text):
        spelt = dict.fromkeys(by_initials.get(key[0], ()))
        return next(iter(spelt)) if len(spelt) == 1 else None
    if kind != "organisation" or not key or (len(key) == 1 and len(key[0]) < 3):
        return None
    longer = {
        long: None
        for long in by_word.get((key[0], kind), []) + by_word.get((key[-1], kind), [])
        if len(long) > len(key) and (long[: len(key)] == key or long[-len(key) :] == key)
    }
    return next(iter(longer)) if len(longer) == 1 else None


# --------------------------------------------------------------------- roles


def _roles(tree: Tree, mentions: list[_Mention]) -> dict[str, str]:
    """The best role of each full name: the longest printed before it, else beside it."""
    before: dict[str, str] = {}
    beside: dict[str, str] = {}
    for m in mentions:
        title = _role_before(tree, m.start)
        if title is not None and len(title) > len(before.get(m.full_name, "")):
            before[m.full_name] = title
        other = None if title else _role_beside(tree, m)
        if other is not None and len(other) > len(beside.get(m.full_name, "")):
            beside[m.full_name] = other
    return {**beside, **before}


def _stops(word: Word) -> bool:
    """Whether a role cannot reach over this word."""
    if word.is_space or word.text in _QUOTES:
        return True
    if (
        word.lower_ in _LINK
        or word.text in ("-", "/")
        or (word.text.endswith(".") and word.is_alpha)
    ):
        return False
    if word.tag_ in ("NNP", "NNPS", "NN", "NNS", "JJ", "HYPH", "AFX", "FW"):
        return word.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY")
    return not (role_head(word.text) or ("." in word.text[1:] and word.text[:1].isupper()))


def _role_before(tree: Tree, start: int) -> str | None:
    """The role that ends right before ``start``; ``None`` if none does."""
    end = start
    while end and tree[end - 1].lower_.rstrip(".") in _HONORIFICS:
        end -= 1
    first = max(0, end - 12)
    at = end
    while at > first and not _stops(tree[at - 1]) and tree[at - 1].sent == tree[start].sent:
        at -= 1
    return _role_in(tree, at, end, needs_end=True)


def _role_in(tree: Tree, start: int, end: int, *, needs_end: bool) -> str | None:
    heads = [i for i in range(start, end) if role_head(tree[i].text)]
    if not heads:
        return None
    last = heads[-1]
    # After the role noun only "of X" or "for X" may follow before the name.
    if last != end - 1 and not (
        tree[last + 1].lower_ in ("of", "for", "to", "-") and tree[end - 1].text[:1].isupper()
    ):
        if needs_end:
            return None
        end = last + 1
    begin = last
    while begin > start and _joins_left(tree, begin, start, end):
        begin -= 1
    while begin < last and (
        tree[begin].lower_ in _LINK
        or tree[begin].text in _NOT_IN_ROLE
        or tree[begin].text in ("-", "/")
        or re.match(r"\d", tree[begin].text)
    ):
        begin += 1
    return " ".join(tree[begin:end].text.split())


def _joins_left(tree: Tree, begin: int, start: int, end: int) -> bool:
    word = tree[begin - 1]
    if word.text in _NOT_IN_ROLE or word.ent_type_ == "PERSON":
        return False
    # Before "President Roe" a small word belongs to the sentence, not to the title.
    if tree[begin].text[:1].isupper() and word.text[:1].islower() and word.lower_ not in _BEFORE:
        return False
    # Nothing stands before "former", nor a place before a nation: that is the place it was said.
    if tree[begin].lower_ == "former":
        return False
    if tree[begin].ent_type_ == "NORP" and word.ent_type_ in ("GPE", "LOC"):
        return False
    if word.lower_ in ("and", "&", "of", "for"):
        # "President and chief executive" is one post; in "aide to Premier Roe" Roe has the second.
        if word.lower_ in ("of", "for"):
            return False
        if not _COMPANY_POSTS & {w.lower_ for w in tree[begin:end]}:
            return False
        return begin - 2 >= start and role_head(tree[begin - 2].text) is not None
    return word.lower_ not in ("to", "the")


def _role_beside(tree: Tree, mention: _Mention) -> str | None:
    """The role in apposition after or before the name; ``None`` if there is none."""
    after = mention.end
    if after + 1 < len(tree) and tree[after].text == ",":
        role = _role_from(tree, after + 1)
        if role is not None:
            return role
    before = mention.start - 1
    if before < 1 or tree[before].text != "," or after >= len(tree):
        return None
    if tree[after].text not in (",", ".", ")", "—") and tree[after].tag_ != "POS":
        return None
    if not any(w.dep_ == "appos" for w in tree[mention.start : mention.end]):
        return None
    at = before
    while at > max(0, before - 12) and not _stops(tree[at - 1]):
        at -= 1
    opener = tree[at - 1] if at else None
    if opener is None or opener.tag_ not in ("DT", "PRP$", "POS"):
        return None
    return _role_in(tree, at, before, needs_end=True)


def _role_from(tree: Tree, at: int) -> str | None:
    """The role that opens the phrase at ``at``, read past its article or possessor."""
    limit = min(len(tree), at + 14)
    owner = next((i for i in range(at, min(limit, at + 7)) if tree[i].tag_ == "POS"), None)
    if owner is not None and all(not _stops(w) or w.tag_ == "DT" for w in tree[at:owner]):
        at = owner + 1
    elif tree[at].tag_ in ("DT", "PRP$"):
        at += 1
    end = at
    while (
        end < limit and not _stops(tree[end]) and tree[end].lower_ not in ("and", "&", "the", "to")
    ):
        end += 1
    phrase = next((i for i in range(at, end) if tree[i].lower_ in ("of", "for")), end)
    head = next((i for i in reversed(range(at, phrase)) if role_head(tree[i].text)), None)
    if head is None or (head + 1 < phrase and tree[head + 1].tag_.startswith("NN")):
        return None
    tail = head + 1
    # "minister for Energy" keeps its field; "director of the agency that ..." only its noun.
    if tail + 1 < end and tree[tail].lower_ in ("of", "for") and tree[tail + 1].text[:1].isupper():
        tail += 2
        while tail < end and tree[tail].text[:1].isupper():
            tail += 1
        # "of Roe's firm" and "for Asian affairs" go on past what is taken here.
        if tree[tail - 1].tag_ == "JJ" or (tail < len(tree) and tree[tail].tag_ == "POS"):
            tail = head + 1
    begin = at
    while begin < head and (tree[begin].text in _NOT_IN_ROLE or re.match(r"\d", tree[begin].text)):
        begin += 1
    if any(w.lower_ in ("of", "for") for w in tree[begin:head]):
        return None
    return " ".join(tree[begin:tail].text.split())
