"""Which body is meant by "the company", "the fund" or "the newspaper"."""

from __future__ import annotations

from collections import Counter, defaultdict

from nutgraf.analysis.name_lexicon import SHORT_BODY, folded
from nutgraf.analysis.publishers import is_news_organisation
from nutgraf.analysis.stage import SUBJECTS, Stage
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

_PAPERS = listed("times post guardian tribune herald journal mail telegraph gazette chronicle")
_MEDIA = listed("newspaper paper magazine broadcaster outlet network tabloid daily weekly")
_COMPANIES = listed(
    """company firm business start-up startup retailer manufacturer carmaker automaker maker
    giant lender chain developer brand corporation airline carrier"""
)
# Words in the names of companies that say what they are.
_MARKS = {
    "company": listed("company co corp corporation inc ltd plc llc group airlines airways motors"),
    "firm": listed("company co corp corporation inc ltd plc llc group partners"),
    "airline": listed("airlines airways airline air"),
    "carrier": listed("airlines airways airline air"),
    "organisation": listed("organisation organization association federation"),
    "organization": listed("organisation organization association federation"),
    "force": listed("police force constabulary"),
}
# Nouns for bodies whose names hold them: the International Harbour Fund is "the fund".
_TELLING = listed(
    """court agency department university ministry committee commission bank club party council
    union foundation institute museum hospital board bureau association federation fund alliance
    league coalition centre center church society trust charity campaign group panel authority
    college school network"""
)
# Words in the names of bodies that are no companies.
_PUBLIC = listed(
    """administration agency army assembly authority board bureau cabinet centre center church
    college commission committee congress council court democrats department embassy federation
    foundation government house institute institution kremlin ministry movement museum nations
    navy office organisation organization parliament party pentagon police republicans school
    senate service society supreme tribunal union university white world eu un fbi cia nato nsa
    nasa iaea opec unicef unesco taliban hamas hezbollah isis isil association club league"""
)
_REACH = 8
_FADE = 0.75
_MARGIN = 1.5
_PLACES = {
    "nsubj": 1.0,
    "nsubjpass": 1.0,
    "poss": 0.8,
    "agent": 0.8,
    "compound": 0.35,
    "nmod": 0.35,
    "npadvmod": 0.35,
}


def is_body_noun(low: str) -> bool:
    """Whether ``low`` may stand for a body named before."""
    return low in _COMPANIES or low in _MEDIA or low in _TELLING or low in _MARKS


def body_meant(stage: Stage, word: Word) -> str | None:
    """The one recent body that ``word`` can stand for; ``None`` if none or several can."""
    if any(w.text[:1].isupper() for w in stage.tree[word.left_edge.i + 1 : word.i]):
        return None
    low = word.lower_
    marks = _MARKS.get(low, frozenset((low,)))
    if low in _MEDIA:
        marks = marks | _PAPERS
    near = _recent(stage, word)
    marked = [who for who in near if marks & set(folded(who))]
    if marked and low not in _COMPANIES:
        return _heaviest({who: near[who] for who in marked})
    if low in _MEDIA:
        return _heaviest({who: w for who, w in near.items() if is_news_organisation(who)})
    if low not in _COMPANIES:
        return None
    return _heaviest({who: w for who, w in near.items() if who in marked or _may_be_company(who)})


def _recent(stage: Stage, word: Word) -> dict[str, float]:
    """The bodies within reach, and how present each is: more as a subject, less with distance."""
    here = stage.sentence_of[word.i]
    weights: dict[str, float] = defaultdict(float)
    often = Counter(who for _, who in stage.bodies[-60:])
    for at, who in reversed(stage.bodies[-40:]):
        distance = here - stage.sentence_of[at]
        if distance > _REACH:
            break
        head = stage.tree[at : stage.name_end[at]].root
        while head.dep_ in ("conj", "appos") and head.head.i != head.i:
            head = head.head
        weight = _PLACES.get(head.dep_, 0.5)
        if head.dep_ == "poss" and head.head.dep_ in SUBJECTS:
            weight = 0.9
        weights[who] = max(weights[who], weight * _FADE**distance)
    return {who: weight * (1 + 0.25 * min(often[who], 8)) for who, weight in weights.items()}


def _may_be_company(full_name: str) -> bool:
    if is_news_organisation(full_name) or set(folded(full_name)) & _PUBLIC:
        return False
    # "GM" speaks for a company, and so might "WTO": that one needs its own words in the text.
    return not (SHORT_BODY.fullmatch(full_name) and len(full_name) > 4)


def _heaviest(weights: dict[str, float]) -> str | None:
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
        return None
    return ranked[0][0]
