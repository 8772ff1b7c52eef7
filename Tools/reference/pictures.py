"""Writes the golden pictures of Tests/PicturesTests/Golden.

Run:  python3 -m venv venv && venv/bin/pip install pillow numpy && venv/bin/python Tools/reference/pictures.py
Every kind of file that is read is written once, with the upright RGB pixels that Pillow sees in it as `<name>.rgb`
(two little-endian 32-bit extents, then the bytes). Pillow is the reference; CMYK is turned to RGB by its plain formula.
"""
import ctypes
import pathlib
import struct

import numpy as np
from PIL import Image, ImageOps

OUT = pathlib.Path(__file__).parents[2] / "Tests/PicturesTests/Golden"


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
