"""Which addresses are those of the public internet, and which lie inside some network."""

from __future__ import annotations

import ipaddress

# By IANA's registries of special addresses, held here since Python's own answer has changed
# between its releases. What is not told apart by a reason is "not for strangers" by one rule.
_INSIDE_V4 = tuple(
    ipaddress.IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade; a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's metadata at an address that looks public
        "169.254.0.0/16",  # link-local; most clouds' metadata at 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# All that is given out to the public is in this one; private (fc00::/7, with a cloud's metadata
# at fd00:ec2::254), link-local, multicast, loopback and the rest are outside it.
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_INSIDE_V6 = tuple(
    ipaddress.IPv6Network(each)
    for each in (
        "2001::/23",  # protocol assignments, with Teredo, which may carry any address
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
# An IPv6 address that stands for an IPv4 one is what that one is: how far to shift to find it.
_CARRIERS = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4
)
_INSIDE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa")


def is_public(address: str) -> bool:
    """Whether a request to ``address`` (figures, no name) leaves for the public internet.

    False for what is no address at all: what is not understood is not connected to.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        for network, shift in _CARRIERS:
            if found in network:
                found = ipaddress.IPv4Address(int(found) >> shift & 0xFFFFFFFF)
                break
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in network for network in _INSIDE_V4)
    return found in _PUBLIC_V6 and not any(found in network for network in _INSIDE_V6)


def named_inside(host: str) -> bool:
    """Whether ``host``, as written, is of this machine or its network.

    A name may still lead inside when this is false: only the address that is connected to
    tells, and the fetcher looks at that as well.
    """
    host = host.strip("[]").rstrip(".").lower()
    if host in _INSIDE_NAMES or host.endswith(tuple(f".{name}" for name in _INSIDE_NAMES)):
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return not is_public(host)
