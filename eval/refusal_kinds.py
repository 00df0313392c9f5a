"""Kinds of pages that are no article, at hand while the rules were tuned."""

from __future__ import annotations

from eval.refusal_words import ADJECTIVES, NAMES, PLACES, SECTIONS, THINGS, Maker, Template


def _section_front(m: Maker) -> tuple[str, str]:
    name = m.pick(SECTIONS[1:])
    body = f"<h1>{name}</h1>{m.teasers(m.number(12, 30))}"
    return "/" + name.lower(), m.frame(
        name, body, head="<meta property='og:type' content='website'>"
    )


def _search(m: Maker) -> tuple[str, str]:
    word = m.pick(THINGS)
    body = (
        f"<h1>Search results for “{word}”</h1><form><input name=q value={word}></form>"
        f"<p>{m.number(20, 900)} results</p>{m.teasers(m.number(8, 14))}"
    )
    return f"/search?q={word}", m.frame(f"Search results for {word}", body)


def _missing(m: Maker) -> tuple[str, str]:
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
    return f"/news/{m.number(1, 99999)}", m.frame(title, body)


def _cookie_wall(m: Maker) -> tuple[str, str]:
    price = m.number(2, 9)
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


def _paywall(m: Maker) -> tuple[str, str]:
    title = m.headline()
    wall = m.pick((
        "Subscribe to continue reading", "This article is for subscribers only",
        "Already a subscriber? Log in to read on", "To read this article in full, sign up for a "
        "trial", "You have reached your limit of free articles",
    ))  # fmt: skip
    body = (
        f"<article><h1>{title}</h1><p>By {m.pick(NAMES)}</p><p>{m.sentence()}</p>"
        f"<p>{m.sentence()}</p><div class='offer'><h2>{wall}</h2><p>Get unlimited digital "
        f"access from {m.number(1, 9)} a week. Cancel at any time.</p><ul><li>Every story, "
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


def _video(m: Maker) -> tuple[str, str]:
    title = m.headline()
    body = (
        f"<h1>{title}</h1><div class=player><video src=/v.mp4></video></div><p class=description>"
        f"{m.sentences(m.number(2, 3))}</p><p>{m.number(1, 9)} min "
        f"{m.number(10, 59)} "
        f"sec</p><h2>More videos</h2>{m.teasers(10, words=False)}"
    )
    data = {
        "@type": "VideoObject",
        "name": title,
        "uploadDate": "2026-03-04",
        "contentUrl": "/v.mp4",
    }
    return f"/video/{m.number(100, 99999)}", m.frame(
        f"Watch: {title}", body, data=data, head="<meta property='og:type' content='video.other'>"
    )


def _shop(m: Maker) -> tuple[str, str]:
    name = f"{m.pick(ADJECTIVES).title()} {m.pick(THINGS)} model kit"
    price = f"{m.number(9, 90)}.99"
    body = (
        f"<h1>{name}</h1><p class=price>£{price}</p><button>Add to basket</button><h2>Description"
        f"</h2><p>This kit of {m.number(40, 900)} parts lets you build the {m.pick(THINGS)} "
        "that you know from the coast. Glue and paint are not included. Suitable from the age of "
        "eight. All parts are made of wood from managed forests.</p><ul><li>Free delivery over £30"
        "</li><li>Returns within 30 days</li></ul><h2>Customers also bought</h2>"
        + "".join(
            f"<div>{m.link(m.pick(THINGS) + ' kit')} £{m.number(5, 80)}.00</div>" for _ in range(8)
        )
    )
    data = {
        "@type": "Product",
        "name": name,
        "offers": {"@type": "Offer", "price": price, "priceCurrency": "GBP"},
    }
    return f"/shop/p/{m.number(1, 9999)}", m.frame(
        name, body, data=data, head="<meta property='og:type' content='product'>"
    )


def _parked(m: Maker) -> tuple[str, str]:
    host = m.pick(THINGS) + m.pick(THINGS) + ".example"
    words = ("Car Insurance", "Online Degrees", "Cheap Flights", "Web Hosting", "Solar Panels")
    body = (
        f"<h1>{host}</h1><p>This domain is for sale! Buy it now or make an offer. The domain may "
        "be parked here by its owner; the links below are sponsored and are given by a third "
        "party.</p><ul>" + "".join(f"<li>{m.link(word)}</li>" for word in words) + "</ul>"
    )
    return "/", m.frame(f"{host} is for sale", body, lean=True)


def _shell(m: Maker) -> tuple[str, str]:
    note = m.pick((
        "You need to enable JavaScript to run this app.",
        "Please enable JavaScript and cookies in your browser to continue to this site.",
        "Loading…", "This site requires JavaScript. Switch it on in the settings of your browser.",
    ))  # fmt: skip
    root = (
        f"<div id=root>{m.pick(('', note))}</div><script src=/app.{m.number(1, 9999)}.js></script>"
    )
    body = f"<noscript>{note}</noscript>{root}"
    return f"/story/{m.number(1, 9999)}", m.frame(m.site, body, lean=True)


def _weather(m: Maker) -> tuple[str, str]:
    place = m.pick(PLACES)
    days = "".join(
        f"<li>{day} {m.number(8, 24)}° / {m.number(0, 8)}° "
        f"{m.pick(('Rain', 'Cloudy', 'Sunny'))}</li>"
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    )
    body = (
        f"<h1>{place} weather</h1><p>Today will be mostly cloudy with showers in the afternoon "
        "and a moderate westerly breeze. Temperatures will fall through the evening. Tonight will "
        f"be dry with clear spells.</p><ul>{days}</ul><h2>Hourly forecast</h2><table>"
        + "".join(
            f"<tr><td>{h}:00</td><td>{m.number(3, 20)}°</td><td>{m.number(0, 90)}%</td></tr>"
            for h in range(24)
        )
        + "</table>"
    )
    return f"/weather/{place.lower().replace(' ', '-')}", m.frame(f"{place} weather forecast", body)


def _horoscope(m: Maker) -> tuple[str, str]:
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
            f"<h2>{sign}</h2><p>You will find that a {m.pick(ADJECTIVES)} friend brings you "
            f"luck today. "
            f"Take care of money near the {m.pick(THINGS)}, and be open with those you love. "
            f"A call "
            "in the evening changes your plans.</p>"
            for sign in signs
        )
    )
    return "/horoscopes/daily", m.frame(
        f"Horoscope today, {m.number(1, 28)} March: what the stars say", body
    )


def _podcast(m: Maker) -> tuple[str, str]:
    title = f"{m.pick(('Tides', 'The Long Pier', 'Vale Talk'))}: {m.headline()}"
    body = (
        f"<h1>{title}</h1><audio src=/e.mp3></audio><p>Listen on your favourite app or below. "
        f"{m.sentences(2)}</p><p>Hosted by {m.pick(NAMES)}. Produced by {m.pick(NAMES)}.</p><h2>"
        "All episodes</h2>"
        + "".join(f"<div>{m.link(m.headline())} {m.number(12, 60)} min</div>" for _ in range(14))
    )
    data = {
        "@type": "PodcastEpisode",
        "name": title,
        "associatedMedia": {"@type": "MediaObject", "contentUrl": "/e.mp3"},
    }
    return f"/podcasts/{m.number(1, 999)}", m.frame(f"{title} podcast", body, data=data)


def _job(m: Maker) -> tuple[str, str]:
    title = m.pick(("Harbour pilot", "Ferry engineer", "Night editor", "School cook"))
    body = (
        f"<h1>{title}</h1><p>{m.pick(PLACES)} council, full time, permanent</p><h2>About the "
        f"role</h2>"
        f"<p>You will look after the {m.pick(THINGS)} and work with a team of "
        f"{m.number(3, 40)}. "
        "You bring three years of practice and a sense of order. We offer a pension, thirty "
        "days of "
        "leave and training.</p><h2>What you bring</h2><ul><li>A clean driving licence</li>"
        "<li>Good "
        "written English</li></ul><p>Apply by the end of the month with a letter and a CV.</p>"
        "<button>Apply now</button>"
    )
    data = {
        "@type": "JobPosting",
        "title": title,
        "hiringOrganization": {"@type": "Organization", "name": "Council"},
    }
    return f"/jobs/{m.number(1, 9999)}", m.frame(
        f"{title} job in {m.pick(PLACES)}", body, data=data
    )


def _policy(m: Maker) -> tuple[str, str]:
    title = m.pick(("Privacy Policy", "Terms and Conditions", "Cookie Policy", "Terms of Use"))
    parts = "".join(
        f"<h2>{n}. {head}</h2><p>We process personal data where the law allows it, with your "
        f"consent "
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


KINDS: tuple[tuple[str, Template], ...] = (
    ("section front", _section_front),
    ("search results", _search),
    ("error page", _missing),
    ("cookie wall", _cookie_wall),
    ("paywall stub", _paywall),
    ("video page", _video),
    ("shop page", _shop),
    ("parked domain", _parked),
    ("script-only shell", _shell),
    ("weather", _weather),
    ("horoscope", _horoscope),
    ("podcast", _podcast),
    ("job advertisement", _job),
    ("policy", _policy),
)
