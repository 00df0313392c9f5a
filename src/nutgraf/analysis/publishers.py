"""Whether a name is that of a newspaper, agency, broadcaster or news site."""

from __future__ import annotations

import re

_NEWS = re.compile(
    r"\b(?:(?:New York|Washington|Los Angeles|Financial|Sunday|Irish|Japan|Straits|Moscow|Seattle|"
    r"Korea|Economic|Hindustan) (?:Times|Post|Examiner)|(?:The|Daily|Evening|Morning|Huffington|"
    r"Jerusalem|Denver|National) (?:Times|Post|Guardian|Telegraph|Economist|Independent|Sun|"
    r"Atlantic|Hill|Nation|Intercept|Observer|Ledger|Mail|Mirror|Express|Beast|Caller|Wire)|"
    r"[\w’'-]+ (?:Journal|Herald|Tribune|Gazette|Chronicle|Courier|Inquirer|Enquirer|Dispatch|"
    r"Examiner|Ledger|Bulletin|Argus|Daily|Globe|Observer|Broadcasting|Magazine|Newspaper|Press|"
    r"Review|Standard|Register|Sentinel|Telegraph|Times)|\w+ News(?: Agency| Network| Service)?|"
    r"News of \w+)$|^(?:the )?(?:Reuters|AP|AFP|BBC|CNN|CNBC|MSNBC|NBC|ABC|CBS|NPR|PBS|Politico|"
    r"POLITICO|Bloomberg|Axios|Vox|Slate|Salon|Breitbart|BuzzFeed|HuffPost|Newsweek|Forbes|"
    r"Fortune|Time|Guardian|Times|Post|Xinhua|TASS|Interfax|Kyodo|Yonhap|Haaretz|Al Jazeera|"
    r"Agence France-Presse|Associated Press|Le Monde|Der Spiegel|ProPublica|Vice|Variety|Deadline|"
    r"USA Today|Univision|Telemundo|Sky|ITV|RT|NHK|Gizmodo|Wired|TechCrunch|Mashable)$",
    re.I,
)
# Bodies that a newspaper's name could be mistaken for.
_NOT_NEWS = re.compile(r"\b(?:University|Union|Club|Committee|Department|Guild|Court|Office)\b")


def is_news_organisation(name: str) -> bool:
    """Whether ``name`` reads as that of a newspaper, agency, broadcaster or news site."""
    return bool(_NEWS.search(name.strip())) and not _NOT_NEWS.search(name)
