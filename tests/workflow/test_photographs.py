"""A photograph is only its pixels once it is in a case: nothing hidden, nothing huge, nothing that is no picture."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import Photograph, Task, TaskKind
from ergo.model.worker import Worker
from ergo.store import casefile
from ergo.store.database import open_store
from ergo.workflow import photographs
from ergo.workflow.desk import Desk
from ergo.workflow.photographs import kept, made_anew, photograph_bytes

RED, BLUE = (200, 30, 30), (30, 30, 200)
HIDDEN = (b"Exif", b"GPS", b"Maker", b"http", b"xpacket", b"ICC_PROFILE", b"secret")


def picture(
    size: tuple[int, int] = (60, 40), form: str = "JPEG", mode: str = "RGB", **saved: object
) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    written = BytesIO()
    image.convert(mode).save(written, form, **saved)
    return written.getvalue()


def with_location(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Maker of cameras"
    exif[ExifTags.Base.Orientation] = orientation
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (52.0, 31.0, 12.0)
    return picture(exif=exif, comment=b"secret", xmp=b"<?xpacket secret http?>", icc_profile=b"secret" * 40)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def close(pixel: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) < 30 for a, b in zip(pixel, colour, strict=True))


@pytest.fixture
def case(desk: Desk) -> Case:
    task = Task(id="pick", name="Pick", kind=TaskKind.LIFTING)
    case = Case(id="c1", worker=Worker(code="W-1"))
    case.job.tasks.append(task)
    desk.store.save(case)
    return case


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Desk]:
    """The desk of another computer."""
    store = open_store(f"sqlite:///{(tmp_path / 'elsewhere.sqlite').as_posix()}")
    yield Desk(store)
    store.close()


def add(desk: Desk, case: Case, data: bytes) -> tuple[Case, Photograph]:
    photograph = kept(desk.store, case, data)
    return desk.edit(case.id, lambda c: c.job.tasks[0].photographs.append(photograph)), photograph


def test_location_and_everything_else_hidden_is_gone() -> None:
    taken = with_location()
    assert all(word in taken for word in (b"Exif", b"Maker", b"secret", b"xpacket"))
    assert opened(taken).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    clean = made_anew(taken)
    image = opened(clean)
    assert not image.getexif()
    assert {mark for mark, _ in image.applist} == {"APP0"}  # type: ignore[attr-defined]
    assert not any(word in clean for word in HIDDEN)


def test_texts_in_a_png_are_gone() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Location", "secret")
    clean = made_anew(picture(form="PNG", pnginfo=note))
    assert not any(word in clean for word in HIDDEN)
    assert opened(clean).format == "JPEG"


def test_what_stands_after_the_picture_is_gone() -> None:
    assert b"secret" not in made_anew(picture() + b"secret film" * 100)


def test_picture_taken_upright_stands_upright() -> None:
    # EXIF orientation 6: the camera was turned; the row shown at the top is the left column of the pixels.
    image = opened(made_anew(with_location(orientation=6)))
    assert image.size == (40, 60)
    assert close(image.getpixel((20, 5)), RED)
    assert close(image.getpixel((20, 55)), BLUE)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("WEBP", "RGB"),
    ],
)
def test_every_kind_of_picture_becomes_a_jpeg(form: str, mode: str) -> None:
    image = opened(made_anew(picture(form=form, mode=mode)))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (60, 40))


def test_transparent_parts_are_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    assert close(opened(made_anew(written.getvalue())).getpixel((5, 5)), (255, 255, 255))


def test_long_side_is_brought_down_and_a_small_picture_stays() -> None:
    assert opened(made_anew(picture((4000, 1000)))).size == (2000, 500)
    assert opened(made_anew(picture((1200, 1999)))).size == (1200, 1999)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no JPEG, PNG or WebP"),
        (b"\xff", "no JPEG, PNG or WebP"),
        (b"<html><script>alert(1)</script></html>", "no JPEG, PNG or WebP picture, whatever its name says"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no JPEG, PNG or WebP"),
        (b"%PDF-1.7", "no JPEG, PNG or WebP"),
        (picture(form="GIF"), "no JPEG, PNG or WebP"),
        (picture(form="TIFF"), "no JPEG, PNG or WebP"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "no JPEG, PNG or WebP"),
        (picture((600, 400))[:700], "damaged"),
        (picture(form="PNG")[:-40], "damaged"),
        (b"\xff\xd8" + b"\x00" * photographs.MOST_UPLOAD_BYTES, r"has 12\.0 MB; at most 12 MB"),
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        made_anew(data)


@pytest.mark.parametrize("side", [7100, 13_500])
def test_picture_that_would_fill_the_memory_is_not_unpacked(side: int) -> None:
    written = BytesIO()
    Image.new("1", (side, side)).save(written, "PNG")
    assert len(written.getvalue()) < 200_000
    with pytest.raises(InputError, match="too many pixels; at most 50 million"):
        made_anew(written.getvalue())


def test_picture_cut_in_its_first_half_is_refused() -> None:
    whole = picture((64, 64), "PNG")
    for length in range(1, len(whole) // 2):
        with pytest.raises(InputError, match=r"damaged|no JPEG"):
            made_anew(whole[:length])


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 600), st.integers(0, 255))
def test_picture_with_a_byte_changed_is_taken_or_refused_in_words(form: str, place: int, byte: int) -> None:
    whole = bytearray(picture(form=form))
    whole[place % len(whole)] = byte
    with suppress(InputError):
        assert opened(made_anew(bytes(whole))).format == "JPEG"


def test_photograph_belongs_to_its_case(desk: Desk, case: Case) -> None:
    changed, photograph = add(desk, case, with_location())
    data = photograph_bytes(desk.store, changed, photograph)
    assert sha256(data).hexdigest() == photograph.attachment
    assert not photograph.for_employer
    assert opened(data).size == (60, 40)
    with pytest.raises(InputError, match="no longer in the case"):
        photograph_bytes(desk.store, case, photograph)


def test_pictures_of_a_case_together_stay_within_what_its_file_may_hold(
    desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photographs, "MOST_CASE_BYTES", 1000)
    changed, _ = add(desk, case, picture())
    with pytest.raises(InputError, match="Remove some first"):
        kept(desk.store, changed, picture((90, 90)))
    assert photographs.MOST_CASE_BYTES * 4 / 3 < casefile.MAX_BYTES - 6_000_000


def test_case_file_carries_the_photographs(desk: Desk, case: Case, elsewhere: Desk) -> None:
    changed, photograph = add(desk, case, picture())
    brought = elsewhere.import_case(desk.export_case(case.id))
    assert brought == changed
    assert photograph_bytes(elsewhere.store, brought, photograph) == photograph_bytes(
        desk.store, changed, photograph
    )


def test_case_file_without_a_picture_is_taken_and_the_picture_missed(
    desk: Desk, case: Case, elsewhere: Desk
) -> None:
    changed, photograph = add(desk, case, picture())
    brought = elsewhere.import_case(casefile.dump(changed))
    with pytest.raises(InputError, match="The picture is not in the database"):
        photograph_bytes(elsewhere.store, brought, photograph)
    assert elsewhere.export_case(brought.id) == casefile.dump(brought)


@pytest.mark.parametrize("foreign", [with_location(), picture(form="PNG"), picture((2100, 10)), b"<html>"])
def test_case_file_with_a_picture_from_elsewhere_is_refused(desk: Desk, foreign: bytes) -> None:
    digest = sha256(foreign).hexdigest()
    case = Case(id="c2", worker=Worker(code="W-2"))
    photograph = Photograph(attachment=digest)
    case.job.tasks.append(Task(name="Pick", kind=TaskKind.LIFTING, photographs=[photograph]))
    with pytest.raises(InputError, match=r"not written by this program|no JPEG"):
        desk.import_case(casefile.dump(case, {digest: foreign}))
    assert desk.list_cases() == []
    assert desk.store.attachments.sizes([digest]) == {}


def test_picture_that_the_case_does_not_name_is_left_out(desk: Desk) -> None:
    stray = picture()
    digest = sha256(stray).hexdigest()
    desk.import_case(casefile.dump(Case(worker=Worker(code="W-3")), {digest: stray}))
    assert desk.store.attachments.sizes([digest]) == {}
