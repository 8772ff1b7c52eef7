"""Writes the golden models of two towers of Tests/EncodersTests/Golden/towers, and on request larger ones to check whole.

    python3 -m venv venv && venv/bin/pip install torch transformers open_clip_torch timm tokenizers pillow safetensors
    venv/bin/python Tools/reference/towers.py [FOLDER]

CLIP and SigLIP of transformers, and both as open_clip keeps them, with random weights: each as the folder that those
programs write, in f32, f16 or bf16, in one file or in several, with a small tokenizer. Beside each lies what the model
makes of a few pictures and rows of tokens, in f32. Pixel c of row y and column x of picture b is
((31 b + 17 y + 7 x + 3 c + x y) mod 64) / 32 - 1.

Given FOLDER, four models of four million parameters are written there, with 200 pictures as PNG, 200 texts, and what
the whole of each program, its processor and tokenizer with it, makes of them; SAMESTYLE_TOWERS=FOLDER has the tests
hold ours against it.
"""
import json
import pathlib
import sys

import numpy as np
import open_clip
import timm
import torch
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import CLIPConfig, CLIPModel, SiglipConfig, SiglipModel

OUT = pathlib.Path(__file__).parents[2] / "Tests/EncodersTests/Golden/towers"

WORDS = "red blue green mug lamp sofa shoe dress shirt with of the a in size 42 cm cotton leather table chair".split()


def random_weights(model, seed, scale=1.0):
    """Weights far from those of a beginning, under which every part of the model counts."""
    generator = torch.Generator().manual_seed(seed)
    for name, value in model.named_parameters():
        if value.ndim == 0 or "logit" in name:
            continue
        noise = torch.randn(value.shape, generator=generator)
        with torch.no_grad():
            if value.ndim == 1 and name.endswith("weight"):
                value.copy_(1 + 0.2 * noise)
            elif value.ndim == 1:
                value.copy_(0.2 * noise)
            else:
                wide = value[0].numel() if value.ndim != 3 else 1
                value.copy_(noise * min(0.8, scale * 1.4 / wide**0.5))
    return model.eval()


def pixels(count, size):
    """(count, 3, size, size)."""
    b, c, y, x = np.meshgrid(np.arange(count), np.arange(3), np.arange(size), np.arange(size), indexing="ij")
    return torch.tensor(((31 * b + 17 * y + 7 * x + 3 * c + x * y) % 64) / 32 - 1, dtype=torch.float32)


def byte_symbols():
    """The characters that stand for the 256 bytes, as in GPT-2."""
    keep = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(byte) for byte in keep] + [chr(256 + index) for index in range(256 - len(keep))]


def clip_vocabulary():
    """A byte-pair vocabulary that knows the first letters of WORDS together, and its merges."""
    symbols = byte_symbols()
    entries = symbols + [symbol + "</w>" for symbol in symbols]
    merges = []
    for word in WORDS:
        pieces = [*word[:-1], word[-1] + "</w>"]
        while len(pieces) > 1:
            pair = (pieces[0], pieces[1])
            if pair not in merges:
                merges.append(pair)
                entries.append(pair[0] + pair[1])
            pieces = [pair[0] + pair[1], *pieces[2:]]
    entries += ["<|startoftext|>", "<|endoftext|>"]
    return {entry: index for index, entry in enumerate(dict.fromkeys(entries))}, merges


def write_clip_tokenizer(folder, whole=False):
    """vocab.json and merges.txt, or tokenizer.json where whole; the tokenizer."""
    vocabulary, merges = clip_vocabulary()
    start, end = vocabulary["<|startoftext|>"], vocabulary["<|endoftext|>"]
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, unk_token="<|endoftext|>",
                                     continuing_subword_prefix="", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(
            Regex(r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"),
            behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False),
    ])
    tokenizer.post_processor = processors.RobertaProcessing(
        ("<|endoftext|>", end), ("<|startoftext|>", start), trim_offsets=False, add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<|startoftext|>", "<|endoftext|>"])
    names = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>",
             "pad_token": "<|endoftext|>"}
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "CLIPTokenizer", **names}))
    if whole:
        (folder / "tokenizer.json").write_text(tokenizer.to_str())
    else:
        (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")))
        (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    return tokenizer


def write_siglip_tokenizer(folder):
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -2.0)]
    pieces += [("\u2581" + word, -3.0 - index / 10) for index, word in enumerate(WORDS)]
    pieces += [(letter, -6.0 - index / 10) for index, letter in enumerate("etaoinshrdlcumwfgypbvkjxqz0123456789.,-'")]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=2))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer.add_special_tokens(["<pad>", "</s>", "<unk>"])
    (folder / "tokenizer.json").write_text(tokenizer.to_str())
    names = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "</s>"}
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "T5TokenizerFast", **names}))
    return tokenizer


def write_processor(folder, kind, size):
    """preprocessor_config.json as the processors of both have it."""
    common = {"do_normalize": True, "do_rescale": True, "do_resize": True, "rescale_factor": 1 / 255, "resample": 3}
    if kind == "clip":
        own = {"crop_size": {"height": size, "width": size}, "do_center_crop": True, "do_convert_rgb": True,
               "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711],
               "image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": size}}
    else:
        own = {"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
               "image_processor_type": "SiglipImageProcessor", "size": {"height": size, "width": size}}
    (folder / "preprocessor_config.json").write_text(json.dumps({**common, **own}))


def hugging_face(folder, kind, seed, size, patch, width, inner, depth, heads, length, act, dimension,
                 dtype=torch.float32, shard=None, tokenizer_whole=False, scale=1.0):
    """Writes a folder of transformers; gives the model in f32 and its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "clip":
        tokenizer = write_clip_tokenizer(folder, tokenizer_whole)
    else:
        tokenizer = write_siglip_tokenizer(folder)
    write_processor(folder, kind, size)
    count = tokenizer.get_vocab_size() + 3  # more rows than tokens, as many models have
    text = dict(hidden_size=width, intermediate_size=inner, num_hidden_layers=depth, num_attention_heads=heads,
                vocab_size=count, max_position_embeddings=length, hidden_act=act)
    vision = dict(hidden_size=width, intermediate_size=inner, num_hidden_layers=depth, num_attention_heads=heads,
                  image_size=size, patch_size=patch, hidden_act=act)
    if kind == "clip":
        end = tokenizer.token_to_id("<|endoftext|>")
        text.update(bos_token_id=end - 1, eos_token_id=end, pad_token_id=end, projection_dim=dimension)
        model = CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=dimension))
    else:
        text.update(projection_size=width, pad_token_id=1, eos_token_id=1, bos_token_id=1)
        model = SiglipModel(SiglipConfig(text_config=text, vision_config=vision))
    model = random_weights(model, seed, scale).to(dtype)
    options = {"max_shard_size": shard} if shard else {}
    model.save_pretrained(folder, **options)
    return model.float(), tokenizer


def text_rows(kind, tokenizer, texts, length):
    """Ids without what fills up, and (texts, length) filled up."""
    own = []
    for text in texts:
        ids = tokenizer.encode(text).ids
        own.append(ids if len(ids) <= length else ids[: length - 1] + ids[-1:])
    filler = tokenizer.token_to_id("<|endoftext|>") if kind == "clip" else 1
    return own, torch.tensor([row + [filler] * (length - len(row)) for row in own])


def open_clip_config(kind, size, patch, width, inner, depth, heads, length, count, dimension, quick):
    text = {"context_length": length, "vocab_size": count, "width": width, "heads": heads, "layers": depth,
            "mlp_ratio": inner / width}
    if kind == "clip":
        vision = {"image_size": size, "layers": depth, "width": width, "patch_size": patch,
                  "head_width": width // heads, "mlp_ratio": inner / width}
        model = {"embed_dim": dimension, "vision_cfg": vision, "text_cfg": text}
        if quick:
            model["quick_gelu"] = True
        processor = {"mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711]}
    else:
        vision = {"image_size": size, "timm_model_name": f"vit_base_patch{patch}_siglip_{size}",
                  "timm_model_pretrained": False, "timm_pool": "map", "timm_proj": "none"}
        text.update({"hf_tokenizer_name": "timm/ViT-B-16-SigLIP", "tokenizer_kwargs": {"clean": "canonicalize"},
                     "no_causal_mask": True, "proj_bias": True, "pool_type": "last", "norm_kwargs": {"eps": 1e-6}})
        model = {"embed_dim": dimension, "init_logit_bias": -10, "custom_text": True, "vision_cfg": vision,
                 "text_cfg": text}
        processor = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "interpolation": "bicubic",
                     "resize_mode": "squash"}
    return {"model_cfg": model, "preprocess_cfg": processor}


def open_clip_model(folder, kind, seed, size, patch, width, inner, depth, heads, length, dimension, quick=False,
                    dtype=torch.float32, wrapped=False, scale=1.0):
    """Writes a folder of open_clip; gives the model in f32 and its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = write_clip_tokenizer(folder, True) if kind == "clip" else write_siglip_tokenizer(folder)
    count = tokenizer.get_vocab_size()
    config = open_clip_config(kind, size, patch, width, inner, depth, heads, length, count, dimension, quick)
    (folder / "open_clip_config.json").write_text(json.dumps(config, indent=2))
    wanted = json.loads(json.dumps(config["model_cfg"]))
    wanted.pop("custom_text", None)
    wanted["text_cfg"].pop("hf_tokenizer_name", None)
    wanted["text_cfg"].pop("tokenizer_kwargs", None)
    if kind == "clip":
        model = open_clip.model.CLIP(**wanted)
    else:
        # The towers of that name are larger; the small one is built in its place, as timm builds those.
        trunk = timm.models.vision_transformer.VisionTransformer(
            img_size=size, patch_size=patch, embed_dim=width, depth=depth, num_heads=12, mlp_ratio=inner / width,
            class_token=False, global_pool="map", num_classes=0)
        made = timm.create_model
        timm.create_model = lambda *_, **__: trunk
        try:
            model = open_clip.model.CustomTextCLIP(**wanted)
        finally:
            timm.create_model = made
    model = random_weights(model, seed, scale).to(dtype)
    tensors = {name: value.contiguous() for name, value in model.state_dict().items()}
    if wrapped:
        # As Marqo's wrapper for transformers saves it, with a config that points back.
        save_file({"model." + name: value for name, value in tensors.items()}, folder / "model.safetensors")
        (folder / "config.json").write_text(json.dumps({"model_type": "siglip"}))
    else:
        save_file(tensors, folder / "open_clip_model.safetensors")
    return model.float(), tokenizer


TEXTS = ["red mug", "a blue lamp with the size 42 cm", "Sofa", "", "green cotton dress of the shop in the long street"]


def embed(model, pictures, tokens):
    with torch.no_grad():
        if hasattr(model, "encode_image"):
            return model.encode_image(pictures), model.encode_text(tokens)
        i, t = model.get_image_features(pixel_values=pictures), model.get_text_features(input_ids=tokens)
        # Newer releases give an object of several outputs.
        return (x if torch.is_tensor(x) else x.pooler_output for x in (i, t))


def golden(name, kind, model, tokenizer, size, length):
    own, rows = text_rows(kind, tokenizer, TEXTS, length)
    i, t = embed(model, pixels(3, size), rows)
    save_file({"i": i.contiguous(), "t": t.contiguous()}, OUT / f"{name}-embeddings.safetensors")
    lines = (json.dumps({"text": text, "ids": ids}) for text, ids in zip(TEXTS, own))
    (OUT / f"{name}-texts.jsonl").write_text("\n".join(lines) + "\n")


def small():
    common = dict(width=16, inner=24, depth=2, heads=2)
    for name, kind, more, size in [
        ("clip", "clip", dict(patch=4, act="quick_gelu", dimension=12, dtype=torch.bfloat16), 12),
        ("clip-sharded", "clip", dict(patch=4, act="gelu", dimension=12, dtype=torch.float16, shard="16KB",
                                      tokenizer_whole=True), 12),
        # 14 pixels hold three whole patches of 4; the rest is not seen.
        ("siglip", "siglip", dict(patch=4, act="gelu_pytorch_tanh", dimension=16), 14),
    ]:
        length = 12 if kind == "clip" else 14
        model, tokenizer = hugging_face(OUT / name, kind, 3, size=size, length=length, **common, **more)
        golden(name, kind, model, tokenizer, size, length)
    model, tokenizer = open_clip_model(
        OUT / "open-clip", "clip", 5, size=12, patch=4, length=12, dimension=12, quick=True, dtype=torch.float16, **common)
    golden("open-clip", "clip", model, tokenizer, 12, 12)
    common.update(width=24, inner=32)
    model, tokenizer = open_clip_model(
        OUT / "open-clip-siglip", "siglip", 6, size=12, patch=4, length=14, dimension=24, dtype=torch.float16,
        wrapped=True, **common)
    golden("open-clip-siglip", "siglip", model, tokenizer, 12, 14)


if __name__ == "__main__":
    small()
    if len(sys.argv) > 1:
        import towers_whole

        towers_whole.write(pathlib.Path(sys.argv[1]))
