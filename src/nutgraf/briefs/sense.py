"""Whether words taken out of their article still say there what they said in it."""

from __future__ import annotations

import functools
import re

from nutgraf.briefs.style import content_words

_INSIDE = re.compile('"([^"]*)"')
# "This is what we feared": what "this" is, the sentence before told.
_POINTING = re.compile(
    r"\b(?:this|that|these|those)(?=\s+(?:is|was|are|were|will|would|can|has|have|had|just|only|"
    r"means|meant|shows|proves|should|could|may|might|does|did|isn|wasn|doesn|didn|aren|goes|"
    r"happens?|happened|come|work)\b|[’']s\b|[,.?!;]|$)",
    re.IGNORECASE,
)
_SECOND_NAMED = re.compile(r"\b(?:that|this) \w+$", re.IGNORECASE)
# "that question": asked before; "this country" needs no telling, and "this deal" is the story.
_POINTED_AT = re.compile(
    r"\b(?:this|that|these|those) (?!country|year|week|month|morning|time|point|election|campaign|"
    r"world|nation|town|city|state|room|race|moment|way|kind|sort|day|night|summer|winter|place|"
    r"incident|attack|shooting|deal|bill|law|ruling|decision|breach|launch|discovery|tragedy|crime|"
    r"agreement|plan|case|story|investigation|verdict|vote|crash|accident|job|president|"
    r"administration|century|season|one\b|much\b|many\b|long\b|far\b|will|would|"
    r"can|may|we\b|they\b|he\b|she\b|it\b|you\b|i\b|the\b|a\b|an\b|our\b|his\b|"
    r"her\b)(?P<noun>[a-z]{4,})",
)
_PERSONAL = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
# "Like his tax plan, Adrian Brandt's levy …": the name comes next.
_NAMED_NEXT = re.compile(r"(?: [a-z]+){1,4}, (?:[A-Z][\w.]+ )?[A-Z][\w’']+")
_PLURAL = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_THING = re.compile(r"\bit\b(?![’']s?\s+(?:time|clear|true|important|not)\b)", re.IGNORECASE)
# "It is hard to …", "it was clear that …": here the word stands for what comes after it.
_EXPECTING = re.compile(
    r"\bit(?:[’']s| is| was| will be| would be| has been| takes?| took| seems?| goes| makes)\b"
    r".{0,60}?\b(?:to|that|if|when|who|how|whether|what)\b|\bit \w+:",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![.!?] )(?<![\"“])\b(?!I\b)[A-Z][\w’'-]+")
# A capital that a word has only because a sentence begins with it.
_PLAIN_FIRST = re.compile(
    r"^(?:The|An?|Th(?:is|at|ese|ose|ere|ey|en)|It|We|You|He|She|And|But|So|If|When|Our|My|Your|"
    r"His|Her|Its|Their|In|On|At|For|To|As|Now|What|Who|Why|How|Not|No|Yes|Well|Just|Let|Maybe|"
    r"Some|Many|Most|All|Every|With|From|By|After|Before|Because|While|Although|Since|Today|"
    r"Clearly|"
    r"Here|However|Like|Unlike|Under|Even|Only|Once|Still|Yet|Where|Whether|Such|Nobody|Nothing|"
    r"Everybody|Everyone|Everything|Something|Someone|Anyone|Never|Most)\b"
)
_MANY = re.compile(
    r"\b(?!(?:was|is|has|says|this|its|his|as|us|yes|plus|does|always|perhaps|across|unless)\b)"
    r"(?:\w{2,}s|people|police|men|women|children|everyone|anyone|nobody)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"\b(?:the|a|an|our|my|your|this|that|every|no|any)\s+\w{3,}", re.I)
_LEANING_FIRST = re.compile(
    r"^(?:And|But|So|Because|Or|That|This|It|Which|They|He|She|Him|Her|Them|Also|Then|However|"
    r"Instead|Those|These|Again|Otherwise|Yes|No|Not|Well|Alright|Okay|"
    r"One[’']?s)\b"
)
_INTERJECTS = re.compile(
    r"(?:Well|Yes|Yeah|No|Nope|Right|Exactly|Absolutely|Correct|And|But|So|Because|Or|Then|Also|"
    r"Again|Look|Oh|Alright|Okay|Therefore|Thus|Hence|However|Nevertheless)\b[, .]"
)
_UNTOLD_FIRST = re.compile(
    r"(?:\w+(?: [a-z]+){0,4}, )?(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\b"
)
_FIRST_STOP = re.compile(r"[.!?]\s")

# For words in lower case: by far the quicker way to look for many of them.
_JUDGING = re.compile(
    r"\b(?:thankfully|unfortunately|sadly|obviously|apparently|of course|simply put|frankly|"
    r"hopefully|luckily|shockingly|unsurprisingly|needless to say|clearly|so-called|folks|"
    r"patriots?|scumbag|thugs?|idiots?|moron\w*|liars?|disgusting|ridiculous|pathetic|insane|"
    r"as usual|blatant\w*|nope|yep|yikes|ouch|wow|viewer discretion|click here|submissively|"
    r"minions|goons|cronies|lackeys|(?:liberal|mainstream) media|epic|takedown|bombast|audacity|"
    r"with any luck|desperately|(?:in )?cold blood|"
    r"bilk(?:ed|s|ing)|the nerve to|brusquely|grudgingly|lash(?:es|ed|ing) out|sneer\w*|"
    r"whin(?:es|ed|ing)|rampant\w*|inflammatory|scurrilous|rumou?r-mongering|cops?|horrid|scathing|"
    r"stupid|coward\w*|lunatic\w*|leftists?|libtards?|sheeple|traitor\w*)\b"
)
_OWN_PERSON = re.compile(r"\b(?:I|me|my|we|us(?!\.)|our|ours|you|your|let[’']s)\b(?!\.)")
_WRITER = re.compile(r"\bthis (?:reporter|correspondent|newspaper|publication|site|column)\b")
_ARGUED_MARKS = re.compile(r"[!?](?:\s|$)|\.\.\.|…")
_MISREAD = re.compile(
    r"\wâ\w|[âÂ][\x80-\xbf]|\wÂ|\(@\w+\)|â€|Ã.|�|\w\s[,.](?:\s|$)|\([A-Z]{2,}\)\w|"
    r"\d/\d{1,2}/\d\d|\d[AP]M [A-Z]|"
    r"\d [AP]M [A-Z]{2,}|#\w+.*#\w|\b[A-Z]{4,} [-–—] [A-Z]|— [\w ]+ \w+ \d{1,2}, \d{4}"
)
# A heading that ran into the sentence after it: … "too many" The poll was …
_RUN_IN = re.compile(
    r'[\w]" (?:The|A|An|In|On|At|He|She|It|They|This|That|But|And|For|After|When|As)\b|'
    r"\b([A-Z]\w{3,}) (?:\w+ ){1,3}\1[’']s\b|\b[a-z]{3,} (?:But|It|They|And|If|While) [a-z]|"
    r"\b(?P<again>the|a|an|of|to|in|that) (?P=again)\b|"
    # … with the name that both begin with: "Roe names deputy in port row Roe's aide, Ann Olsen"
    r"\b(?P<twice>[A-Z]\w{3,}) [^.;]{5,90}\b"
    r"(?!that\b|and\b|by\b|of\b|with\b|from\b|said\b|for\b|to\b)[a-z]{3,} "
    r"(?P=twice)[’']s [a-z]+(?: [a-z]+){0,2}, [A-Z]|"
    r"\b(?P<pair>[A-Z]\w+ [A-Z]\w+)(?: \w+){0,4} (?P=pair)\b|"
    r"\bthe (?P<noun>\w{6,}), (?:[\w’']+ ){0,4}(?P=noun)\b"
)
# "Blue Harbour Nights": the name of a work, which nobody stated.
_TITLE = re.compile(r"(?:(?:[A-Z][\w’'-]*|of|the|a|an|in|on|to|and|for|with)[\s,!?.]*)+")
# the "law and order" candidate: what a thing is called, and nothing said.
_LABEL = re.compile(
    r"\b(?:the|an?|his|her|its|their) \"[^\"]{1,40}\" (?!(?:who|whose|that|which|"
    r"when|where|and|or|in|on|of|for|with|at|to|from|but|as|by|if|after|because|while|is|was|are|"
    r"were|has|had)\b)[a-z]"
)
_DECLINES = re.compile(
    r"\b(?:declin\w+ (?:to|further|requests? for) (?:comment|answer|say|discuss|speak|elaborate)|"
    r"no (?:further )?(?:comments?|updates?)|refus\w+ to (?:comment|answer|discuss)|"
    r"stay(?:ing)? away from it|"
    r"(?:not|\w+n[’']t) (?:willing|ready|prepared|able) to (?:say|comment|discuss)|"
    r"(?:did|would|could)(?: not|n[’']t) (?:say|elaborate)|"
    r"(?:not|\w+n[’']t) (?:plan to |going to |be able to )?(?:comment|answer \w+ questions)|"
    r"did(?: not|n[’']t) (?:immediately |return|respond)|not available for comment)\b",
    re.IGNORECASE,
)
_STAMMER = re.compile(
    r"\b(?!(?:very|had|that|no|so|really|many|much|more|bye|yes|ever|years|long|far|big)\b)"
    r"(\w+)[,.…]* \1\b|\b(?:our|the|my|a) (\w+), (?:\w+ ){1,3}(?:our|the|my|a) \2\b|\buh\b|\bum\b",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(r"(?:\.\.|…)\W*$")
_COARSE = re.compile(
    r"\w\*{2,}|\w\*\w|\bf[-_]+k|\b(?:fuck|cunt|pussy|dick|cock|tits|shit)\w*\b", re.I
)
_ECHOES = re.compile(
    r"\b(?:echo(?:es|ed|ing)|followed suit|joined in|chimed in|hit back|nevertheless|nonetheless)\b"
)
_THEM = re.compile(r"\b(?:he|she|him|his|her|they|them|their)\b", re.IGNORECASE)
_ANYONE = re.compile(r"\b(?:the|a|an|some|many|most|two|three|several) \w{3,}|\b[A-Z]\w+")
_OWNED = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)
# "the signature": what an article has told of. What all know needs no telling.
_DEFINITE_NOUN = re.compile(
    r"\b[Tt]he (?!country|world|government|president|public|people|state|city|nation|party|police|"
    r"media|law|future|past|same|way|day|time|moment|end|fact|first|last|best|most|right|United|"
    r"internet|market|economy|campaign|election|sun|moon|earth|sky|sea|[a-z]+est\b)"
    r"(?P<noun>[a-z][\w-]{2,})\b(?! (?:of|that|who|whom|which|where|when|in|for|to|at|on|from|with|"
    r"between|we|he|she|they|it|I|you|[a-z]{4,})\b)"
)
_ONLY = re.compile(r"\b[Tt]he only (?:way|one|reason|thing|option)\b(?! (?:to|for|of|that|in))")
_OBJECT = re.compile(r"\b(?:him|them)\b")


def leaning(sentence: str, *, speaker: str = "", known: str = "") -> int:
    """How many words of a quoted sentence lean on what its article had told before it.

    ``sentence`` has its quotation between straight marks; what stands before the marks counts
    as told. ``speaker`` is who says it, whom "he" does not mean; ``known`` are the pronouns that
    a reader can place: "", "he" or "he, they". 0 where it makes sense alone.
    """
    found = 0
    for match in _INSIDE.finditer(sentence):
        before = sentence[: match.start()].replace(speaker, "") if speaker else ""
        before = before or sentence[: match.start()]
        found += _leaning_within(match.group(1), _INSIDE.sub(" ", before), known)
    return found


def opens_untold(sentence: str, *, speaker: str = "") -> bool:
    """Whether what is quoted begins with "she" or "that", and nobody can tell who or what."""
    first = _INSIDE.search(sentence)
    return (
        first is not None
        and bool(_UNTOLD_FIRST.match(first.group(1)))
        and leaning(sentence, speaker=speaker) > 0
    )


def leans_on_the_speaker(words: str) -> bool:
    """Whether words open in the middle of what somebody was saying."""
    return bool(_LEANING_FIRST.match(words))


def _leaning_within(words: str, before: str, known: str) -> int:
    words = _PLAIN_FIRST.sub(lambda first: first.group().lower(), words)
    first_stop = _FIRST_STOP.search(words)
    opening = words[: first_stop.start()] if first_stop else words
    found = 0
    pointing = _POINTING.search(opening)
    if (
        pointing
        and not _SECOND_NAMED.search(opening[: pointing.start()].rstrip())
        and not _relative(opening, pointing.start())
    ):
        found += 1
    for match in _POINTED_AT.finditer(opening):
        told = f"{before} {opening[: match.start()]}".casefold()
        found += match["noun"].removesuffix("s") not in told and not _relative(
            opening, match.start()
        )
    for name, pronoun, antecedents in (
        ("he", _PERSONAL, (_NAMED,)),
        ("they", _PLURAL, (_MANY, _NAMED)),
    ):
        spoken = pronoun.search(words)
        if spoken is None or name in known:
            continue
        told = f"{before} {words[: spoken.start()]}"
        if not any(each.search(told) for each in antecedents):
            found += not _NAMED_NEXT.match(words, spoken.end())
    found += bool(_ONLY.search(opening))
    thing = _THING.search(opening)
    if thing and not _EXPECTING.match(opening, thing.start()):
        told = f"{before} {opening[: thing.start()]}"
        found += not (_NAMED.search(told) or _NOUN_BEFORE.search(told))
    return found


def _relative(words: str, at: int) -> bool:
    """Whether "that" at a place joins a clause to what stands before it: "a deal that is …"."""
    return words[at : at + 4].lower() == "that" and bool(re.search(r"\w\s+$", words[:at]))


def untold_nouns(words: str, told: frozenset[str], before: str) -> int:
    """How many things words speak of as known that only their article has told before them.

    ``told`` are the content words of the brief, ``before`` is what the article has before.
    """
    found = len(_ONLY.findall(words))
    earlier = before.casefold()
    for match in _DEFINITE_NOUN.finditer(words):
        noun = content_words(match["noun"])
        known = noun & told or noun & content_words(words[: match.start()])
        if noun and not known and match["noun"].rstrip("s") in earlier:
            found += 1
    return found


def is_title(quoted: str) -> bool:
    """Whether words in marks are the name of a work rather than something said."""
    return bool(_TITLE.fullmatch(quoted)) and not quoted.isupper()


def only_labels(sentence: str) -> bool:
    """Whether all that stands in marks is a name of a work or a label set before a noun."""
    pieces = _INSIDE.findall(_LABEL.sub(" ", sentence))
    return all(map(is_title, pieces))


def answers_the_untold(sentence: str) -> bool:
    """Whether a sentence takes up what another said, whom its article told of before it."""
    return bool(_ECHOES.search(_INSIDE.sub(" ", sentence)))


def dangles(sentence: str, speaker: str, *, body: bool) -> bool:
    """Whether a pronoun outside the marks stands for somebody the sentence does not name.

    ``speaker`` is the surname of who speaks, whom "he" may mean unless that is a ``body``;
    "him" is somebody else.
    """
    outside = _INSIDE.sub(" ", sentence)
    owned = _OWNED.search(outside)
    if owned is not None and not _ANYONE.search(outside[: owned.start()]):
        return True
    match = (_THEM if body else _OBJECT).search(outside)
    if match is None:
        return False
    told = outside[: match.start()]
    named = told.find(speaker) if speaker else -1
    rest = told[named + len(speaker) :] if named >= 0 else told
    return not _ANYONE.search(rest)


def argument(narration: str, sentences: int) -> float:
    """How much an article argues with its readers rather than reports: marks of it a sentence.

    ``narration`` is its text without what stands in quotation marks, ``sentences`` how many
    it has.
    """
    marks = (
        len(_OWN_PERSON.findall(narration))
        + len(_ARGUED_MARKS.findall(narration))
        + 2 * len(_JUDGING.findall(narration.lower()))
    )
    return marks / max(6, sentences)


@functools.lru_cache(maxsize=8192)
def is_loaded(sentence: str) -> bool:
    """Whether a publisher's sentence speaks for itself or to the reader, or calls names."""
    return bool(_OWN_PERSON.search(sentence) or _JUDGING.search(sentence.lower()))


def interjects(quoted: str) -> bool:
    """Whether quoted words begin as an answer or an afterthought does: "Well, …", "And …"."""
    return bool(_INTERJECTS.match(quoted))


def says_nothing(text: str) -> bool:
    """Whether what somebody says is that they will not say anything."""
    return bool(_DECLINES.search(text))


def is_unprintable(quoted: str) -> bool:
    """Whether quoted words stammer ("The, the harbour"), break off at the end or are coarse."""
    return bool(_STAMMER.search(quoted) or _BREAKS_OFF.search(quoted) or _COARSE.search(quoted))


@functools.lru_cache(maxsize=8192)
def is_broken(text: str) -> bool:
    """Whether a text was misread on its way: letters that are none, a heading run into it."""
    return bool(_MISREAD.search(text) or _RUN_IN.search(text))


def speaks_in_person(text: str) -> bool:
    """Whether a sentence of a brief says "I" or "this reporter" outside its quotation marks."""
    plain = _INSIDE.sub('""', text)
    return bool(_OWN_PERSON.search(plain) or _WRITER.search(plain))


_INTERPRETS = re.compile(
    # "The call showed how close they are", "His answer has raised doubts": what a thing means
    r"(?:The|This|His|Her|Their|Its|Such|[A-Z]\w+[’']s?) [^,.\"]{3,60}? (?:has |have |had |also )?"
    r"(?:show(?:s|ed|n)? (?:how|that|just)|illustrat(?:es?|ed)|underscor(?:es?|ed)|"
    r"underlin(?:es?|ed)|highlight(?:s|ed)?|reflect(?:s|ed)?|signal(?:s|led|ed)?|"
    r"demonstrat(?:es?|ed)|exposes?d?|points? to|marks? (?:a|the) (?:shift|change|departure|break)|"
    r"(?:casts?|rais(?:es?|ed)) (?:\w+ )?(?:questions?|doubts?|concerns?|fears|hopes))\b"
)


def interprets(words: str) -> bool:
    """Whether a sentence says what something means or betrays, which is somebody's view."""
    return _INTERPRETS.match(words) is not None
