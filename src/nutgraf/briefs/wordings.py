"""How articles word what is under way, open or asked for: one table, tried on one sentence."""

from __future__ import annotations

import re

from msgspec import Struct

from nutgraf.records import Certainty, ForwardKind

_ADVERB = r"(?:still |also |now |currently |already |actively |reportedly |jointly |again )*"
_IS = rf"(?:is|are|was|were|remains?|has been|have been) {_ADVERB}"
# "It is unclear", "it’s unclear"
_STANDS = rf"(?:\b{_IS}|[’']s {_ADVERB})"
# What is waited for by its name.
_AWAITED = (
    r"(?:decision|ruling|verdict|vote|trial|hearing|launch|release|deal|agreement|settlement|"
    r"result|election|outcome|opening|appeal|report)s?"
)
_INQUIRY = r"(?:investigations?|inquir(?:y|ies)|probes?|reviews?|audit|search(?:es)?|manhunt)"
# What a body is asked for; whom it is no news to ask, and for what.
_ASKED_FOR = (
    r"investigations?|inquir(?:y|ies)|probe|resignations?|reviews?|vote|bans?|hearings?|halt|"
    r"recount|trials?|release|sanctions|talks|ceasefire|truce|elections?|referendum|legislation|"
    r"moratorium|boycott|answers|apology|audit|debate|dismissal|withdrawal"
)
_ASKED_TO = (
    r"investigat\w+|act|intervene|reject|approve|pass|release|resign|extend|impose|lift|vote|"
    r"halt|stop|end|ban|drop|repeal|appoint|explain|hand over|answer|reopened|banned|fined"
)
_NOT_ASKED = (
    r"that|who|which|what|how|why|when|where|if|whether|by|for|h[ei][rms]|them|me|us|residents?|"
    r"customers?|users?|viewers?|fans|supporters|followers|voters|witnesses|shoppers|travell?ers|"
    r"parents|readers|people|students|guests|listeners|crowds?|the public"
)
_ASKED_IN_VAIN = "get|say|take part|wait|choose|come|leave"


class Wording(Struct, frozen=True):
    """One way of saying what is open; the group ``act`` starts where what is open does."""

    pattern: re.Pattern[str]
    kind: ForwardKind
    certainty: Certainty = "certain"


def _wording(
    pattern: str, kind: ForwardKind = "pending", certainty: Certainty = "certain"
) -> Wording:
    return Wording(re.compile(pattern), kind, certainty)


WORDINGS = (
    # ------------------------------------------------ inquiries, trials and talks under way
    _wording(
        rf"\b(?P<act>{_IS}(?:investigating|looking into|probing|assessing|examining|reviewing|"
        r"searching for|digging into|poring over|combing|awaiting|"
        r"trying to (?:determine|establish|find|identify|learn)|"
        r"working to (?:determine|establish|identify|restore)))\b"
    ),
    _wording(
        rf"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts) (?:\w+ ){{0,3}}{_INQUIRY}"
        r"(?: (?:in)?to [^,.;]{3,60})? "
        rf"(?P<act>{_IS}(?:ongoing|continuing|under ?way|not over|open|pending)|"
        r"continue[sd]?\b|goes on)\b"
    ),
    _wording(rf"\b(?P<act>{_IS}under (?:\w+ )?(?:investigation|review|consideration|appeal))\b"),
    _wording(
        r"\b(?P<act>(?:has |have )?(?:opened|begun|began|launched|started|ordered) "
        rf"(?:an?|its|their|the)(?: own)? (?:[\w-]+ ){{0,3}}{_INQUIRY})\b"
    ),
    _wording(
        r"\b(?P<act>(?:is|are|being|remains?|still) (?:\w+ )?"
        r"(?:in (?:[\w ]{2,16} )?custody|being held (?:on|without|at)|held (?:on|without)|"
        r"detained (?:on|pending|while)))\b"
    ),
    _wording(r"\b(?P<act>(?:[Bb]ail|[Bb]ond) (?:has been|was|is) set)\b"),
    _wording(
        r"\b(?P<act>(?:faces?|is facing|are facing) (?:up to|trial|charges|a (?:\w+ )?(?:hearing|"
        r"trial|sentence|fine|lawsuit|maximum)|(?:\w+ )?years))\b"
    ),
    _wording(
        rf"\b(?P<act>{_IS}(?:negotiating (?:with|for|over|on)|in (?:\w+ )?talks|in negotiations|"
        r"weighing(?! in\b)|considering|on a short ?list|among the (?:candidates|contenders)|"
        r"a leading contender|mulling|drafting|appealing))\b"
    ),
    _wording(
        r"\b(?P<act>(?:(?:has|have) (?:also )?appealed (?:against |to )?|(?:has |have )?(?:lodged|"
        r"filed) (?:an appeal|notice of appeal))|can (?:still |now )?(?:be appealed|appeal))\b"
    ),
    _wording(
        r"\b(?P<act>(?:now |next )?(?:goes|moves|heads|passes|returns) (?:now |next )?(?:back )?to "
        r"(?:the |a )?(?:full )?(?:[\w’']+ ){0,2}?(?:Senate|House|[Cc]ourt|[Pp]resident|"
        r"[Gg]overnor|"
        r"[Pp]arliament|[Cc]ouncil|[Cc]ommittee|[Bb]oard|[Vv]oters|[Jj]udge|[Jj]ury|"
        r"[Cc]ommission))\b"
    ),
    _wording(
        r"\b(?P<act>(?:has |have )?(?:extended|renewed|prolonged) (?:[\w’']+ ){1,3}"
        r"(?:remand|detention|custody|curfew|ban|mandate|closure)\b)"
    ),
    _wording(
        rf"\b(?:[Tt]he|[Aa]n?|[Aa]ny|[Ii]ts|[Tt]heir) (?:\w+ )?{_AWAITED}\b[^,.;]{{0,70}}? "
        r"(?P<act>(?:is|are|was|remains?) (?:still |likely |at least )?"
        r"(?:weeks|months|days|years|a (?:week|month|year)|"
        r"some time) away)\b"
    ),
    _wording(
        r"\b(?P<act>remains? (?:closed|captive|missing|in (?:critical|hospital|the hospital)))"
    ),
    # ------------------------------------------------ questions that nobody has answered
    _wording(
        rf"(?P<act>{_STANDS}(?:un(?:clear|certain|known)|not (?:yet |immediately |entirely )?"
        r"(?:clear|known|certain)))\b(?!,)",
        certainty="possible",
    ),
    _wording(
        r"\b[Tt]here ?(?P<act>(?<= )(?:is|was|has been|remains)|[’']s)"
        r" (?:still |not |as |yet )*(?:any |no )(?:\w+ )?"
        r"(?:word|timescale|timetable|timeline|date|indication|information|confirmation|decision) "
        r"(?:yet )?(?:on|of|for|when|as|about|whether|"
        r"if|how)\b",
        certainty="possible",
    ),
    _wording(r"\b(?P<act>remains? to be seen)\b", certainty="possible"),
    _wording(
        r"\b(?P<act>(?:has|have)(?:n[’']t| not) (?:yet )?(?:been )?(?:said (?:whether|when|if|how)|"
        r"decided|announced|set|ruled|determined|established|verified|confirmed|scheduled|"
        r"disclosed (?:whether|when|how)|released (?:the|details|a motive)|identified (?:a|the)|"
        r"been (?:\w+ly )?(?:determined|identified|recovered|found|charged)))\b",
        certainty="possible",
    ),
    _wording(
        r"\b(?P<act>(?:have|has|is|are) yet to (?:be )?(?:say|decide|announce|set|rule|determine|"
        r"establish|confirm|announced|decided|determined|identified|found|released|set|"
        r"confirmed))\b",
        certainty="possible",
    ),
    _wording(
        r"\b(?P<act>(?:was|were|is|are|had)(?:n[’']t| not) (?:yet |immediately |been )+"
        r"(?:announced|released|disclosed|determined|identified|known|established))\b",
        certainty="possible",
    ),
    _wording(
        r"\b(?P<act>(?:is|was|are|were|[’']s) (?:still )?too (?:early|soon) to "
        r"(?:say|tell|know|speculate|determine|conclude))\b",
        certainty="possible",
    ),
    _wording(r"\b(?P<act>(?:declined|refused) to (?:say|rule out) (?:whether|when|if|how|that))\b"),
    _wording(
        r"\b[Nn]o (?:\w+ )?(?:date|decision|motive|deadline) (?P<act>(?:has|had|have) been)\b"
    ),
    # ------------------------------------------------ who is asked to decide what
    _wording(
        r"\b(?P<act>(?:(?:has |have |had )?(?:urged|asked|called on|pressed|petitioned)|calls on|"
        r"(?:is|are) (?:calling on|urging)) (?!not\b)"
        rf"(?:(?!\b(?:{_NOT_ASKED})\b)[^,.;?]){{2,70}}? to (?!(?:{_ASKED_IN_VAIN})\b)"
        r"(?:\w+ )?[a-z]{3,})\b",
        kind="requirement",
    ),
    _wording(
        r"\b(?P<act>(?:(?:has |have )?(?:called for|demanded)|(?:is|are) (?:calling for|demanding)|"
        rf"calls for|demands) (?:an?|the|his|her|their)?(?: ?[\w-]+){{0,3}}? ?(?:{_ASKED_FOR}))\b",
        kind="requirement",
    ),
    _wording(
        r"\b(?:said|says|argued|told [^,.;]{3,40}) (?P<act>(?:that )?(?:the|[A-Z])[^,.;]{2,60} "
        rf"(?:should|must) (?:also |now |be )?(?:{_ASKED_TO}))\b",
        kind="requirement",
    ),
)
# Words of none of which a wording goes without: the table is tried on few sentences.
MAY_BE_OPEN = re.compile(
    r"\b(?:investigat|too (?:early|soon)|declined|refused|looking into|prob(?:e|ing)|assess|"
    r"examin|review|search|digging|poring|combing|await|trying to|working to|inquir|audit|"
    r"manhunt|custody|held (?:on|with|at)|detained|[Bb]ail|[Bb]ond|fac(?:es?|ing)\b|negotia|"
    r"in (?:\w+ )?talks|weigh|consider|short ?list|contender|mulling|drafting|appeal|remain|"
    r"un(?:clear|certain|known)|yet\b|away\b|exten|renew|prolong|"
    r"(?:goes|moves|heads|passes|returns) (?:now |next |back )*to\b|goes on|continu|"
    r"(?:no|any) (?:\w+ )?(?:word|date|time\w+|indication|information|confirmation|decision|"
    r"motive|deadline)|urg|ask|call(?:s|ed|ing) (?:on|for)|press|petition|demand|"
    r"(?:opened|begun|began|launched|started|ordered) (?:an?|its|their|the)\b)|"
    r"(?:\bnot|n[’']t) (?:yet |immediately |entirely |been |clear|known|certain|over|said|"
    r"decided|announced|set|ruled|determined|established|verified|confirmed|scheduled|"
    r"disclosed|released|identified|\w+ly )|\bNo (?:\w+ )?(?:date|decision|motive|deadline)|"
    r"\b(?:said|says|argued|told)\b.*\b(?:should|must)\b",
    re.DOTALL,
)
