"""Packed files: what is inside gzip and zip, read where it stands and never laid on a disk."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from nutgraf.errors import InputError, TooLarge, UnreadableInput
from nutgraf.readers.article import STEP, Means, failure, megabytes
from nutgraf.readers.gunzip import Gunzip, grows_too_much, stream_of
from nutgraf.readers.versions import Found
from nutgraf.records import Failure

MOST_MEMBERS = 50_000
MOST_PACKED = 4_000_000_000
MOST_UNPACKED = 20_000_000_000
# The list of a zip file's members is held as a whole; so many bytes name those that are read.
_MOST_LIST = 10_000_000
# Only these can be unpacked in small bits, whatever they hold.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_OFFICE = ("[Content_Types].xml", "mimetype")


# Reads one thing from an archive: where it is, what it is called (empty where nothing tells).
ReadMember = Callable[[str, str, BinaryIO, Means], Iterator[Found]]


def read_gzip(
    item: str, name: str, stream: BinaryIO, means: Means, read: ReadMember
) -> Iterator[Found]:
    """What is read of the one file that gzip packed; ``name`` is the packed file's."""
    inner = name[: -len(".gz")] if name.lower().endswith(".gz") else ""
    yield from read(item, inner, stream_of(Gunzip(item, stream).all()), means)


def read_zip(item: str, stream: BinaryIO, means: Means, read: ReadMember) -> Iterator[Found]:
    """What is read of each member, as ``item!member``, in the order of their names.

    Members that cannot be read are each a ``Failure``, and the others are read.
    """
    try:
        packed = zipfile.ZipFile(cast("BinaryIO", _Sparing(item, stream)))
        members = _members(item, packed, stream.seek(0, 2))
    except InputError as problem:
        yield failure(problem)
        return
    except _FAULTS as problem:
        yield Failure(item, STEP, f"the zip file is broken or cut off, and is not read: {problem}")
        return
    if not members:
        yield Failure(item, STEP, "the zip file is empty; there is nothing to read")
    spent = 0
    for member in members:
        place = f"{item}!{member.filename}"
        spent += member.file_size
        try:
            _check(place, member)
            if spent > MOST_UNPACKED:
                raise TooLarge(
                    place,
                    f"the members before it fill {megabytes(MOST_UNPACKED)}; unpack the file, "
                    "and name the folder",
                )
            with packed.open(member) as content:
                yield from read(place, member.filename, cast("BinaryIO", content), means)
        except InputError as problem:
            yield failure(problem)
        except _FAULTS as problem:
            yield Failure(place, STEP, f"what is packed is broken or cut off: {problem}")


def _members(item: str, packed: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The files in it by name, hidden ones left alone; of a WACZ only what was archived."""
    found = packed.infolist()
    whole = sum(member.file_size for member in found)
    # members that lie over one another grow more than each of them says
    if grows_too_much(size, whole):
        raise TooLarge(
            item,
            f"it unpacks from {megabytes(size)} to {megabytes(whole)}; this is no text, and it is "
            "not read",
        )
    names = {member.filename for member in found}
    if not names.isdisjoint(_OFFICE):
        raise UnreadableInput(item, "this is an office document or a book; save its text as .txt")
    if len(found) > MOST_MEMBERS:
        raise TooLarge(
            item,
            f"it has {len(found)} members, over the limit of {MOST_MEMBERS}; unpack it, and name "
            "the folder",
        )
    is_wacz = "datapackage.json" in names
    return sorted(
        (
            member
            for member in found
            if not member.is_dir()
            and not any(part.startswith((".", "__MACOSX")) for part in _parts(member.filename))
            and not (is_wacz and not member.filename.startswith("archive/"))
        ),
        key=lambda member: member.filename,
    )


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in (".", "..")]


def _check(place: str, member: zipfile.ZipInfo) -> None:
    """Raises the reason why a member is not read."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableInput(place, "it is encrypted; unpack it with its password first")
    if member.compress_type not in _METHODS:
        raise UnreadableInput(
            place,
            f"it is packed by a method ({member.compress_type}) that is not read; pack it anew as "
            "a plain zip file",
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableInput(place, "it is a link to another file, and links are not followed")
    if grows_too_much(member.compress_size, member.file_size):
        raise TooLarge(
            place,
            f"it unpacks from {megabytes(member.compress_size)} to "
            f"{megabytes(member.file_size)}; this is no text, and it is not read",
        )


class _Sparing:
    """A stream that gives no more at once than the list of its members may fill."""

    def __init__(self, item: str, stream: BinaryIO) -> None:
        self._item = item
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > _MOST_LIST:
            raise TooLarge(
                self._item,
                f"the list of its members alone is over {megabytes(_MOST_LIST)}; it is not read",
            )
        return self._stream.read(size)
