"""Words as terms, and the words that say little about what a story is about."""

from __future__ import annotations

import functools

_STOP = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can cannot could did do does doing don't down during each even few for
from further get had has have having he her here hers herself him himself his how i if in into is
it it's its itself just like made make many may me might more most much must my myself new no nor
not now of off on once one only or other our ours ourselves out over own said same say says she
should since so some such than that the their theirs them themselves then there these they this
those through to told too two under until up upon us very was we were what when where which while
who whom why will with would yet you your yours yourself
"""

_COMMON = """
able according action added afternoon ago agreed ahead allow allowed almost alone along already
although always among amount announced announcement another anyone anything appeared april area
around arrived ask asked asking attempt august away back based became become began begin beginning
behind believe believed best better big bit board body book bring brought build building business
call called calling came car care carried case cause caused center central chance change chief
child children city claim clear clearly close closed come coming comment common community company
concern condition confirmed contact continue continued control cost country couple course court
cut daily data date day deal death decade december decided decision described despite detail
development different difficult director done door dozen earlier early earth east effect effort
either else email end ended enough entire especially evening event eventually ever every everyone
everything evidence exactly example expect expected experience explained face facebook fact fall
family far father february fell felt field fight figure final finally find fire five focus follow
followed following force former forward found four free friday friend front full future gave
general getting give given giving go going good got government great group grow growing guy half
hand happen happened hard head hear heard heart held help helped high higher hit hold home hope
hospital hour house however huge human hundred hurt idea image immediately impact important
incident include included including increase individual industry information inside instead
interest international interview investigation involved issue january job join joined july june
keep key kind knew know known land large largest last late later latest law lead leader leading
least leave led left legal less let letter level life light likely line list little live lived
living local long look looking lost lot love low lower main major majority making man manager
march mark matter maybe mean meant media meet meeting member men message middle mile million mind
minute missing moment monday money month morning mother move moved moving name named nation
national near nearby nearly need needed never next night nine north note noted nothing november
number october offer offered office officer official old online open opened order organization
outside page paid parent part particular party pass passed past pay people per percent perhaps
period person phone photo picture place plan planned play point police policy political position
possible post posted power present president press previous previously private probably problem
process product program project provide provided public published put question quickly quite
raised ran rather reach reached read ready real really reason received recent recently record
related release released remain remained report reported reportedly reporter request response rest
result return returned right rise role room rule run running safe safety sat saturday saw saying
school second secretary security see seeing seen send senior sense sent september series serious
service set seven several share short show showed side sign similar simply single sister site
situation six small social someone something soon sort sought source south speak special spoke
spokesman spokeswoman staff stand start started state statement stay step still stop stopped story
street strong study subject sunday support sure system take taken taking talk talking team tell
ten term thank thing think third thought thousand threat three thursday time today together
tomorrow tonight took top total touch toward town tried true try trying tuesday turn turned tweet
tweeted twice twitter type understand unit united update use used user using usually various
version video view visit voice wait walk want wanted war watch water way website wednesday week
weekend well went west whether white whole wife win wish without witness woman women word work
worked worker working world worth write writing wrong wrote year yesterday young
"""


@functools.lru_cache(maxsize=100_000)
def term_of(word: str) -> str:
    """The term that stands for a word whatever its case and number: "Minister's" is "minister"."""
    term = word.replace("’", "'").casefold().removesuffix("'s")
    if len(term) > 3 and term.endswith("s") and not term.endswith("ss"):
        return term[:-1]
    return term


STOPWORDS = frozenset(term_of(word) for word in _STOP.split())
"""Terms that are never compared."""

COMMON = frozenset(term_of(word) for word in _COMMON.split()) - STOPWORDS
"""Terms of everyday reporting: a small input cannot show by itself how common they are."""
