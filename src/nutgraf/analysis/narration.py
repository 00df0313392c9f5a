"""The publisher's own voice: how far a sentence of narration evaluates or explains.

Defined as in published briefs: the article itself, and nobody it quotes, evaluates,
gives a cause, compares, contrasts, or states a likelihood. A plain report of what
happened scores low, however important it is.
"""

from __future__ import annotations

import re

# Each row: weight, what it is a mark of, the words. Weights were set by reading sentences of
# dev articles; a sentence needs about two marks, or one plain one, to pass 0.5.
_MARKS: tuple[tuple[float, str, str], ...] = (
    (0.6, "evaluation", r"underscor\w+|illustrat\w+|highlight(?:s|ed|ing)|reflect(?:s|ed|ing)|"
     r"signal(?:s|ed|l?ing)|suggest(?:s|ed|ing) (?:that|a|an|the)|rais(?:es|ed|ing) (?:the |new |"
     r"more |fresh |serious )?(?:questions|doubts|concerns|fears|hopes|stakes|prospect|pressure)|"
     r"(?:represent|mark)(?:s|ed|ing)? (?:a|an|the|one of)|"
     r"(?:a|the|major|big|heavy|severe) (?:blow|setback|boost|victory|defeat|test|gamble|"
     r"departure|reversal|shift|turning point|milestone|rebuke) (?:to|for|from|of|in)|"
     r"deal(?:s|t) a|cast(?:s)? doubt|complicat\w+|threaten(?:s|ed|ing) to|"
     r"test(?:s|ed|ing) (?:the|his|her|their)|at odds with|calls into question|"
     r"poses? (?:a|an|the)|leav(?:es|ing) (?:the|him|her|them|it|little|open|\w+ with)|"
     r"under(?:mines|mined|mining|cuts|cutting)|embolden\w*|fuel(?:s|ed|ling)|"
     r"(?:a|the) (?:sign|lesson|symbol|measure|reminder|weakness|strength) (?:of|for|to)|"
     r"(?:the|a) (?:blow|lesson|ruling|victory|defeat|promise|cut|risk) is|"
     r"speaks? to|amount(?:s|ed)? to|far from|little (?:sign|evidence|chance|hope|doubt)"),
    (0.5, "likelihood", r"(?:will|would|is|are) (?:probably|almost certainly|surely)|"
     r"betting (?:on|that)|(?:is|are|was|were|seems?|appears?|looks?) (?:\w+ )?(?:un)?likely|"
     r"(?:may|might|could) (?:\w+ )?(?:be|have|make|prove|lead|mean|become|put|give|help|hurt|"
     r"face|find|force|push|turn|end|change|take|set|leave|cost|come|trigger|undermine)|"
     r"almost certain\w*|remains? (?:unclear|uncertain|to be seen|unknown|in doubt)|"
     r"(?:seem|appear|look)(?:s|ed)? (?:to|set|poised|increasingly|more|less|ready)|"
     r"(?:unclear|uncertain) (?:whether|how|if|what|when)|at risk"),
    (0.3, "cause", r"because|as a result|in part|driven by|thanks to|stem(?:s|med|ming) from|"
     r"(?:largely|partly|mainly) (?:due|because|by|to|a)|in the (?:wake|hope|face) of|"
     r"amid|in response to|explains? (?:why|how)|the reason|in an effort to|an attempt to|"
     r"designed to|aimed at"),
    (0.4, "comparison", r"(?:most|least|biggest|largest|worst|best|deadliest|highest|lowest|"
     r"strongest|latest|longest|sharpest) (?:\w+ ){0,4}(?:since|in (?:more|at|nearly|over|"
     r"the (?:history|past|last))|ever|yet|sign|example)|first (?:\w+ ){0,3}since|"
     r"(?:more|less|fewer|greater|higher|lower|better|worse|stronger|weaker|narrower|wider|"
     r"heavier|lighter|larger|smaller|older|longer|shorter) (?:\w+ ){0,3}than|"
     r"compared (?:to|with)|unlike|similar to|as (?:much|many|well|far) as|"
     r"in (?:stark |sharp )?contrast|(?:twice|double|triple|half) (?:the|as)|unprecedented|"
     r"unusual(?:ly)?|rare(?:ly)?|historic|extraordinary|remarkabl\w+|notabl\w+|surpris\w+"),
    (0.2, "contrast", r"(?:despite|although|though|even (?:as|though|before|if|when)|while|"
     r"whereas|yet|nonetheless|nevertheless|rather than|instead of|not only|but (?:also|it|the|"
     r"that|has|is|also))"),
    (0.3, "evaluation", r"critic(?:s|al)|controver\w+|contentious|divisive|dramatic\w*|stunning|"
     r"sweeping|deepening|fragile|tense|bitter|fierce|aggressive|ambitious|risky|crucial|key|"
     r"significant\w*|serious\w*|difficult|increasing(?:ly)?|growing|mounting|struggl\w+|"
     r"challenge[sd]?|pressure|crisis|momentum|credibility|uncertainty"),
)  # fmt: skip

_COMPILED = tuple((weight, re.compile(rf"\b(?:{words})\b", re.I)) for weight, _, words in _MARKS)


def score_analysis(sentence: str) -> float:
    """How far a narration sentence is analysis, 0 to 1; 0.5 is the line that briefs use."""
    total = 0.0
    for weight, pattern in _COMPILED:
        hits = len(pattern.findall(sentence))
        if hits:
            # A second mark of one kind says less than a mark of another kind.
            total += weight + 0.1 * (min(hits, 3) - 1)
    return min(1.0, total)
