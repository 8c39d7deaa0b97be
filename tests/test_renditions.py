"""What renditions promise: upright, plain, never larger than the picture, made only once."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

import bless
from bulletin import renditions
from bulletin.pictures import Original, read_original
from bulletin.renditions import Renditions, Workshop, render
from conftest import built
from project import NEWS, Project


def original(width: int, height: int, name: str = "anh.jpg") -> Original:
    return Original(name, width, height, "0" * 64)


def saved(folder: Path, name: str, picture: Image.Image, **options: Any) -> Renditions:
    """Save a picture and return its renditions."""
    folder.mkdir(parents=True, exist_ok=True)
    picture.save(folder / name, **options)
    return Renditions(read_original(folder / name, name))


def rendered(folder: Path, name: str, picture: Image.Image, **options: Any) -> dict[str, Any]:
    """Save a picture and return its renditions, opened."""
    one = saved(folder, name, picture, **options)
    made = render(one, folder / name)
    return {name: Image.open(BytesIO(content)) for name, content in made.items()}


@pytest.mark.parametrize(
    ("size", "widths", "fallback"),
    [
        ((4000, 3000), [320, 640, 960, 1600], 960),
        ((1600, 900), [320, 640, 960, 1600], 960),
        ((1200, 675), [320, 640, 960, 1200], 960),
        ((1000, 500), [320, 640, 1000], 1000),
        ((330, 200), [330], 330),
        ((1, 1), [1], 1),
        ((2000, 40_000), [200], 200),
    ],
)
def test_widths_fit_the_picture_and_none_is_wider_than_it(
    size: tuple[int, int], widths: list[int], fallback: int
) -> None:
    one = Renditions(original(*size))
    assert [file.width for file in one.webp] == widths
    assert one.fallback.width == fallback
    for file in one.files:
        assert file.height == max(1, round(file.width * size[1] / size[0])) <= 4000


def test_every_planned_file_is_made_in_its_planned_size(tmp_path: Path) -> None:
    for width, height in ((2400, 1801), (1000, 333), (3, 60)):
        one = saved(tmp_path, "anh.png", Image.new("RGB", (width, height)))
        made = render(one, tmp_path / "anh.png")
        assert list(made) and len(made) == len(one.files)
        for file in one.files:
            name = file.path.removeprefix(f"{one.base}-")
            assert Image.open(BytesIO(made[name])).size == (file.width, file.height)


def test_a_name_changes_with_the_content_and_holds_nothing_but_safe_letters() -> None:
    one = Renditions(Original("năm 2024/Ảnh, 1.jpg", 400, 300, "a" * 64))
    other = Renditions(Original("năm 2024/Ảnh, 1.jpg", 400, 300, "b" * 64))
    assert one.base != other.base
    assert one.base.startswith("anh/nam-2024-anh-1-")
    assert Renditions(Original("?.jpg", 400, 300, "a" * 64)).base.startswith("anh/anh-")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_photo_is_shown_upright_however_it_was_held(
    tmp_path: Path, orientation: int, form: str
) -> None:
    """Red is on top, whatever way the camera stored the rows."""
    upright = Image.new("RGB", (40, 60), "blue")
    upright.paste("red", (0, 0, 40, 30))
    turn = renditions._TURNS.get(orientation)
    undo = {Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270,
            Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90}  # fmt: skip
    stored = upright.transpose(undo.get(turn, turn)) if turn is not None else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    name = f"anh.{form.lower()}"
    made = rendered(tmp_path, name, stored, exif=exif, quality=95)["40.webp"]
    assert made.size == (40, 60)
    assert made.getpixel((20, 5))[0] > 200 and made.getpixel((20, 55))[2] > 200


def test_nothing_that_a_camera_writes_is_left(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh mẫu"
    exif.get_ifd(0x8825)[1] = "N"
    picture = Image.new("RGB", (700, 500))
    one = saved(tmp_path, "anh.jpg", picture, exif=exif, comment=b"bi mat", xmp=b"<x>bi mat</x>")
    for content in render(one, tmp_path / "anh.jpg").values():
        shown = Image.open(BytesIO(content))
        assert not shown.getexif()
        assert set(shown.info) <= {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
            "loop", "background", "timestamp", "duration",
        }  # fmt: skip
        for secret in (b"bi mat", b"Exif", b"ICC_PROFILE", b"xmp"):
            assert secret not in content


def test_colours_of_another_profile_are_told_in_srgb(tmp_path: Path) -> None:
    """A profile whose red and blue are exchanged: what it calls red is blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = profile.replace(b"rXYZ", b"-XYZ").replace(b"bXYZ", b"rXYZ").replace(b"-XYZ", b"bXYZ")
    for mode in ("RGB", "RGBA", "P"):
        red = Image.new("RGB", (8, 8), (250, 10, 10)).convert(mode)
        shown = rendered(tmp_path, "a.png", red, icc_profile=other)["8.webp"].getpixel((4, 4))
        assert shown[2] > 200, mode
        assert shown[0] < 60, mode


def test_a_broken_profile_changes_nothing(tmp_path: Path) -> None:
    plain = rendered(tmp_path, "a.png", Image.new("RGB", (8, 8), (90, 160, 80)))["8.webp"]
    broken = rendered(tmp_path, "c.png", Image.new("RGB", (8, 8), (90, 160, 80)), icc_profile=b"x")
    assert broken["8.webp"].getpixel((4, 4)) == plain.getpixel((4, 4))


def test_a_print_shops_jpeg_keeps_its_colours(tmp_path: Path) -> None:
    made = rendered(tmp_path, "anh.jpg", Image.new("CMYK", (40, 30), (0, 255, 255, 0)), quality=95)
    red, green, blue = made["40.webp"].getpixel((20, 15))
    assert red > 180 and green < 90 and blue < 90


def test_sixteen_bits_of_grey_are_scaled_and_not_clipped(tmp_path: Path) -> None:
    grey = Image.new("I;16", (40, 30), 0x8000)
    made = rendered(tmp_path, "anh.png", grey)["40.webp"]
    assert abs(made.getpixel((20, 15))[0] - 128) < 4


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA"])
def test_what_is_transparent_stays_so_and_is_white_in_the_jpeg(tmp_path: Path, mode: str) -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0)).convert(mode)
    made = rendered(tmp_path, "anh.png", clear)
    assert made["40.webp"].convert("RGBA").getpixel((20, 15))[3] == 0
    assert made["40.jpg"].getpixel((20, 15)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_pictures_of_few_colours_are_shown(tmp_path: Path, mode: str) -> None:
    made = rendered(tmp_path, "anh.png", Image.new("L", (40, 30), 255).convert(mode))
    assert min(made["40.webp"].getpixel((20, 15))) > 250


# The cache


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    media = tmp_path / "content" / "media"
    saved(media, "anh.png", Image.effect_noise((700, 500), 60).convert("RGB"))
    return Workshop.beside(media)


def one_of(workshop: Workshop, name: str = "anh.png") -> Renditions:
    return Renditions(read_original(workshop.media / name, name))


def contents(made: dict[str, Path]) -> dict[str, bytes]:
    return {path: file.read_bytes() for path, file in made.items()}


def count_renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every picture that is encoded adds its name."""
    seen: list[str] = []

    def counted(one: Renditions, source: Path) -> dict[str, bytes]:
        seen.append(one.original.name)
        return render(one, source)

    monkeypatch.setattr(renditions, "render", counted)
    return seen


def test_what_was_made_is_not_made_again_for_any_file_of_the_same_content(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = count_renders(monkeypatch)
    first = contents(workshop.make([one_of(workshop)]))
    assert seen == ["anh.png"]
    shutil.copy(workshop.media / "anh.png", workshop.media / "khac.png")
    assert contents(workshop.make([one_of(workshop)])) == first
    other = contents(workshop.make([one_of(workshop, "khac.png")]))
    assert sorted(other.values()) == sorted(first.values())
    assert seen == ["anh.png"]


def test_bytes_are_the_same_without_a_cache(workshop: Workshop) -> None:
    first = contents(workshop.make([one_of(workshop)]))
    shutil.rmtree(workshop.cache)
    assert contents(workshop.make([one_of(workshop)])) == first


@pytest.mark.parametrize(
    "harm", ["cut", "changed", "gone", "no manifest", "half a manifest", "another's manifest"]
)
def test_a_spoiled_entry_of_the_cache_is_made_anew(workshop: Workshop, harm: str) -> None:
    made = workshop.make([one_of(workshop)])
    first = contents(made)
    file = sorted(made.values())[0]
    manifest = file.parent / "tong-kiem.json"
    match harm:
        case "cut":
            file.write_bytes(file.read_bytes()[:100])
        case "changed":
            file.write_bytes(b"x" + file.read_bytes()[1:])
        case "gone":
            file.unlink()
        case "no manifest":
            manifest.unlink()
        case "half a manifest":
            manifest.write_text(manifest.read_text()[:20])
        case _:
            manifest.write_text("[]")
    assert contents(workshop.make([one_of(workshop)])) == first


def test_a_broken_off_build_leaves_nothing_that_counts(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(one: Renditions, source: Path) -> dict[str, bytes]:
        raise KeyboardInterrupt

    monkeypatch.setattr(renditions, "render", breaks)
    with pytest.raises(KeyboardInterrupt):
        workshop.make([one_of(workshop)])
    monkeypatch.undo()
    assert len(workshop.make([one_of(workshop)])) == 3


def test_a_sound_picture_is_decoded_once_and_a_broken_one_is_told_every_time(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    decodes = renditions.check_decodes

    def counted(path: Path) -> None:
        tried.append(path.name)
        decodes(path)

    monkeypatch.setattr(renditions, "check_decodes", counted)
    whole = (workshop.media / "anh.png").read_bytes()
    (workshop.media / "hong.png").write_bytes(whole[: len(whole) // 2])
    both = [one_of(workshop, name).original for name in ("anh.png", "hong.png")]
    for _ in range(2):
        assert [one.name for one, _ in workshop.broken(both)] == ["hong.png"]
    assert sorted(tried) == ["anh.png", "hong.png", "hong.png"]


def test_a_half_written_mark_of_soundness_is_none(workshop: Workshop) -> None:
    original = one_of(workshop).original
    workshop.broken([original])
    (mark,) = (workshop.cache / "nguyen-ven").iterdir()
    mark.write_bytes(b"")
    whole = (workshop.media / "anh.png").read_bytes()
    (workshop.media / "anh.png").write_bytes(whole[: len(whole) // 2])
    assert len(workshop.broken([original])) == 1


def test_what_left_the_folder_of_pictures_leaves_the_cache(workshop: Workshop) -> None:
    workshop.broken([one_of(workshop).original])
    workshop.make([one_of(workshop)])
    workshop.tidy([one_of(workshop).original])
    assert len([*workshop.cache.rglob("*.webp")]) == 2
    workshop.tidy([])
    assert [path for path in workshop.cache.rglob("*") if path.is_file()] == []


# The site


def shown(site: Path) -> set[str]:
    return {path.name.rpartition("-")[0][:-9] for path in (site / "anh").glob("*.webp")}


def test_pictures_of_published_entries_alone_are_on_the_site(small_site: Path) -> None:
    assert shown(small_site) == {"hoi-truong"}
    assert not [*(small_site / "media").glob("*.png")]


def test_a_withdrawn_entrys_pictures_leave_the_site_in_one_build(tmp_path: Path) -> None:
    config = bless.copy_project(tmp_path / "du-an")
    news = config.parent / "content/news/anh-rieng.yml"
    shutil.copy(
        config.parent / "content/media/anh-nhap.png", config.parent / "content/media/rieng.png"
    )
    text = NEWS + "sample: true\npictures: [{file: rieng.png, alt: Một vòng tròn}]\n"
    news.write_text(text.replace("body: Nội dung.", "body: '![Một ô](media:anh-go.png)'"), "utf-8")
    site = tmp_path / "site"
    assert shown(built(config, site)) == {"hoi-truong", "rieng", "anh-go"}
    gone = text.replace("published", "withdrawn", 1)
    news.write_text(gone + "changes: [{date: 8/10/2024, kind: removal, note: Gỡ}]\n", "utf-8")
    shutil.rmtree(site)
    assert shown(built(config, site)) == {"hoi-truong"}


def test_a_broken_picture_is_a_mistake_of_content_told_with_its_file(project: Project) -> None:
    picture = BytesIO()
    Image.effect_noise((64, 48), 80).save(picture, "JPEG")
    project.write({"content/media/2024/anh.jpg": picture.getvalue()[:-200]})
    assert [(told.file, told.line) for told in project.problems()] == [
        ("content/media/2024/anh.jpg", 1)
    ]
