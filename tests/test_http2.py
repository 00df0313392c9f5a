"""HTTP/2 and certificates, over a real TLS connection to this machine."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import h2.settings
import pytest

from nutgraf.errors import FetchError
from nutgraf.readers import HttpFetch
from tests.http_host import PUBLIC_ADDRESS, Names, Watch, Wires

Speak = Callable[[ssl.SSLSocket, h2.connection.H2Connection, int], None]


def answer(connection: ssl.SSLSocket, state: h2.connection.H2Connection, stream: int) -> None:
    state.send_headers(stream, [(":status", "200")])
    state.send_data(stream, b"by HTTP/2", end_stream=True)


class SafeHost:
    """An HTTP/2 host; ``asked`` has name, protocol and number of requests of each connection."""

    def __init__(self, certificate: Path) -> None:
        self.asked: list[list[object]] = []
        self.speak: Speak = answer
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._context.set_alpn_protocols(["h2"])
        self._names: dict[object, str | None] = {}
        self._context.sni_callback = self._named
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://news.example:{self.listener.getsockname()[1]}/a"
        threading.Thread(target=self._serve, daemon=True).start()

    def _named(self, connection: object, name: str | None, context: object) -> None:
        self._names[connection] = name

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(plain,), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        try:
            with self._context.wrap_socket(plain, server_side=True) as connection:
                name = self._names.get(connection)
                asked: list[object] = [name, connection.selected_alpn_protocol(), 0]
                self.asked.append(asked)
                state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
                state.initiate_connection()
                connection.sendall(state.data_to_send())
                while piece := connection.recv(65_536):
                    for event in state.receive_data(piece):
                        if isinstance(event, h2.events.RequestReceived):
                            asked[2] = int(str(asked[2])) + 1
                            self.speak(connection, state, event.stream_id)
                    connection.sendall(state.data_to_send())
        except OSError:
            plain.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of news.example, with its key in the same file."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    asked = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        f"-keyout {key} -out {cert} -subj /CN=news.example "
        "-addext subjectAltName=DNS:news.example"
    )
    subprocess.run(asked.split(), check=True, capture_output=True)
    both.write_text(key.read_text() + cert.read_text())
    return both


@pytest.fixture
def host(certificate: Path) -> Iterator[SafeHost]:
    host = SafeHost(certificate)
    yield host
    host.listener.close()


def fetcher(certificate: Path | None, wires: Wires | None = None) -> HttpFetch:
    return HttpFetch(
        public=True,
        delay=0,
        at_once=8,
        tries=1,
        total=3,
        clock=Watch().clock,
        resolve=Names(news_example=[PUBLIC_ADDRESS], other_example=[PUBLIC_ADDRESS]),
        connector=wires or Wires(),
        ssl_context=ssl.create_default_context(cafile=certificate),
    )


def test_the_name_of_the_host_is_asked_for_at_the_address_that_was_checked(
    certificate: Path, host: SafeHost
) -> None:
    wires = Wires()
    with fetcher(certificate, wires) as fetch:
        for _ in range(2):
            assert fetch(host.url, kind="feed").content == b"by HTTP/2"
    assert host.asked == [["news.example", "h2", 2]]
    assert wires.addresses == [PUBLIC_ADDRESS]


def test_a_certificate_of_another_is_refused(certificate: Path, host: SafeHost) -> None:
    with pytest.raises(FetchError, match="TLS"):
        fetcher(certificate)(host.url.replace("news.", "other."), kind="feed")


def test_a_certificate_of_nobody_is_refused(host: SafeHost) -> None:
    with pytest.raises(FetchError, match="TLS"):
        fetcher(None)(host.url, kind="feed")


def test_a_host_that_takes_fewer_requests_than_it_said_keeps_nobody_waiting(
    certificate: Path, host: SafeHost
) -> None:
    def take_fewer(
        connection: ssl.SSLSocket, state: h2.connection.H2Connection, stream: int
    ) -> None:
        for most in (100, 1):
            state.update_settings({h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: most})
            connection.sendall(state.data_to_send())
            time.sleep(0.05)
        answer(connection, state, stream)

    host.speak = take_fewer
    got: list[bytes] = []
    with fetcher(certificate) as fetch:
        for _ in range(2):
            threads = [
                threading.Thread(
                    target=lambda: got.append(fetch(host.url, kind="feed").content), daemon=True
                )
                for _ in range(6)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(5)
    assert got == [b"by HTTP/2"] * 12
    assert len(host.asked) >= 6


@pytest.mark.parametrize(
    "frame",
    [
        "000001010400000001ff",  # a head that no table holds
        "000008060000000000" + "00" * 7,  # a ping that is cut
        "00000403000000000100000002",  # the stream is taken back
        "000008070000000000" + "00000000" + "00000001",  # the connection is given up
        "ff" * 40,
    ],
)
def test_a_host_that_breaks_the_rules_half_way_is_told(
    certificate: Path, host: SafeHost, frame: str
) -> None:
    def break_off(
        connection: ssl.SSLSocket, state: h2.connection.H2Connection, stream: int
    ) -> None:
        state.send_headers(stream, [(":status", "200")])
        state.send_data(stream, b"half")
        connection.sendall(state.data_to_send())
        time.sleep(0.05)
        connection.sendall(bytes.fromhex(frame))
        connection.close()

    host.speak = break_off
    with fetcher(certificate) as fetch, pytest.raises(FetchError, match="connection failed"):
        fetch(host.url, kind="feed")
