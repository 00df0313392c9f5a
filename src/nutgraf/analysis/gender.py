"""The sex that given names, honorifics and nouns tell."""

from __future__ import annotations

from nutgraf.analysis.name_lexicon import folded
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

MEN = listed(
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
WOMEN = listed(
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
GIVEN_NAMES = MEN | WOMEN
HONORIFICS: dict[str, str | None] = {
    **dict.fromkeys(("mr", "sir", "mister", "monsieur", "herr", "lord"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "madame", "madam", "mme"), "f"),
    **dict.fromkeys(("dr", "mx", "prof", "rev", "messrs", "hon", "st"), None),
}
MALE_NOUNS = listed(
    """man boy father brother husband son uncle nephew grandfather actor king prince duke sultan
    emir baron gentleman guy widower boyfriend groom businessman chairman congressman councilman
    spokesman fireman policeman priest imam pope waiter lad monk ex-husband grandson landlord"""
)
FEMALE_NOUNS = listed(
    """woman girl mother sister wife daughter aunt niece grandmother actress queen princess duchess
    lady widow girlfriend bride businesswoman chairwoman congresswoman councilwoman spokeswoman
    policewoman nun waitress ex-wife mum mom granddaughter landlady baroness midwife"""
)


def given_gender(full_name: str) -> str | None:
    """ "m" or "f" by the given name; ``None`` for an unlisted, shared or lone name."""
    words = folded(full_name)
    if not words:
        return None
    return "m" if words[0] in MEN else "f" if words[0] in WOMEN else None


def honorific_gender(word: str) -> str | None:
    """ "m" or "f" for "Mr." or "Mrs."; ``None`` for any other word."""
    return HONORIFICS.get(word.lower().rstrip("."))


def noun_gender(word: Word) -> str | None:
    """ "m" or "f" for a noun like "uncle" or "queen"; ``None`` for any other word."""
    low = word.lower_
    return "m" if low in MALE_NOUNS else "f" if low in FEMALE_NOUNS else None
