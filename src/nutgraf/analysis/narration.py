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

The score is a logistic sum: each mark below that a sentence bears adds its weight, and so
does the drift of its adjectives, nouns and verbs in the parser's word vectors.
`training/narration.py` fits the weights on sentences labelled by reading and writes them to
`narration_weights.py`; they belong to one model of the parser.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nutgraf.analysis.narration_weights import BIAS, DRIFTS, MARKS
from nutgraf.analysis.syntax import Phrase, Word

Vector = NDArray[np.float32]

# From this score on, a sentence of narration counts as the publisher's own analysis.
ANALYSIS_LINE = 0.5

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
    ("judging",
     r"stark(?:er|est|ly)?|inopportune|awkward|uneasy|delicate|precarious|shaky|robust|resilient|"
     r"stubborn|reckless\w*|bold|cautious\w*|timid|blunt\w*|harsh\w*|modest|dire|grim|bleak|"
     r"rosy|dim|bright|promising|hopeful|thorny|messy|murky|opaque|costly|hollow|symbolic|"
     r"strained|rocky|stormy|tumultuous|turbulent|volatile|chaotic|surreal|bizarre|odd(?:ly)?|"
     r"strange(?:ly)?|curious(?:ly)?|puzzling|baffling|glaring|telling|obvious(?:ly)?|"
     r"unmistakabl\w+|undeniabl\w+|understandabl\w+|predictabl\w+|unproductive|futile|"
     r"meaningless|pointless|needless\w*|reluctant\w*|eager|desperate\w*|defiant\w*|wary|"
     r"popular|unpopular|beloved|iconic|legendary|trusted|respected|feared|disappoint\w+|"
     r"impressive\w*|powerful(?:ly)?|forceful(?:ly)?|persuasive|convincing|compelling|riveting|"
     r"thoughtful|clumsy|sloppy|anemic|lacklust\w+|tepid|muted|fervent\w*|passionate|"
     r"unruly|unpredictable|erratic|disciplined|pragmatic|nuanced|subtle|overt|blatant\w*|"
     r"misleading|bogus|flawed|inaccurate|unfounded|wrong(?:ly)?|better off|worse off|worth"),
    ("figure of speech",
     r"loom(?:s|ed|ing)?|haunt(?:s|ed|ing)|overshadow\w*|hamper\w*|cripp?l(?:es|ed|ing)|thwart\w*|"
     r"derail\w*|bolster\w*|shor(?:e|es|ed|ing) up|buoy\w*|galvani\w+|alienat\w+|energi[sz]\w+|"
     r"rattl(?:e|es|ed|ing)|roil\w*|upend\w*|reshap\w+|transform\w*|dominat\w+|eclips\w+|"
     r"betray\w*|echo(?:es|ed|ing)?|mirror(?:s|ed|ing)|hing(?:e|es|ed|ing) on|depend(?:s|ing)? on|"
     r"rest(?:s|ing) on|boil(?:s|ing)? down|cement\w*|erod\w+|sour(?:s|ed|ing)?|unravel\w*|"
     r"backfir\w+|pa(?:y|ys|id|ying) off|falter\w*|flounder\w*|thriv\w+|thrust\w*|capp?(?:ed|ing)|"
     r"capitali[sz]\w+|exploit(?:s|ed|ing)?|trad(?:es|ing) on|play(?:s|ing)? (?:into|to)|"
     r"cast(?:s|ing)?|"
     r"chapter|hallmark|paradox|irony|mystery|puzzle|contradiction|hypocrisy|triumph|disaster|mess|"
     r"debacle|fiasco|lifeline|linchpin|cornerstone|centerpiece|bellwether|litmus|tightrope|"
     r"balancing act|rift|divides?|stalemate|deadlock|showdown|clash(?:es)?|standoff|civil war|"
     r"playbook|far cry|outlier|spotlight|shadow|cloud|whimper|sigh of relief|at odds|"
     r"step (?:forward|in)|(?:another|latest|prime|classic) (?:example|sign|chapter|instance)|"
     r"burden|price|cost of|weakness|strength|failures?|success"),
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

# The kinds of words whose drift is taken, by their parts of speech.
_DRIFTS = {"qualities": {"ADJ", "ADV"}, "things": {"NOUN"}, "acts": {"VERB"}}


def score_analysis(phrase: Phrase) -> float:
    """How likely the sentence is the publisher's own analysis, 0 to 1; see ``ANALYSIS_LINE``."""
    total = BIAS + sum(MARKS.get(mark, 0.0) * strength for mark, strength in marks_of(phrase))
    weights = _drift_weights()
    for kind, drift in drifts_of(phrase):
        total += float(drift @ weights[kind])
    return 1 / (1 + math.exp(-total))


@functools.cache
def _drift_weights() -> dict[str, Vector]:
    return {kind: np.array(row.split(), np.float32) for kind, row in DRIFTS.items()}


def drifts_of(phrase: Phrase) -> Iterator[tuple[str, Vector]]:
    """What the words of each kind mean on the whole: the direction that their vectors add up to.

    It reaches words that no list of marks holds. A kind whose words the parser has no
    vectors for is left out.
    """
    for kind, parts in _DRIFTS.items():
        known = [word.vector for word in phrase if word.pos_ in parts and word.has_vector]
        if known:
            mean = np.asarray(known, np.float32).sum(axis=0)
            size = np.float32(np.linalg.norm(mean))
            if size > 0:
                yield kind, mean / size


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
    yield "length", min(size, 40) / 30
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
