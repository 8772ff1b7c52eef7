"""Writes the golden text encoders of Tests/EncodersTests/Golden.

    python3 -m venv venv && venv/bin/pip install numpy tokenizers
    venv/bin/python Tools/reference/bert.py [FOLDER OF all-MiniLM-L6-v2]

BERT (Devlin et al. 2019) from its published formulae, in f64: post-norm blocks, GELU by the error function, the mean of
the tokens. A small BERT with random weights is written as a Hugging Face folder, its weights in F32, F16 and BF16, with
what it makes of a few texts. Given the folder of the real model, what that makes of twenty texts is written too, in F16:
embeddings of unit length; the weights themselves stay where they are.
"""
import json
import math
import pathlib
import struct
import sys

import numpy as np
from tokenizers import BertWordPieceTokenizer

OUT = pathlib.Path(__file__).parents[2] / "Tests/EncodersTests/Golden"

TEXTS = [
    "red mug", "Men's slim-fit jeans, dark blue wash, 98% cotton 2% elastane", "M4x20 screw DIN 912 A2-70, pack of 50",
    "Short dress in woven fabric with narrow shoulder straps. Lined.", "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e set",
    "Floor lamp with a linen shade, 150 cm", "ankle boots in imitation suede with elastic gores in the sides", "sofa",
    "A sofa is a couch.", "Wireless noise-cancelling headphones, Bluetooth 5.3, 40 h battery, USB-C", "\u4e2d\u6587\u5546\u54c1 \u7ea2\u8272 \u676f\u5b50",
    "4.7k\u03a9 \u00b15% 0805 resistor", "", "t-shirt", "tee", "Hooded jacket for babies with a zip down the front and side pockets",
    "brake pads front, for vans built 2014 to 2019", "the quick brown fox jumps over the lazy dog",
    "Ceramic coffee cup, 300 ml, dishwasher safe", "unaffable antidisestablishmentarianism " * 8,
]


def read(path):
    """Every real tensor of a safetensors file, as f64."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for key, entry in json.loads(data[8:8 + length]).items():
        if key == "__metadata__" or entry["dtype"] not in ("F32", "F16", "BF16"):
            continue
        start, end = (8 + length + at for at in entry["data_offsets"])
        if entry["dtype"] == "BF16":
            flat = (np.frombuffer(data[start:end], "<u2").astype(np.uint32) << 16).view(np.float32)
        else:
            flat = np.frombuffer(data[start:end], {"F32": "<f4", "F16": "<f2"}[entry["dtype"]])
        tensors[key] = flat.reshape(entry["shape"]).astype(np.float64)
    return tensors


def write(path, tensors):
    """tensors: name to (kind, array); BF16 by cutting the lower half off."""
    header, blobs, at = {}, [], 0
    for key in sorted(tensors):
        kind, array = tensors[key]
        if kind == "BF16":
            blob = (array.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
        else:
            blob = array.astype({"F32": "<f4", "F16": "<f2", "I64": "<i8"}[kind]).tobytes()
        header[key] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def features(ids, w, config):
    """The mean over the tokens (hidden_size) of one text."""
    eps, heads = config["layer_norm_eps"], config["num_attention_heads"]

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + eps)
        return x * w[name + ".LayerNorm.weight"] + w[name + ".LayerNorm.bias"]

    def linear(x, name):
        return x @ w[name + ".weight"].T + w[name + ".bias"]

    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:len(ids)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings")
    for layer in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{layer}"
        q, k, v = (
            linear(x, f"{at}.attention.self.{part}").reshape(len(ids), heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        mixed = (weights @ v).transpose(1, 0, 2).reshape(len(ids), -1)
        x = norm(x + linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output")
        inner = linear(x, f"{at}.intermediate.dense")
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        x = norm(x + linear(inner, f"{at}.output.dense"), f"{at}.output")
    return x.mean(0)


def texts_out(path, texts, ids):
    with open(path, "w", encoding="utf-8") as out:
        for text, own in zip(texts, ids):
            out.write(json.dumps({"text": text, "ids": own}, separators=(",", ":")) + "\n")


def small():
    """A BERT of two layers with random weights, in three kinds of numbers; its norms divide by a visible epsilon."""
    folder = OUT / "bert"
    folder.mkdir(parents=True, exist_ok=True)
    pieces = "abcdefghijklmnopqrstuvwxyz0123456789.,-"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *pieces, *("##" + piece for piece in pieces[:36]), "mug"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    config = {
        "model_type": "bert", "hidden_act": "gelu", "hidden_size": 16, "intermediate_size": 24, "layer_norm_eps": 0.01,
        "max_position_embeddings": 20, "num_attention_heads": 2, "num_hidden_layers": 2, "type_vocab_size": 2,
        "vocab_size": len(vocabulary), "position_embedding_type": "absolute",
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": True, "strip_accents": None}) + "\n")
    rng = np.random.default_rng(5)
    tensors = {}

    def add(name, kind, *shape, mean=0.0, deviation=0.4):
        tensors[name] = (kind, rng.normal(mean, deviation, shape))

    def norm(name, kind):
        add(name + ".LayerNorm.weight", kind, 16, mean=1.0, deviation=0.2)
        add(name + ".LayerNorm.bias", kind, 16, deviation=0.2)

    def linear(name, kind, out, wide):
        add(name + ".weight", kind, out, wide)
        add(name + ".bias", kind, out)

    add("embeddings.word_embeddings.weight", "F16", len(vocabulary), 16, deviation=0.2)
    add("embeddings.position_embeddings.weight", "F32", 20, 16, deviation=0.2)
    add("embeddings.token_type_embeddings.weight", "F32", 2, 16, deviation=0.2)
    norm("embeddings", "F32")
    for layer, kind in enumerate(["F16", "BF16"]):
        at = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            linear(f"{at}.attention.self.{part}", kind, 16, 16)
        linear(f"{at}.attention.output.dense", kind, 16, 16)
        norm(f"{at}.attention.output", kind)
        linear(f"{at}.intermediate.dense", kind, 24, 16)
        linear(f"{at}.output.dense", kind, 16, 24)
        norm(f"{at}.output", kind)
    tensors["embeddings.position_ids"] = ("I64", np.arange(20).reshape(1, 20))
    linear("pooler.dense", "F16", 16, 16)
    write(folder / "model.safetensors", tensors)
    weights = read(folder / "model.safetensors")
    tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
    tokenizer.enable_truncation(config["max_position_embeddings"])
    texts = TEXTS[:6] + ["", "mug"]
    ids = [tokenizer.encode(text).ids for text in texts]
    texts_out(OUT / "bert-texts.jsonl", texts, ids)
    write(OUT / "bert-features.safetensors", {"features": ("F32", np.stack([features(i, weights, config) for i in ids]))})


def real(folder):
    config = json.loads((folder / "config.json").read_text())
    weights = read(folder / "model.safetensors")
    tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
    tokenizer.enable_truncation(128)
    ids = [tokenizer.encode(text).ids for text in TEXTS]
    rows = np.stack([features(own, weights, config) for own in ids])
    print("length of the features: mean", np.linalg.norm(rows, axis=1).mean())
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    print("cosines of 'red mug' to the others:", np.round(rows[0] @ rows.T, 2).tolist())
    texts_out(OUT / "minilm-texts.jsonl", TEXTS, ids)
    write(OUT / "minilm-embeddings.safetensors", {"embeddings": ("F16", rows)})


if __name__ == "__main__":
    small()
    if len(sys.argv) > 1:
        real(pathlib.Path(sys.argv[1]))
