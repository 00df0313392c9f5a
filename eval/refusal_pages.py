"""Pages that are no article, made by a seed: what publishers and others serve beside articles.

Each kind is a template of the shape that such pages have on the web (frame, menus, data,
words), filled with invented words. Every second kind was held out: the rules of
``nutgraf.readers.refusal`` were tuned on the others only.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

VARIANTS = 7
_BARE = 3
_HINTS = re.compile(
    r"<meta property='og:[^>]*>|<script type=.application/ld.json.>.*?</script>|<title>.*?</title>"
)
_SEED = 20_261_125
_PLACES = ("Port Ellery", "Kelling", "Marrow Vale", "Tarn", "Oster Bay", "Venn Hill", "Lowmere")
_NAMES = ("Ida Orr", "Lukas Venn", "Anna Gray", "Theo Marsh", "Mira Dahl", "Owen Pike", "Una Holt")
_THINGS = ("harbour", "mill", "ferry", "levy", "bridge", "school", "market", "clinic", "tower")
_ACTS = ("opens", "shuts", "splits council over", "wins money for", "loses vote on", "delays")
_SITES = ("The Vale Post", "Kelling Courier", "Oster Daily", "Coast Online", "Lowmere News")
_SECTIONS = ("Home", "News", "Politics", "Business", "Sport", "Culture", "Opinion", "Travel")
_ADJECTIVES = ("new", "old", "small", "northern", "troubled", "restored", "crowded")


class Page(Struct, frozen=True):
    """One page: its kind, whether that was held out while rules were tuned, and its bytes."""

    kind: str
    held_out: bool
    url: str
    content: bytes


class _Maker:
    """Words and pieces of pages, drawn by one seed."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.site = self.pick(_SITES)
        self.host = self.site.lower().replace(" ", "") + ".example"

    def pick(self, choices: tuple[str, ...]) -> str:
        return self.rng.choice(choices)

    def headline(self) -> str:
        return (
            f"{self.pick(_PLACES)} {self.pick(_ACTS)} {self.pick(_ADJECTIVES)} {self.pick(_THINGS)}"
        )

    def sentence(self) -> str:
        return self.pick((
            f"The {self.pick(_ADJECTIVES)} {self.pick(_THINGS)} in {self.pick(_PLACES)} will be "
            f"shut for {self.rng.randint(2, 30)} days, the council said.",
            f"{self.pick(_NAMES)} told a meeting that the {self.pick(_THINGS)} costs more than "
            f"anyone in {self.pick(_PLACES)} had expected.",
            f"Work on the {self.pick(_THINGS)} began in {self.rng.randint(1990, 2025)} and has "
            f"been stopped {self.rng.randint(2, 9)} times since.",
            f"“We have waited long enough for this {self.pick(_THINGS)},” {self.pick(_NAMES)} said.",
        ))  # fmt: skip

    def sentences(self, count: int) -> str:
        return " ".join(self.sentence() for _ in range(count))

    def link(self, text: str) -> str:
        return f'<a href="/{text.lower().replace(" ", "-")}-{self.rng.randint(1, 9999)}">{text}</a>'

    def teasers(self, count: int, *, words: bool = True) -> str:
        style = self.pick(("card", "c-river__item", "teaser", "story-block", "list-item"))
        return "".join(
            f'<div class="{style}"><h3>{self.link(self.headline())}</h3>'
            + (f"<p>{self.sentence()}</p>" if words and self.rng.random() < 0.7 else "")
            + f"<time>{self.rng.randint(1, 23)} hours ago</time></div>"
            for _ in range(count)
        )

    def frame(
        self, title: str, body: str, *, data: object = None, head: str = "", lean: bool = False
    ) -> str:
        sep = self.pick((" | ", " - ", " – "))
        menu = "".join(f"<li>{self.link(name)}</li>" for name in _SECTIONS)
        feet = ("About us", "Contact", "Privacy", "Terms", "Advertise", "Jobs", "Archive")
        foot = "".join(f"<li>{self.link(name)}</li>" for name in feet)
        script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
        nav = (
            ""
            if lean
            else f'<header><div class="logo">{self.site}</div><nav><ul>{menu}</ul></nav></header>'
        )
        footer = "" if lean else f"<footer><ul>{foot}</ul><p>© 2026 {self.site}</p></footer>"
        return (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(title)}"
            f"{sep}{self.site}</title><meta property='og:site_name' content='{self.site}'>"
            f"<meta property='og:title' content='{html.escape(title, quote=True)}'>{head}{script}"
            f"</head><body>{nav}<main>{body}</main>{footer}</body></html>"
        )


Template = Callable[[_Maker], tuple[str, str]]


def _section_front(m: _Maker) -> tuple[str, str]:
    name = m.pick(_SECTIONS[1:])
    body = f"<h1>{name}</h1>{m.teasers(m.rng.randint(12, 30))}"
    return "/" + name.lower(), m.frame(
        name, body, head="<meta property='og:type' content='website'>"
    )


def _tag_page(m: _Maker) -> tuple[str, str]:
    thing = m.pick(_THINGS).title()
    intro = f"<p>All our coverage of {thing.lower()} matters, with news, analysis and opinion.</p>"
    body = f"<h1>{thing}</h1>{intro}{m.teasers(m.rng.randint(9, 20))}<a href='?page=2'>Next</a>"
    data = {"@type": "CollectionPage", "name": thing, "url": f"https://{m.host}/topic/{thing}"}
    return f"/topic/{thing.lower()}", m.frame(f"Latest {thing} News", body, data=data)


def _search(m: _Maker) -> tuple[str, str]:
    word = m.pick(_THINGS)
    body = (
        f"<h1>Search results for “{word}”</h1><form><input name=q value={word}></form>"
        f"<p>{m.rng.randint(20, 900)} results</p>{m.teasers(m.rng.randint(8, 14))}"
    )
    return f"/search?q={word}", m.frame(f"Search results for {word}", body)


def _missing(m: _Maker) -> tuple[str, str]:
    title = m.pick(
        (
            "Page not found",
            "404 - Not Found",
            "Sorry, we can't find that page",
            "Oops! That page can’t be found",
            "Error 404",
        )
    )
    body = (
        f"<h1>{title}</h1><p>The page you are looking for may have been moved, deleted, or may "
        "never have existed. Check the address for errors, or use the search to find what you "
        f"were looking for.</p><h2>Most read</h2>{m.teasers(6)}"
    )
    return f"/news/{m.rng.randint(1, 99999)}", m.frame(title, body)


def _consent_wall(m: _Maker) -> tuple[str, str]:
    partners = m.rng.randint(120, 1400)
    body = (
        f"<div class='{m.pick(('message', 'wall', 'sp-container', 'tcf'))}'><h1>"
        f"{m.pick(('We value your privacy', 'Before you continue', 'Your privacy choices'))}</h1>"
        f"<p>We and our {partners} partners store and/or access information on a device, such as "
        "unique IDs in cookies, to process personal data. You may accept or manage your choices "
        "by clicking below, including your right to object where legitimate interest is used, or "
        "at any time in the privacy policy page. These choices will be signaled to our partners "
        "and will not affect browsing data.</p><p>We and our partners process data to provide: "
        "use precise geolocation data; actively scan device characteristics for identification; "
        "personalised advertising and content, advertising and content measurement, audience "
        "research and services development.</p><button>Accept all</button>"
        "<button>Manage options</button><a href='/partners'>List of partners (vendors)</a></div>"
    )
    return m.pick(("/consent", "/privacy-gate", "/news/consent?return=%2F")), m.frame(
        m.site, body, lean=True
    )


def _cookie_wall(m: _Maker) -> tuple[str, str]:
    price = m.rng.randint(2, 9)
    body = (
        f"<div id='{m.pick(('gate', 'pur', 'choice'))}'><h1>Read {m.site} with advertising or "
        "without</h1><section><h2>Continue with cookies</h2><p>Visit our site free of charge with "
        "personalised advertising. To do so we need your consent to the use of cookies and "
        "similar technologies by us and our advertising partners. You can withdraw it at any "
        "time with effect for the future.</p><button>Accept and continue</button></section>"
        f"<section><h2>Pure subscription</h2><p>Use our pages with no tracking and no "
        f"advertising for {price}.99 a month. You can cancel every month.</p>"
        "<button>Subscribe now</button></section></div>"
    )
    return "/", m.frame(f"{m.site} - cookies or subscription", body, lean=True)


def _paywall(m: _Maker) -> tuple[str, str]:
    title = m.headline()
    wall = m.pick((
        "Subscribe to continue reading", "This article is for subscribers only",
        "Already a subscriber? Log in to read on", "To read this article in full, sign up for a "
        "trial", "You have reached your limit of free articles",
    ))  # fmt: skip
    body = (
        f"<article><h1>{title}</h1><p>By {m.pick(_NAMES)}</p><p>{m.sentence()}</p>"
        f"<p>{m.sentence()}</p><div class='offer'><h2>{wall}</h2><p>Get unlimited digital "
        f"access from {m.rng.randint(1, 9)} a week. Cancel at any time.</p><ul><li>Every story, "
        "every day, on all your devices</li><li>Newsletters by our correspondents</li></ul>"
        f"<a href='/subscribe'>See my options</a></div></article>{m.teasers(4, words=False)}"
    )
    data = {
        "@type": "NewsArticle", "headline": title, "datePublished": "2026-03-04T09:00:00Z",
        "isAccessibleForFree": m.pick(("False", "false")),
    }  # fmt: skip
    return f"/news/{title.lower().replace(' ', '-')}", m.frame(
        title, body, data=data, head="<meta property='og:type' content='article'>"
    )


def _login(m: _Maker) -> tuple[str, str]:
    title = m.pick(("Log in", "Sign in to your account", "Sign in or register", "Welcome back"))
    body = (
        f"<h1>{title}</h1><form><label>E-mail</label><input name=mail><label>Password</label>"
        "<input type=password><button>Continue</button></form><p>By continuing you agree to our "
        "terms of service and acknowledge our privacy policy. Forgotten your password? We will "
        "send you a link to set a new one.</p><p>New here? Create a free account to save stories, "
        "follow topics that matter to you and get our newsletters.</p>"
    )
    return m.pick(("/login", "/signin?next=/", "/account/login")), m.frame(title, body)


def _video(m: _Maker) -> tuple[str, str]:
    title = m.headline()
    body = (
        f"<h1>{title}</h1><div class=player><video src=/v.mp4></video></div><p class=description>"
        f"{m.sentences(m.rng.randint(2, 3))}</p><p>{m.rng.randint(1, 9)} min {m.rng.randint(10, 59)} "
        f"sec</p><h2>More videos</h2>{m.teasers(10, words=False)}"
    )
    data = {
        "@type": "VideoObject",
        "name": title,
        "uploadDate": "2026-03-04",
        "contentUrl": "/v.mp4",
    }
    return f"/video/{m.rng.randint(100, 99999)}", m.frame(
        f"Watch: {title}", body, data=data, head="<meta property='og:type' content='video.other'>"
    )


def _gallery(m: _Maker) -> tuple[str, str]:
    thing = m.pick(_THINGS)
    count = m.rng.randint(9, 24)
    shots = "".join(
        f"<li class=slide><img src=/p{n}.jpg><p>{n} of {count}: {m.sentence()} Photograph: "
        f"{m.pick(_NAMES)}/Coastal Pictures</p></li>"
        for n in range(1, count + 1)
    )
    title = m.pick(
        (
            f"The {thing} of {m.pick(_PLACES)} – in pictures",
            f"In pictures: the {thing}",
            f"{count} photos of the {thing}",
            f"Gallery: {m.pick(_PLACES)} and its {thing}",
        )
    )
    body = f"<h1>{title}</h1><ol>{shots}</ol>"
    data = {"@type": "ImageGallery", "name": title}
    return f"/gallery/{m.rng.randint(1, 999)}", m.frame(title, body, data=data)


def _shop(m: _Maker) -> tuple[str, str]:
    name = f"{m.pick(_ADJECTIVES).title()} {m.pick(_THINGS)} model kit"
    price = f"{m.rng.randint(9, 90)}.99"
    body = (
        f"<h1>{name}</h1><p class=price>£{price}</p><button>Add to basket</button><h2>Description"
        f"</h2><p>This kit of {m.rng.randint(40, 900)} parts lets you build the {m.pick(_THINGS)} "
        "that you know from the coast. Glue and paint are not included. Suitable from the age of "
        "eight. All parts are made of wood from managed forests.</p><ul><li>Free delivery over £30"
        "</li><li>Returns within 30 days</li></ul><h2>Customers also bought</h2>"
        + "".join(
            f"<div>{m.link(m.pick(_THINGS) + ' kit')} £{m.rng.randint(5, 80)}.00</div>"
            for _ in range(8)
        )
    )
    data = {
        "@type": "Product",
        "name": name,
        "offers": {"@type": "Offer", "price": price, "priceCurrency": "GBP"},
    }
    return f"/shop/p/{m.rng.randint(1, 9999)}", m.frame(
        name, body, data=data, head="<meta property='og:type' content='product'>"
    )


def _forum(m: _Maker) -> tuple[str, str]:
    title = f"Does anyone know about the {m.pick(_THINGS)} in {m.pick(_PLACES)}?"
    posts = "".join(
        f"<div class=post><div class=user>{m.pick(_NAMES).split()[0].lower()}{m.rng.randint(1, 99)}"
        f"</div><div>Joined: 20{m.rng.randint(10, 25)}</div><p>I think {m.sentence()[0].lower()}"
        f"{m.sentence()[1:]} Not sure though. Has anybody been there lately?</p>"
        "<a href=#>Reply</a> <a href=#>Quote</a> <a href=#>Report</a></div>"
        for _ in range(m.rng.randint(5, 14))
    )
    data = {"@type": "DiscussionForumPosting", "headline": title}
    return f"/forum/t/{m.rng.randint(1, 9999)}", m.frame(
        title, f"<h1>{title}</h1>{posts}", data=data
    )


def _parked(m: _Maker) -> tuple[str, str]:
    host = m.pick(_THINGS) + m.pick(_THINGS) + ".example"
    words = ("Car Insurance", "Online Degrees", "Cheap Flights", "Web Hosting", "Solar Panels")
    body = (
        f"<h1>{host}</h1><p>This domain is for sale! Buy it now or make an offer. The domain may "
        "be parked here by its owner; the links below are sponsored and are given by a third "
        "party.</p><ul>" + "".join(f"<li>{m.link(word)}</li>" for word in words) + "</ul>"
    )
    return "/", m.frame(f"{host} is for sale", body, lean=True)


def _pdf_shell(m: _Maker) -> tuple[str, str]:
    title = f"{m.pick(_PLACES)} council annual report {m.rng.randint(2010, 2025)}"
    body = (
        f"<h1>{title}</h1><p>Published {m.rng.randint(1, 28)} March. Format: PDF, "
        f"{m.rng.randint(1, 40)} MB, {m.rng.randint(8, 200)} pages.</p><embed src=/r.pdf "
        "type=application/pdf><p>If the document does not show, your browser cannot display it. "
        "<a href=/r.pdf>Download the file</a>. An accessible version can be requested.</p>"
    )
    return f"/documents/{m.rng.randint(1, 999)}.pdf", m.frame(title, body)


def _shell(m: _Maker) -> tuple[str, str]:
    note = m.pick((
        "You need to enable JavaScript to run this app.",
        "Please enable JavaScript and cookies in your browser to continue to this site.",
        "Loading…", "This site requires JavaScript. Switch it on in the settings of your browser.",
    ))  # fmt: skip
    body = f"<noscript>{note}</noscript><div id=root>{m.pick(('', note))}</div><script src=/app.js></script>"
    return f"/story/{m.rng.randint(1, 9999)}", m.frame(m.site, body, lean=True)


def _newsletter(m: _Maker) -> tuple[str, str]:
    name = m.pick(("Morning Tide", "The Harbour Brief", "Week Ahead", "Coast Notes"))
    body = (
        f"<h1>{name}</h1><p>Our free daily e-mail with the stories that matter, chosen by "
        f"{m.pick(_NAMES)}. Every weekday at seven in your inbox.</p><form><input name=mail>"
        "<button>Sign up</button></form><p>We will send you our newsletter and, now and then, "
        "news of offers. You can unsubscribe at any time with one click.</p><h2>Our other "
        "newsletters</h2>"
        + "".join(
            f"<div><h3>{m.pick(_SECTIONS)} weekly</h3><p>The best of our desk, once a week, with a note by the editor.</p><button>Sign up</button></div>"
            for _ in range(5)
        )
    )
    return f"/newsletters/{name.lower().replace(' ', '-')}", m.frame(f"Sign up for {name}", body)


def _weather(m: _Maker) -> tuple[str, str]:
    place = m.pick(_PLACES)
    days = "".join(
        f"<li>{day} {m.rng.randint(8, 24)}° / {m.rng.randint(0, 8)}° {m.pick(('Rain', 'Cloudy', 'Sunny'))}</li>"
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    )
    body = (
        f"<h1>{place} weather</h1><p>Today will be mostly cloudy with showers in the afternoon "
        "and a moderate westerly breeze. Temperatures will fall through the evening. Tonight will "
        f"be dry with clear spells.</p><ul>{days}</ul><h2>Hourly forecast</h2><table>"
        + "".join(
            f"<tr><td>{h}:00</td><td>{m.rng.randint(3, 20)}°</td><td>{m.rng.randint(0, 90)}%</td></tr>"
            for h in range(24)
        )
        + "</table>"
    )
    return f"/weather/{place.lower().replace(' ', '-')}", m.frame(f"{place} weather forecast", body)


def _score(m: _Maker) -> tuple[str, str]:
    home, away = m.rng.sample(_PLACES, 2)
    rows = "".join(
        f"<tr><td>{n}'</td><td>{m.pick(('Goal', 'Corner', 'Foul', 'Yellow card', 'Shot saved'))}</td>"
        f"<td>{m.pick(_NAMES)} ({m.pick((home, away))})</td></tr>"
        for n in sorted(m.rng.sample(range(1, 95), 24))
    )
    body = (
        f"<h1>{home} {m.rng.randint(0, 4)} - {m.rng.randint(0, 4)} {away}</h1><p>Full time</p>"
        f"<table>{rows}</table><h2>Line-ups</h2><ul>"
        + "".join(f"<li>{n} {m.pick(_NAMES)}</li>" for n in range(1, 23))
        + "</ul><h2>Statistics</h2><table><tr><td>Possession</td><td>54%</td><td>46%</td></tr></table>"
    )
    data = {"@type": "SportsEvent", "name": f"{home} v {away}"}
    return f"/sport/live-scores/{m.rng.randint(1, 9999)}", m.frame(
        f"{home} v {away} live score", body, data=data
    )


def _horoscope(m: _Maker) -> tuple[str, str]:
    signs = (
        "Aries",
        "Taurus",
        "Gemini",
        "Cancer",
        "Leo",
        "Virgo",
        "Libra",
        "Scorpio",
        "Sagittarius",
        "Capricorn",
        "Aquarius",
        "Pisces",
    )
    body = (
        f"<h1>{m.pick(('Daily horoscope', 'Your stars today', 'Horoscope for the week'))}</h1>"
        + "".join(
            f"<h2>{sign}</h2><p>You will find that a {m.pick(_ADJECTIVES)} friend brings you luck today. "
            f"Take care of money near the {m.pick(_THINGS)}, and be open with those you love. A call "
            "in the evening changes your plans.</p>"
            for sign in signs
        )
    )
    return "/horoscopes/daily", m.frame(
        f"Horoscope today, {m.rng.randint(1, 28)} March: what the stars say", body
    )


def _crossword(m: _Maker) -> tuple[str, str]:
    clues = "".join(
        f"<li>{n}. {m.pick(_ADJECTIVES).title()} {m.pick(_THINGS)} by the sea ({m.rng.randint(3, 9)})</li>"
        for n in range(1, 15)
    )
    name = m.pick(("Quick crossword", "Cryptic crossword", "Sudoku", "Mini crossword"))
    body = (
        f"<h1>{name} No {m.rng.randint(100, 9000)}</h1><div class=grid></div><h2>Across</h2><ol>{clues}</ol>"
        f"<h2>Down</h2><ol>{clues}</ol><button>Check all</button><button>Reveal</button><p>Play our "
        "puzzles every day and keep your streak. Print this puzzle or play it on your phone.</p>"
    )
    return f"/puzzles/crossword/{m.rng.randint(1, 9999)}", m.frame(name, body)


def _podcast(m: _Maker) -> tuple[str, str]:
    title = f"{m.pick(('Tides', 'The Long Pier', 'Vale Talk'))}: {m.headline()}"
    body = (
        f"<h1>{title}</h1><audio src=/e.mp3></audio><p>Listen on your favourite app or below. "
        f"{m.sentences(2)}</p><p>Hosted by {m.pick(_NAMES)}. Produced by {m.pick(_NAMES)}.</p><h2>"
        "All episodes</h2>"
        + "".join(
            f"<div>{m.link(m.headline())} {m.rng.randint(12, 60)} min</div>" for _ in range(14)
        )
    )
    data = {
        "@type": "PodcastEpisode",
        "name": title,
        "associatedMedia": {"@type": "MediaObject", "contentUrl": "/e.mp3"},
    }
    return f"/podcasts/{m.rng.randint(1, 999)}", m.frame(f"{title} podcast", body, data=data)


def _profile(m: _Maker) -> tuple[str, str]:
    name = m.pick(_NAMES)
    body = (
        f"<h1>{name}</h1><p>{name} is a senior reporter for {m.site}, who covers {m.pick(_PLACES)} "
        f"and the {m.pick(_THINGS)}. Before, she worked for {m.pick(_SITES)} for six years.</p>"
        f"<h2>Latest stories</h2>{m.teasers(m.rng.randint(8, 16))}"
    )
    data = {"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": name}}
    return f"/by/{name.lower().replace(' ', '-')}", m.frame(
        f"{name}, reporter", body, data=data, head="<meta property='og:type' content='profile'>"
    )


def _job(m: _Maker) -> tuple[str, str]:
    title = m.pick(("Harbour pilot", "Ferry engineer", "Night editor", "School cook"))
    body = (
        f"<h1>{title}</h1><p>{m.pick(_PLACES)} council, full time, permanent</p><h2>About the role</h2>"
        f"<p>You will look after the {m.pick(_THINGS)} and work with a team of {m.rng.randint(3, 40)}. "
        "You bring three years of practice and a sense of order. We offer a pension, thirty days of "
        "leave and training.</p><h2>What you bring</h2><ul><li>A clean driving licence</li><li>Good "
        "written English</li></ul><p>Apply by the end of the month with a letter and a CV.</p>"
        "<button>Apply now</button>"
    )
    data = {
        "@type": "JobPosting",
        "title": title,
        "hiringOrganization": {"@type": "Organization", "name": "Council"},
    }
    return f"/jobs/{m.rng.randint(1, 9999)}", m.frame(
        f"{title} job in {m.pick(_PLACES)}", body, data=data
    )


def _calendar(m: _Maker) -> tuple[str, str]:
    rows = "".join(
        f"<div class=event><h3>{m.link(m.pick(_THINGS).title() + ' walk with ' + m.pick(_NAMES))}</h3>"
        f"<p>{m.rng.randint(1, 28)} March, {m.rng.randint(9, 20)}:00, {m.pick(_PLACES)} hall</p>"
        f"<p>Tickets from £{m.rng.randint(3, 30)}.</p></div>"
        for _ in range(m.rng.randint(8, 20))
    )
    return "/whats-on", m.frame("What’s on: events this month", f"<h1>What’s on</h1>{rows}")


def _policy(m: _Maker) -> tuple[str, str]:
    title = m.pick(("Privacy Policy", "Terms and Conditions", "Cookie Policy", "Terms of Use"))
    parts = "".join(
        f"<h2>{n}. {head}</h2><p>We process personal data where the law allows it, with your consent "
        f"or in our legitimate interest. This section tells you how {m.site} does so, and which "
        "rights you have. You may ask us for a copy of your data, have it corrected or erased, and "
        "complain to the supervisory authority. We keep data for as long as we need it.</p>"
        for n, head in enumerate(
            ("Who we are", "What we collect", "Cookies", "Sharing", "Your rights", "Changes"), 1
        )
    )
    return "/" + title.lower().replace(" ", "-"), m.frame(
        title, f"<h1>{title}</h1><p>Last updated: 4 March 2026</p>{parts}"
    )


def _robot(m: _Maker) -> tuple[str, str]:
    title = m.pick(
        (
            "Just a moment...",
            "Access denied",
            "Are you a robot?",
            "Security check",
            "Pardon our interruption",
        )
    )
    body = (
        f"<h1>{title}</h1><p>Something about your browser made us think that you might be a bot. To go "
        "on, please show that you are human. You are a power user moving through this website with "
        "super-human speed, or a plugin in your browser prevents scripts from running.</p>"
        f"<p>Reference #{m.rng.randint(10**8, 10**9)}</p>"
    )
    return f"/news/{m.rng.randint(1, 9999)}", m.frame(title, body, lean=True)


def _listings(m: _Maker) -> tuple[str, str]:
    rows = "".join(
        f"<tr><td>{h}:{m.pick(('00', '30'))}</td><td>{m.link(m.pick(_ADJECTIVES).title() + ' ' + m.pick(_THINGS).title())}</td>"
        f"<td>A visit to {m.pick(_PLACES)} goes wrong. Repeat.</td></tr>"
        for h in range(6, 24)
    )
    return "/tv-guide", m.frame("TV guide tonight", f"<h1>TV guide</h1><table>{rows}</table>")


def _quote(m: _Maker) -> tuple[str, str]:
    name = f"{m.pick(_PLACES)} Shipping"
    figures = "".join(
        f"<tr><th>{key}</th><td>{m.rng.uniform(1, 90):.2f}</td></tr>"
        for key in ("Open", "High", "Low", "Volume", "P/E", "Market cap", "52-week high")
    )
    body = (
        f"<h1>{name} (PESH)</h1><p>{m.rng.uniform(5, 80):.2f} +1.3%</p><table>{figures}</table><h2>About</h2>"
        f"<p>{name} runs {m.rng.randint(3, 40)} ferries along the coast. It was founded in 19{m.rng.randint(10, 99)} and has its "
        f"seat in {m.pick(_PLACES)}. Quotes are delayed by fifteen minutes.</p><h2>News</h2>{m.teasers(5, words=False)}"
    )
    return f"/markets/quote/PESH{m.rng.randint(1, 99)}", m.frame(f"{name} share price", body)


# In pairs: the first of each was at hand while rules were tuned, the second was held out.
_KINDS: tuple[tuple[str, Template], ...] = (
    ("section front", _section_front), ("tag page", _tag_page),
    ("search results", _search), ("consent wall", _consent_wall),
    ("error page", _missing), ("login page", _login),
    ("cookie wall", _cookie_wall), ("gallery", _gallery),
    ("paywall stub", _paywall), ("forum thread", _forum),
    ("video page", _video), ("PDF behind a page", _pdf_shell),
    ("shop page", _shop), ("newsletter sign-up", _newsletter),
    ("parked domain", _parked), ("live score", _score),
    ("script-only shell", _shell), ("crossword", _crossword),
    ("weather", _weather), ("author profile", _profile),
    ("horoscope", _horoscope), ("event calendar", _calendar),
    ("podcast", _podcast), ("robot check", _robot),
    ("job advertisement", _job), ("share price", _quote),
    ("policy", _policy), ("programme guide", _listings),
)  # fmt: skip


def made_pages() -> Iterator[Page]:
    """The same pages in every run: seven of each kind, no two alike.

    The last three of each kind are bare: their address says nothing, their title is their
    heading alone, and they carry no data.
    """
    for number, (kind, template) in enumerate(_KINDS):
        for variant in range(VARIANTS):
            maker = _Maker(f"{_SEED} {kind} {variant}")
            path, content = template(maker)
            if variant >= VARIANTS - _BARE:
                path = f"/a/{variant}{number}"
                content = _HINTS.sub("", content)
            yield Page(kind, number % 2 == 1, f"https://{maker.host}{path}", content.encode())
