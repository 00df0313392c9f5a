"""The publisher's own voice: how likely a sentence of narration is analysis and not report.

**Analysis** is a sentence in which the article itself, and nobody it quotes or reports,
evaluates ("the sharpest rebuke yet"), explains ("in part because …", "a sign that …"),
compares or contrasts in words of its own ("unlike her rivals …"), or states a likelihood
("is unlikely before spring"): what a writer could print as "The Gazette said …".

**Report** is everything else that the article tells: events, figures, background,
procedure, biography, however important. Two counted figures side by side ("up 3 % on last
year", "the lowest since May") are report, and so is a cause that is part of the event ("fell
after the bank raised rates"). A sentence that holds a quotation or a reported statement is
neither: it is somebody else's voice, and is never scored here.

The score is a logistic sum over the marks below: each mark that a sentence bears adds its
weight. `training/narration.py` fits the weights on sentences labelled by reading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from nutgraf.analysis.syntax import Phrase, Word

# From this score on, a sentence of narration counts as the publisher's own analysis.
ANALYSIS_LINE = 0.55

# Marks that are words: the name of the mark, and what bears it.
_WORDS: tuple[tuple[str, str], ...] = (
    ("shows",
     r"underscor\w+|illustrat\w+|highlight(?:s|ed|ing)|reflect(?:s|ed|ing)?|"
     r"signif(?:y|ies)|signal(?:s|ed|l?ing)|suggest(?:s|ed|ing)? (?:that|a|an|the)|"
     r"demonstrat(?:es?|ing)|(?:represent|mark)(?:s|ed|ing)? (?:a|an|the|one|what)|"
     r"means? that|meaning|which means|testament|reminder|symbol(?:s|ic)?|"
     r"signs? (?:of|that)|evidence (?:of|that)|speaks? to|amounts? to"),
    ("turn",
     r"blow|boost|setback|victory (?:for|to)|defeat (?:for|to)|rebuke|gamble|reversal|"
     r"turning point|milestone|game.changer|departure from|shift (?:in|from)|upper hand|"
     r"firewall|windfall|embarrassment|coup for|win for|upset|comeback|stakes|dividends?|"
     r"test (?:of|for)|key test|moment of truth"),
    ("likely",
     r"(?:un)?likely|probably|almost certainly|surely|perhaps|potentially|presumably|"
     r"possibly|certain to|set to|poised|on course|doomed|bound to|"
     r"chances? (?:of|that|to)|odds|inevitabl[ey]|no surprise|expected to"),
    ("hedged",
     r"(?:seem|appear)(?:s|ed|ing)?|looks? (?:to|set|like|more|less|as if|increasingly)|"
     r"apparently|in effect|essentially|arguably"),
    ("open",
     r"unclear|uncertain|remains? to be seen|(?:not|isn['’]t) clear|in doubt|unknown|"
     r"questions? (?:is|about|of|over|whether)|uncertainty|whether or not"),
    ("hard",
     r"difficult\w*|hard(?:er)? to|tough(?:er)?|eas(?:y|ier|ily)|struggl\w+|"
     r"fail(?:s|ed|ure|ing)?|unable|challeng(?:e|es|ing)|obstacles?|problems?|"
     r"trouble[sd]?|complicat\w+|dilemma|headache|hurdles?|weak\w*|vulnerab\w+|fragile|"
     r"limited"),
    ("force",
     r"pressure|momentum|tensions?|backlash|crisis|fears?|frustrat\w+|anxiet\w+|turmoil|"
     r"chaos|threaten(?:s|ed|ing)?|risk(?:s|ing|y)?|dangerous|undermin\w+|undercut\w*|"
     r"erod\w+|fuel(?:s|ed|ing)|embolden\w*|stok(?:es|ed|ing)|polariz\w+|divisive|"
     r"divided|toxic\w*|bitter\w*|fierce\w*|credibility|reputation|image|legacy|appetite"),
    ("grade",
     r"important|importance|crucial|critical(?: to| for)?|vital|central|key|pivotal|"
     r"powerful|formidable|significant\w*|serious\w*|dramatic\w*|deep(?:ly|ening)?|"
     r"profound\w*|sweeping|major|huge|massive\w*|enormous\w*|stunning\w*|staggering|"
     r"remarkabl[ey]|striking\w*|notabl[ey]|strong(?:ly)?|good|bad|great|poor(?:ly)?|"
     r"successful\w*|effective\w*|ineffective|ambitious|aggressive\w*|flagrant|true|"
     r"false(?:ly)?|simpl[ey]|clear(?:ly)?|real|mere(?:ly)?|ideal|best|worst"),
    ("growing",
     r"increasing(?:ly)?|growing|mounting|widening|narrowing|fading|shrinking|waning|"
     r"more and more|steadily|dwindling|dramatically|far (?:more|less)|all but|virtually"),
    ("rare",
     r"unprecedented|unusual(?:ly)?|rare(?:ly)?|historic(?:ally)?|extraordinar\w+|"
     r"surpris\w+|unexpected\w*|typical(?:ly)?|traditional(?:ly)?|usually|hardly|"
     r"far from|anything but|seldom|little more than|nowhere|ironic\w*|tellingly|"
     r"no stranger|not the only|famous(?:ly)?|infamous"),
    ("comparing",
     r"(?:more|less|fewer|better|worse|\w{3,}er) than(?! (?:\$|£|€)?\d)|"
     r"as (?:much|well|far|strong|good) as|unlike|compared (?:to|with)|similar(?:ly)?|"
     r"in (?:stark |sharp |marked )?contrast|much like|just as|than ever|the same|"
     r"equivalent|in line with|the kind of"),
    ("superlative",
     r""
     r"(?:most|least|\w{3,}est) (?:[\w-]+ ){0,3}(?:yet|ever|of all|in (?:history|years|decades)|"
        r"weapon|argument|sign|example|threat|challenge|weakness|critics?|attacks?)|"
     r"one of the (?:most|least|\w+est)"),
    ("contrast",
     r"despite|although|though|even (?:as|if|when)|while|whereas|yet|nonetheless|"
     r"nevertheless|rather than|instead of|not only|not just|otherwise|in spite of|"
     r"regardless"),
    ("cause",
     r"because|in (?:large |no small )?part|thanks to|due to|stem(?:s|med|ming) from|"
     r"as a result|reasons?|explains?|why|so that|in an (?:effort|attempt) to|blame[ds]?|"
     r"responsible for|owing to|prompt(?:ed|ing)|led to|leading to|"
     r"mak(?:es|ing) (?:it|him|her|them|the)|made (?:it|him|her|them)|leav(?:es|ing)|"
     r"rais(?:es|ed|ing)|giv(?:es|ing)|allow(?:s|ing)|help(?:s|ed|ing)? (?:to )?\w+"),
    ("standing",
     r"comes? (?:as|amid|at|after|just|less)|in the (?:wake|midst) of|amid"),
    ("hope",
     r"opportunit\w+|hopes?|promis(?:e|ing)|advantage|potential|prospects?|ability|goal|"
     r"appeal|strategy|tactic|campaign of|effort|message|narrative|argument|approach|"
     r"instinct|tone"),
    ("reported",
     r"according|statement|announced|told|tweeted|spokes\w+|reporters|respond(?:ed)?|"
     r"comment|report(?:ed|edly)?|interview|police|officers?|officials?|court|judge|"
     r"filed|charged|arrested|sentenced|indicted|killed|wounded|injured|born|scheduled|"
     r"voted|signed|resigned|hosted|attended|included?|includes|including|began|founded|"
     r"located|based in"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(rf"\b(?:{words})\b", re.I)) for name, words in _WORDS)
_FIGURE = re.compile(r"[$£€]?\d[\d,.]*")
_TURN_FIRST = re.compile(
    r"[\"“'(]?(?:But|And|Yet|So|Still|While|Though|Although|Despite|Even|If|With|For)\b"
)
_DASH = re.compile(r"\s(?:--|[–—])\s|\w[—–]\w|\w--\w")
_HUMANS = {"he", "she", "they", "who", "we", "i", "you"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_POINTING = {"it", "this", "that", "these", "those", "which", "there", "what"}

# What each mark adds to the sum; fitted, see training/narration.py.
_BIAS = -2.09
_WEIGHTS: dict[str, float] = {
    "rare": 1.78,
    "may": 1.73,
    "turn": 1.71,
    "likely": 1.57,
    "length": 1.26,
    "hedged": 1.24,
    "hard": 1.04,
    "force": 1.00,
    "turn first": 0.95,
    "open": 0.94,
    "shows": 0.79,
    "qualities": 0.67,
    "grade": 0.65,
    "hope": 0.62,
    "cause": 0.62,
    "on what was said": 0.59,
    "of quality": 0.53,
    "contrast": 0.53,
    "superlative": 0.45,
    "no subject": 0.36,
    "dash": 0.29,
    "growing": 0.25,
    "would": 0.18,
    "denied": 0.17,
    "comparing": -0.08,
    "on a person": -0.31,
    "reported": -0.74,
    "names": -0.75,
    "past": -0.76,
    "passive": -0.93,
    "figure": -0.99,
    "standing": -1.11,
}


def score_analysis(phrase: Phrase) -> float:
    """How likely the sentence is the publisher's own analysis, 0 to 1; see ``ANALYSIS_LINE``."""
    total = _BIAS + sum(_WEIGHTS.get(mark, 0.0) * strength for mark, strength in marks_of(phrase))
    return 1 / (1 + math.exp(-total))


def marks_of(phrase: Phrase) -> Iterator[tuple[str, float]]:
    """The marks that a sentence bears, each with its strength (1 for most)."""
    text = phrase.text
    for name, pattern in _COMPILED:
        hits = len(pattern.findall(text))
        if hits:
            # A second mark of a kind says less than one of another kind.
            yield name, 1.0 if hits == 1 else 1.5
    if _TURN_FIRST.match(text):
        yield "turn first", 1.0
    if _DASH.search(text):
        yield "dash", 1.0
    figures = len(_FIGURE.findall(text))
    if figures:
        yield "figure", min(figures, 3) / 2
    words = [word for word in phrase if not word.is_punct and not word.is_space]
    size = max(1, len(words))
    yield "length", min(size, 60) / 30
    yield "names", min(1.0, 2.5 * sum(word.pos_ == "PROPN" for word in words) / size)
    yield "qualities", min(1.0, 4 * sum(word.tag_ in {"JJ", "RB"} for word in words) / size)
    modals = {word.lower_ for word in words if word.tag_ == "MD"}
    if modals & {"may", "might", "could"}:
        yield "may", 1.0
    if modals & {"would", "should", "must"}:
        yield "would", 1.0
    yield from _clause(phrase.root)


def _clause(root: Word) -> Iterator[tuple[str, float]]:
    """Marks of the main clause: its tense, its voice, what it is about."""
    lefts = list(root.lefts)
    helpers = {word.tag_ for word in lefts if word.dep_ in {"aux", "auxpass"}}
    if "MD" not in helpers and (root.tag_ == "VBD" or "VBD" in helpers):
        yield "past", 1.0
    if any(word.dep_ in {"auxpass", "nsubjpass"} for word in lefts):
        yield "passive", 1.0
    if any(word.dep_ == "neg" for word in lefts):
        yield "denied", 1.0
    if root.lemma_ in {"be", "remain", "become", "prove", "feel", "sound"} and any(
        word.dep_ == "acomp" or word.tag_ == "JJ" for word in root.rights
    ):
        yield "of quality", 1.0
    subject = next((word for word in lefts if word.dep_ in _SUBJECTS), None)
    if subject is None:
        yield "no subject", 1.0
    elif subject.lower_ in _HUMANS:
        yield "on a person", 1.0
    elif subject.lower_ in _POINTING or subject.dep_ in {"expl", "csubj"}:
        yield "on what was said", 1.0
