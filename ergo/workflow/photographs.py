"""Photographs of the work: made anew on the way in, so that nothing hidden travels with them.

A picture is decoded under a limit of pixels, turned upright, made smaller and written again as a JPEG of nothing but
its pixels: where and when it was taken, by which camera, and whatever else the file held is left behind.
"""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageOps

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import Photograph
from ergo.store.database import Store

MOST_UPLOAD_MB = 12
MOST_UPLOAD_BYTES = MOST_UPLOAD_MB * 1_000_000
MOST_PIXELS = 50_000_000
LONGEST_SIDE_PX = 2000
MOST_CASE_BYTES = 40_000_000
"""All pictures of a case together: with base64 they stay within what `casefile.load` reads."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 85
_JPEG_HEADER = "APP0"


def made_anew(data: bytes) -> bytes:
    """A photograph as it is kept: an upright JPEG with a longest side of at most 2000 pixels and no metadata.

    Parameters
    ----------
    data : bytes
        A JPEG, PNG or WebP file of at most 12 MB and 50 megapixels. What it is, is told by its content alone.

    Raises
    ------
    InputError
        When it is too large, of another kind, or damaged.
    """
    if len(data) > MOST_UPLOAD_BYTES:
        raise _refused(f"The file has {len(data) / 1e6:.1f} MB; at most {MOST_UPLOAD_MB} MB are taken.")
    picture = _opened(data)
    try:
        picture.draft("RGB", (LONGEST_SIDE_PX, LONGEST_SIDE_PX))
        seen = ImageOps.exif_transpose(picture).convert("RGBA")
        seen.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    except Exception as error:  # a decoder fails in many ways on a damaged file
        raise _refused("The picture is damaged: it cannot be read to its end.") from error
    fresh = Image.new("RGB", seen.size, "white")
    fresh.paste(seen, mask=seen)
    written = BytesIO()
    fresh.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def kept(store: Store, case: Case, data: bytes) -> Photograph:
    """Keep a photograph in the store; the entry that a task of the case is to hold.

    Raises InputError as `made_anew` does, and when the pictures of the case would grow past 40 MB.
    """
    picture = made_anew(data)
    before = sum(store.attachments.sizes(attachment_ids(case)).values())
    if before + len(picture) > MOST_CASE_BYTES:
        raise _refused(f"The pictures of this case have {before / 1e6:.0f} MB already. Remove some first.")
    return Photograph(attachment=store.attachments.keep(picture))


def photograph_bytes(store: Store, case: Case, photograph: Photograph) -> bytes:
    """The JPEG of a photograph of the case.

    Raises InputError when the case holds no such photograph, or its picture is not in the store: it came with a case
    file that did not carry it.
    """
    if photograph.attachment not in attachment_ids(case):
        raise _refused("This photograph is no longer in the case.")
    return store.attachments.load(photograph.attachment)


def attachment_ids(case: Case) -> list[str]:
    """The attachment of every photograph in the case, each once, in the order of the tasks."""
    return list(dict.fromkeys(p.attachment for task in case.job.tasks for p in task.photographs))


def pictures(store: Store, case: Case) -> dict[str, bytes]:
    """The pictures of a case that are in the store, by digest, as its case file carries them."""
    there = store.attachments.sizes(attachment_ids(case))
    return {digest: store.attachments.load(digest) for digest in attachment_ids(case) if digest in there}


def keep_pictures(store: Store, case: Case, found: Mapping[str, bytes]) -> None:
    """Keep the pictures of a case that came in its case file; those that it does not name are left out.

    Raises InputError for one that `made_anew` did not write, as it could hide where it was taken; none is kept then.
    """
    named = [found[digest] for digest in attachment_ids(case) if digest in found]
    for data in named:
        _check_made_anew(data)
    for data in named:
        store.attachments.keep(data)


def _check_made_anew(data: bytes) -> None:
    picture = _opened(data)
    marks = {mark for mark, _ in getattr(picture, "applist", [])}
    if marks != {_JPEG_HEADER} or max(picture.size) > LONGEST_SIDE_PX:
        raise _refused("A picture in the file was not written by this program, so it is not taken.")
    try:
        picture.load()
    except Exception as error:  # as in made_anew
        raise _refused("A picture in the file is damaged.") from error


def _opened(data: bytes) -> Image.Image:
    """The picture, its pixels not yet read."""
    try:
        picture = Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # as in made_anew
        raise _refused("The file is no JPEG, PNG or WebP picture, whatever its name says.") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()
    return picture


def _too_many_pixels() -> InputError:
    return _refused(f"The picture has too many pixels; at most {MOST_PIXELS // 1_000_000} million are taken.")


def _refused(why: str) -> InputError:
    return InputError(why, field="photograph")
