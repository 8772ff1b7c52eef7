"""Writes the golden pictures of Tests/PicturesTests/Golden, and Tests/EncodersTests/Golden/processors.

    python3 -m venv venv && venv/bin/pip install pillow numpy torch torchvision transformers open_clip_torch
    venv/bin/python Tools/reference/pictures.py files
    venv/bin/python Tools/reference/pictures.py preprocessing

files: every kind of file that is read is written once, with the upright RGB pixels that Pillow sees in it as
`<name>.rgb` (two little-endian 32-bit extents, then the bytes). Pillow is the reference; CMYK is turned to RGB by its
plain formula. It needs Pillow and numpy alone.

preprocessing: what Pillow makes of pictures at other sizes, and the image processors of transformers over Pillow and
those of open_clip. The pictures are noise of odd sizes, which the tests draw for themselves (`noise`), so that results
alone are kept. By how much the processors over torchvision differ is printed.
"""
import copy
import ctypes
import json
import pathlib
import struct
import sys

import numpy as np
from PIL import Image, ImageOps

TESTS = pathlib.Path(__file__).parents[2] / "Tests"
OUT = TESTS / "PicturesTests/Golden"
PROCESSORS = TESTS / "EncodersTests/Golden/processors"

FILTERS = {
    "bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC, "lanczos": Image.Resampling.LANCZOS,
}
# A line of a pixel, portrait, landscape by one pass, upscaling, a huge downscale, one pixel, and by hardly anything.
RESIZED = [
    ((1, 40), (24, 24)), ((31, 47), (17, 29)), ((53, 37), (53, 20)), ((9, 7), (40, 33)), ((400, 300), (7, 5)),
    ((200, 3), (1, 1)), ((31, 31), (30, 32)),
    # The height first, and just not, and just.
    ((20, 60), (7, 20)), ((24, 30), (20, 22)), ((24, 30), (20, 21)),
]
SIDE = 20
PREPARED = [(1, 40), (31, 47), (53, 37), (9, 7), (400, 300), (20, 20), (46, 40)]


def scene(width=40, height=28):
    """A smooth picture without symmetry, so that JPEG keeps it and a wrong turn shows."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    red = 255 * x / width
    green = 255 * y / height
    blue = 128 + 100 * np.sin(x / 7 + y / 11)
    pixels = np.stack([red, green, blue], -1)
    pixels[2:10, 3:15] = (220, 30, 40)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def keep(name, upright):
    upright = upright.convert("RGB")
    (OUT / f"{name}.rgb").write_bytes(struct.pack("<II", *upright.size) + upright.tobytes())


def write(name, image, seen=None, **options):
    path = OUT / name
    image.save(path, **options)
    keep(name, seen or ImageOps.exif_transpose(Image.open(path)))


def over_white(image):
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA"))


def ycck(image, quality):
    """A CMYK picture as YCCK, which Pillow reads and does not write: TurboJPEG's compressor stores inks so."""
    library = ctypes.CDLL("libturbojpeg.so.0")
    library.tjInitCompress.restype = ctypes.c_void_p
    inks = bytes(255 - value for value in image.convert("CMYK").tobytes())
    size, buffer, cmyk, full = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ubyte)(), 11, 0
    failed = library.tjCompress2(
        ctypes.c_void_p(library.tjInitCompress()), inks, image.width, 0, image.height, cmyk, ctypes.byref(buffer),
        ctypes.byref(size), full, quality, 0)
    assert not failed
    return ctypes.string_at(buffer, size.value)


def files():
    """Every kind of file that is read, and ours at other sizes."""
    OUT.mkdir(parents=True, exist_ok=True)
    picture = scene()
    write("baseline.jpg", picture, quality=90)
    write("progressive.jpg", picture, quality=90, progressive=True)
    write("grey.jpg", picture.convert("L"), quality=90)
    write("cmyk.jpg", picture.convert("CMYK"), quality=95)
    (OUT / "ycck.jpg").write_bytes(ycck(picture, 95))
    keep("ycck.jpg", Image.open(OUT / "ycck.jpg"))
    for turn in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = turn
        write(f"turned{turn}.jpg", picture, quality=90, exif=exif)
    write("colour.png", picture)
    write("palette.png", picture.quantize(16))
    clear = picture.quantize(8)
    write("palette-clear.png", clear, seen=None, transparency=0)
    keep("palette-clear.png", over_white(Image.open(OUT / "palette-clear.png")))
    write("grey.png", picture.convert("L"))
    deep = (np.asarray(picture.convert("L")).astype(np.uint16) * 257)
    Image.fromarray(deep).save(OUT / "deep.png")
    keep("deep.png", picture.convert("L"))
    alpha = picture.copy()
    alpha.putalpha(Image.linear_gradient("L").resize(picture.size))
    write("alpha.png", alpha, seen=over_white(alpha))
    grey_alpha = picture.convert("LA")
    grey_alpha.putalpha(Image.linear_gradient("L").resize(picture.size))
    write("grey-alpha.png", grey_alpha, seen=over_white(grey_alpha))
    write("lossy.webp", picture, quality=90)
    write("lossless.webp", picture, lossless=True)
    write("alpha.webp", alpha, seen=over_white(alpha), lossless=True, exact=True)
    picture.save(OUT / "png-by-content.jpg", format="PNG")
    keep("png-by-content.jpg", picture)
    picture.save(OUT / "animated.webp", save_all=True, append_images=[picture.rotate(90)], duration=100)

    for name, size in [("half", (20, 14)), ("odd", (13, 19)), ("larger", (57, 41))]:
        keep(f"resized-{name}", picture.resize(size, Image.Resampling.LANCZOS))


def noise(width, height):
    """Bytes of a linear congruential generator, its highest bits."""
    state, values = width * 65536 + height, bytearray()
    for _ in range(width * height * 3):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(state >> 24)
    return Image.frombytes("RGB", (width, height), bytes(values))


def levels(processor, picture):
    """The picture as the processor has it before it normalises."""
    seen = processor(picture, do_rescale=False, do_normalize=False, return_tensors="np")["pixel_values"][0]
    return np.asarray(seen).round().astype(np.uint8).transpose(1, 2, 0)


def open_clip_levels(transform, picture):
    transform = copy.copy(transform)
    values = ("MaybeToTensor", "Normalize")
    transform.transforms = [step for step in transform.transforms if type(step).__name__ not in values]
    return np.asarray(transform(picture))


def keep_all(name, pictures):
    OUT.joinpath(name).write_bytes(b"".join(np.ascontiguousarray(picture).tobytes() for picture in pictures))


def preprocessing():
    """What Pillow, transformers and open_clip make of noise."""
    import open_clip.transform as open_clip
    from transformers import CLIPImageProcessor, SiglipImageProcessor, ViTImageProcessor
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
    from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil
    from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

    for name, resampling in FILTERS.items():
        keep_all(f"resampled-{name}.bytes", [np.asarray(noise(*a).resize(b, resampling)) for a, b in RESIZED])

    pictures = [noise(*size) for size in PREPARED]
    square = {"height": SIDE, "width": SIDE}
    cases = {
        "clip": (CLIPImageProcessor, CLIPImageProcessorPil, dict(size={"shortest_edge": SIDE}, crop_size=square)),
        # 25 - 20 is odd: where the middle lies is a matter of rounding.
        "clip-edge": (
            CLIPImageProcessor, CLIPImageProcessorPil, dict(size={"shortest_edge": 25}, crop_size=square, resample=1)),
        "siglip": (SiglipImageProcessor, SiglipImageProcessorPil, dict(size=square)),
        "vit": (ViTImageProcessor, ViTImageProcessorPil, dict(size=square)),
    }
    PROCESSORS.mkdir(parents=True, exist_ok=True)
    for name, (fast, slow, options) in cases.items():
        processor = slow(**options)
        seen = [levels(processor, picture) for picture in pictures]
        keep_all(f"prepared-{name}.bytes", seen)
        PROCESSORS.joinpath(f"{name}.json").write_text(processor.to_json_string())
        values = processor(pictures[2], return_tensors="np")["pixel_values"][0].transpose(1, 2, 0)
        PROCESSORS.joinpath(f"{name}.f32").write_bytes(np.ascontiguousarray(values, "<f4").tobytes())
        other = [levels(fast(**options), picture) for picture in pictures]
        apart = [np.abs(a.astype(int) - b.astype(int)) for a, b in zip(seen, other)]
        print(f"{name}: torchvision differs from Pillow by at most {[int(one.max()) for one in apart]} levels")

    configs = {
        "open-clip-shortest": dict(resize_mode="shortest"),
        "open-clip-longest": dict(resize_mode="longest", fill_color=7, interpolation="bilinear"),
        "open-clip-squash": dict(resize_mode="squash", mean=(0.5,) * 3, std=(0.5,) * 3),
    }
    for name, config in configs.items():
        transform = open_clip.image_transform_v2(open_clip.PreprocessCfg(size=SIDE, **config), is_train=False)
        # open_clip refuses to make a side of no pixels.
        keep_all(f"prepared-{name}.bytes", [open_clip_levels(transform, picture) for picture in pictures[1:]])
        file = {"model_cfg": {"vision_cfg": {"image_size": SIDE}}, "preprocess_cfg": config}
        PROCESSORS.joinpath(f"{name}.json").write_text(json.dumps(file, indent=2) + "\n")
        values = transform(pictures[2]).numpy().transpose(1, 2, 0)
        PROCESSORS.joinpath(f"{name}.f32").write_bytes(np.ascontiguousarray(values, "<f4").tobytes())


{"files": files, "preprocessing": preprocessing}[sys.argv[1]]()
