"""What `towers.py FOLDER` writes: four models of some million parameters, 200 pictures and texts, and what the whole of
each program makes of them."""
import json
import pathlib

import numpy as np
import open_clip
import torch
import transformers
from PIL import Image, ImageDraw
from safetensors.torch import save_file

import towers

COUNT = 200


def write_pictures(folder):
    """Shapes in colours upon noise, of many sides."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(11)
    pictures = []
    for index in range(COUNT):
        wide, high = (int(side) for side in rng.integers(40, 300, 2))
        noise = rng.integers(0, 60, (high, wide, 3)) + rng.integers(0, 190, 3)
        picture = Image.fromarray(noise.astype(np.uint8))
        draw = ImageDraw.Draw(picture)
        for _ in range(4):
            x, y = (int(rng.integers(0, side)) for side in (wide, high))
            box = (x, y, x + int(rng.integers(5, wide)), y + int(rng.integers(5, high)))
            draw_one = draw.ellipse if rng.integers(0, 2) else draw.rectangle
            draw_one(box, fill=tuple(int(level) for level in rng.integers(0, 256, 3)))
        picture.save(folder / f"{index:03}.png")
        pictures.append(picture)
    return pictures


def texts():
    rng = np.random.default_rng(12)
    odd = ["", "  Two   blanks ", "UPPER case", "caf\u00e9 \u00fcber", "\u4e2d\u6587", "\U0001f45f shoe", "42 cm, 7.5 in",
           "a_b", "don't", "<|endoftext|>", "</s>"]
    lines = [" ".join(rng.choice(towers.WORDS, rng.integers(1, 30))) for _ in range(COUNT - len(odd))]
    return odd + [line.capitalize() if index % 3 == 0 else line for index, line in enumerate(lines)]


def processed(kind, folder, pictures):
    """As the processor over Pillow prepares them: (count, 3, size, size)."""
    name = {"clip": "CLIPImageProcessor", "siglip": "SiglipImageProcessor"}[kind]
    over_pillow = getattr(transformers, name + "Pil", None) or getattr(transformers, name)
    return torch.tensor(np.stack(over_pillow.from_pretrained(folder)(pictures)["pixel_values"]))


def prepared_by_open_clip(folder, pictures):
    config = json.loads((folder / "open_clip_config.json").read_text())
    options = config["preprocess_cfg"]
    transform = open_clip.transform.image_transform_v2(
        open_clip.transform.PreprocessCfg(size=config["model_cfg"]["vision_cfg"]["image_size"], **options), is_train=False)
    return torch.stack([transform(picture) for picture in pictures])


def write(folder):
    pictures, lines = write_pictures(folder / "pictures"), texts()
    with open(folder / "texts.jsonl", "w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": line}) + "\n" for line in lines)
    common = dict(size=64, patch=8, inner=768, depth=4, length=24)
    made = {}
    for kind, act in [("clip", "quick_gelu"), ("siglip", "gelu_pytorch_tanh")]:
        place = folder / kind
        model, tokenizer = towers.hugging_face(
            place, kind, 21, width=192, heads=3, act=act, dimension=128, scale=0.7, **common)
        made[kind] = (kind, model, tokenizer, processed(kind, place, pictures))
    for kind in ["clip", "siglip"]:
        name = "open-" + kind
        model, tokenizer = towers.open_clip_model(
            folder / name, kind, 22, width=192, heads=3, dimension=128 if kind == "clip" else 192, scale=0.7, **common)
        made[name] = (kind, model, tokenizer, prepared_by_open_clip(folder / name, pictures))
    for name, (kind, model, tokenizer, pixels) in made.items():
        cleaned = [open_clip.tokenizer.canonicalize_text(line) for line in lines] if name == "open-siglip" else lines
        _, rows = towers.text_rows(kind, tokenizer, cleaned, common["length"])
        i, t = towers.embed(model, pixels, rows)
        save_file({"i": i.contiguous(), "t": t.contiguous(), "pixels": pixels.permute(0, 2, 3, 1).contiguous()},
                  folder / f"{name}-embeddings.safetensors")
        i, t = (x / x.norm(dim=1, keepdim=True) for x in (i, t))
        print(name, sum(p.numel() for p in model.parameters()), "parameters; cosines of pictures",
              float((i @ i.T).mean()), "of texts", float((t @ t.T).mean()))
