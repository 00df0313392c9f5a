"""Whether a statement is one, and surely of the person it is said to be of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from nutgraf.briefs.candidates import plain_text
from nutgraf.briefs.material import Material
from nutgraf.briefs.people import Person
from nutgraf.records import Analysis, Article, Quote, Sentence, Span

# "a report commissioned by Roe", "Roe's lawyer": the name in the source is not who spoke.
_OF_ANOTHER = re.compile(r"\b(?:by|of|for|from|to|with|against|on|about)\s")
# "Roe, his father and his brother": several, of whom one would be named.
_FAMILY = re.compile(
    r"\b(?:his|her|their) (?:\w+ )?(?:father|mother|brother|sister|wife|husband|son|daughter|"
    r"parents|family)\b"
)
# Verbs that people state things with. Singing, screaming and shouting are told of, not quoted,
# and what somebody thought or proposed is in the marks for another reason.
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|tweet\w*|"
    r"writ(?:es|ing|ten)|wrote|continu(?:es|ed)|went on|read(?:s|ing)?|post(?:ed|ing)|"
    r"warn\w*|not(?:es|ed|ing)|respond\w*|declar\w+|explain\w*|stat(?:es|ed|ing)|statement|"
    r"repl(?:y|ies|ied)|claim\w*|remark\w*|argu(?:es|ed|ing)|according to|call(?:s|ed|ing)|"
    r"describ\w+|brand(?:ed|ing|s)|slam(?:med|s)|denounc\w+|condemn\w*|accus\w+|insist\w*|"
    r"acknowledg\w+|admit\w*|announc\w+|urg(?:es|ed|ing)|confirm(?:s|ed|ing)|suggest\w*|"
    r"conced\w+|conclud\w+|jok(?:es|ed|ing)|testif\w+|stress\w*|emphasi\w+|vow\w*|"
    r"pledg\w+|promis\w+|threaten\w*|critici[sz]\w*|reiterat\w+|point(?:s|ed|ing) out|"
    r"quot(?:es|ed)|recall\w*|dismiss\w*|reject\w*|retort\w*|report(?:s|ed)|dubbed|"
    r"label\w*|compar\w+|mock\w*|prais\w+|boast\w*|muse[sd]|elaborat\w+|reaffirm\w*|"
    r"specif\w+|spoke|assert\w*|alleg\w+|contend\w*|maintain\w*|observ(?:es|ed)|welcom\w+|"
    r"decr(?:y|ies|ied)|characteri[sz]\w+|deni(?:es|ed)|deny|challenged|blam(?:es|ed)|caution\w*|"
    r"lament\w*|"
    r"quipp\w+|disclos\w+|promulgat\w+|rul(?:es|ed)|shot back|put it|asked for|demand\w*)\b",
    re.IGNORECASE,
)
# Who may stay unnamed, said by what they are: a reader can weigh these.
_WEIGHABLE = re.compile(
    r"\b(?:officials?|sources?|aides?|spokes\w+|advis[eo]rs?|witness\w*|eyewitness\w*|residents?|"
    r"diplomats?|police|officers?|investigators?|experts?|analysts?|lawmakers?|critics|"
    r"supporters|employees?|workers?|lawyers?|attorneys?|prosecutors?|authorities|executives?|"
    r"operatives?|strategists?|staffers?|organi[sz]ers?|neighbou?rs?|protesters?|scientists?|"
    r"researchers?|doctors?|teachers?|members?|commentators?|economists?|executors?|relatives?|"
    r"representatives?|people|persons?|voters|students|bankers?|fighters|survivors?|detectives?|"
    r"forecasters?|meteorologists?|firefighters?|medics|paramedics|rangers|ast\w+ists?|"
    r"astronomers?|biologists?|physicists?|engineers?|campaigners?|activists?|insiders?|leaders?|"
    r"fans|users|parents|families|historians?|regulators?|defectors?)\b",
    re.IGNORECASE,
)
# What is written speaks for whoever issued it: "a police statement said".
_PAPER = re.compile(
    r"\b(?:statement|report|lawsuit|complaint|indictment|filing|affidavit|editorial|commentary|"
    r"memo|letter|email|e-mail|study|poll|survey|press release)$",
    re.IGNORECASE,
)
# "the official": somebody the article had brought up before.
_BROUGHT_UP = re.compile(
    r"(?:(?:the|this|that|these|another|other|both)(?:\s[\w.’'-]+){0,2}$|"
    r"the(?: [\w.’'-]+){1,4}, who\b|one of (?:the|those|them)\b)",
    re.IGNORECASE,
)
# "the Port Ellery police", "the Valmere officials": whose they are is said.
_OF_A_PLACE = re.compile(r"[Tt]he (?:[A-Z][\w.’'-]+ )+(?:police|authorities|\w+[^s]s)$")
# "It is claimed that he wired: …": words that nobody is sure were said.
_SUPPOSED = re.compile(
    r"\b(?:it is (?:claimed|said|alleged|believed)|"
    r"(?:is|are|was|were) (?:said|alleged|believed) to|"
    r"reportedly|allegedly|rumou?r\w*|supposedly|legend)\b",
    re.IGNORECASE,
)
# "a talking Volvo": the name only tells what kind of thing speaks.
_KIND_OF = re.compile(r"(?:an?|one|another)\s[^,]*$", re.IGNORECASE)
_SPEAKS_FOR = re.compile(r"\b(?:spokes\w+|representatives?|statement|lawyers?|attorneys?)\b", re.I)
# "the company": of these, only their name tells a reader which.
BARE_BODY = re.compile(
    r"[Tt]he (?:[\w’'-]+ )?(?:company|agency|department|paper|newspaper|group|ministry|party|union|"
    r"bank|firm|organi[sz]ation|campaign|commission|committee|university|council|club|team|"
    r"network|publisher|retailer|carrier|airline|website|site|outlet|magazine)",
    re.IGNORECASE,
)
BARE_ROLE = re.compile(r"[Tt]he (?:[\w.’'-]+ ){0,2}[a-z]\w+", re.IGNORECASE)
_ACTS = re.compile(r"\s(?:\w+ed|said|says|told|has|had|was|is|went|made|took|spoke)\b")
_SPEAKING_OF = re.compile(
    r"\b(?:On|Of|About|As for|Regarding|Concerning|Asked about|To|Like|Unlike) [^.;:]{2,40}, $"
)
_SPEAKS = re.compile(r"\b([A-Z][\w’'-]+) (?:said|says|told|tells|added|wrote|tweeted)\b")
_LAST_NAME = re.compile(r"^(?!(?:He|She|It|They|I|We)$)(?:\w+\.? )?([A-Z][\w-]+)$")
_BACK = 4
_NEAR_CUE = 80
_NEAR_START = 12


def narration(material: Material, article: Article, span: Span) -> str:
    """The words of a span, blanks where they stand in quotation marks."""
    return span.of(plain_text(article.text))


def is_a_statement(article: Article, quote: Quote) -> bool:
    """Whether somebody states something, so that a reader can tell who it is."""
    cue = " ".join(span.of(article.text) for span in quote.cue)
    if cue.strip(" :,") and not _SAYING.search(cue):
        return False
    return bool(quote.speaker and not quote.anonymous) or is_described(article, quote)


def says(words: str) -> bool:
    """Whether somebody says something in these words."""
    return bool(_SAYING.search(words))


def is_described(article: Article, quote: Quote) -> bool:
    """Whether a source without a name is told by what it is, so that a reader can weigh it."""
    if quote.speaker and not quote.anonymous:
        return False
    source = quote.source[0].of(article.text) if quote.source else ""
    described = _WEIGHABLE.search(source) or _PAPER.search(source)
    return bool(described) and not (_BROUGHT_UP.match(source) and not _OF_A_PLACE.match(source))


def could_be_another(
    material: Material, article: Article, quote: Quote, holding: Sequence[Sentence]
) -> bool:
    """Whether the speaker may be somebody else, or nobody a reader could place.

    Of father and son only the full name tells which spoke; of a person with one name no
    article says who it is; and "he" may be whoever was named last.
    """
    sources = [span.of(article.text) for span in quote.source]
    if any(_FAMILY.search(source) for source in sources):
        return True
    if quote.kind == "direct" and not _cue_beside(article, quote, holding):
        return True
    if _is_of_the_topic(article, quote, holding):
        return True
    person = material.people.find(quote.speaker) if quote.speaker else None
    if person is None:
        speaker = quote.speaker or " "
        one_name = quote.voice == "person" and " " not in speaker and speaker[0] != "@"
        return one_name or any(
            (quote.speaker and _KIND_OF.match(source) and not _SPEAKS_FOR.search(source))
            or (BARE_BODY.fullmatch(source) and not _body_named_last(material, article, quote))
            for source in sources
        )
    if " " not in person.full_name or not all(_bears(person, source) for source in sources):
        return True
    if (
        person.has_double
        and not any(person.full_name in source for source in sources)
        and _names_the_double(material, article, person)
    ):
        return True
    for source in sources:
        if BARE_ROLE.fullmatch(source) and not has_role(person, source):
            return True
        before, name, _ = source.partition(person.full_name.split()[-1])
        if name and _OF_ANOTHER.search(before.replace(quote.role or "\0", "")):
            return True
    return not _named_last(material, article, quote)


def _bears(person: Person, source: str) -> bool:
    """Whether a source that ends with a name has the person's: "Roe" of "Olsen Roe" misread."""
    name = _LAST_NAME.search(source)
    printed = f"{person.full_name} {person.introduction}"
    return name is None or name[1].casefold() in printed.casefold()


def _is_of_the_topic(article: Article, quote: Quote, holding: Sequence[Sentence]) -> bool:
    """Whether "he" is another than was thought: "On Roe, he said …", "Roe said … he told"."""
    if not quote.source or not quote.speaker:
        return False
    source = min(quote.source)
    if source.of(article.text).casefold() not in {"he", "she"}:
        return False
    before = _SPEAKING_OF.search(article.text[max(0, source.start - 60) : source.start])
    if before is not None and quote.speaker.split()[-1] in before.group():
        return True
    start = min((s.span.start for s in holding if s.span.holds(source)), default=source.start)
    told = Span(start, source.start).of(plain_text(article.text))
    return any(name not in quote.speaker for name in _SPEAKS.findall(told))


def _names_the_double(material: Material, article: Article, person: Person) -> bool:
    """Whether the article itself names another person of these names, as a son's."""
    return any(
        other.has_double
        and other.key != person.key
        and other.key.split()[0] == person.key.split()[0]
        for name in material.analyses[article.id].names
        if name.kind == "person" and (other := material.people.find(name.full_name)) is not None
    )


def is_rumour(material: Material, article: Article, holding: Sequence[Sentence]) -> bool:
    """Whether the article does not vouch for the words: "It is claimed that she wired …"."""
    return any(_SUPPOSED.search(narration(material, article, s.span)) for s in holding)


def _cue_beside(article: Article, quote: Quote, holding: Sequence[Sentence]) -> bool:
    """Whether the cue stands in a sentence with what was said, and not in a question."""
    if not quote.cue:
        return True
    return any(
        any(sentence.span.meets(cue) for cue in quote.cue)
        and any(sentence.span.meets(said) for said in quote.content)
        for sentence in holding
    ) or any(
        0 <= said.start - cue.end <= _NEAR_CUE
        and article.text[cue.end : said.start].count(".") == 0
        for cue in quote.cue
        for said in quote.content
    )


def has_role(person: Person, bare_role: str) -> bool:
    """Whether "the governor" can be Gov. Ann Roe."""
    noun = bare_role.rsplit(maxsplit=1)[-1].casefold()
    words = person.introduction.replace(person.full_name, "").casefold().split()
    roles = [word.strip(".,") for word in words]
    return any(len(role) > 2 and (noun.startswith(role) or role == noun) for role in roles)


def with_body(material: Material, article: Article, quote: Quote) -> Quote:
    """The statement with its speaker, where "the agency" can only be the body named before it.

    That is the one body that the sentence before names, and begins with or has speak.
    """
    if quote.speaker or len(quote.source) != 1 or quote.kind != "indirect":
        return quote
    source = quote.source[0]
    if not BARE_BODY.fullmatch(source.of(article.text)):
        return quote
    analysis = material.analyses[article.id]
    before = [s for s in analysis.sentences if s.span.end <= source.start][-1:]
    named = [
        name
        for name in sorted(analysis.names, key=lambda name: name.span)
        if before and before[0].span.holds(name.span) and name.kind in {"organisation", "person"}
    ]
    bodies = {name.full_name for name in named}
    if (
        len(bodies) != 1
        or named[0].kind != "organisation"
        or named[0].span.start > (before[0].span.start + _NEAR_START)
    ):
        return quote
    return structs.replace(quote, speaker=named[0].full_name, voice="organisation", anonymous=False)


def _body_named_last(material: Material, article: Article, quote: Quote) -> bool:
    """Whether the last body that the article names before "the company" is the one meant."""
    noun = min(quote.source).of(article.text).rsplit(maxsplit=1)[-1].casefold()
    if noun in (quote.speaker or "").casefold():
        return True
    at = min(quote.source).start
    analysis = material.analyses[article.id]
    for sentence in reversed([s for s in analysis.sentences if s.span.start < at][-2:]):
        named = {
            name.full_name
            for name in analysis.names
            if name.kind == "organisation"
            and sentence.span.holds(name.span)
            and name.span.end <= at
        }
        if named:
            return named == {quote.speaker}
    return False


def _tells_of_a_body(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether the first name of a sentence is taken for a body's and acts: it may be a person's."""
    names = [
        name
        for name in analysis.names
        if name.kind in {"person", "organisation"} and sentence.span.holds(name.span)
    ]
    first = min(names, key=lambda name: name.span, default=None)
    return (
        first is not None
        and first.kind == "organisation"
        and bool(_ACTS.match(text, first.span.end))
    )


def _speaks_in(analysis: Analysis, sentence: Sentence, quote: Quote) -> bool:
    """Whether the speaker of a quote is one who speaks in a sentence before it, too."""
    return any(
        other.speaker == quote.speaker and any(sentence.span.holds(span) for span in other.source)
        for other in analysis.quotes
        if other is not quote
    )


def _named_last(material: Material, article: Article, quote: Quote) -> bool:
    """Whether the last person the article names before "he said" is the one who spoke."""
    if not quote.source:
        return True
    source = min(quote.source)
    pronoun = source.of(article.text).casefold() in {"he", "she"}
    if quote.cue and not pronoun:
        return True
    at = min(quote.content).start if not quote.cue else source.start
    analysis = material.analyses[article.id]
    sentences = [s for s in analysis.sentences if s.span.start < at][-_BACK:]
    marked = material.marked(article)
    for sentence in reversed(sentences):
        named = [
            (person.key, name.span)
            for name in sorted(analysis.names, key=lambda name: name.span)
            if name.kind == "person"
            and sentence.span.holds(name.span)
            and name.span.end <= at
            and not any(m.outer.meets(name.span) for m in marked)
            and (person := material.people.find(name.full_name)) is not None
        ]
        if _tells_of_a_body(analysis, sentence, article.text):
            return False
        if named:
            # Of two, the one the sentence begins with is the one it goes on about.
            speaker = material.people.find(quote.speaker) if quote.speaker else None
            key, name_span = named[0]
            acts = sentence.predicate is None or name_span.start < sentence.predicate.start
            return (
                speaker is not None
                and speaker.key == key
                and (acts or _speaks_in(analysis, sentence, quote))
            )
    return True
