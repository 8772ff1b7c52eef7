#!/usr/bin/env python3
"""What encoding one input and 32 takes in PyTorch and ONNX Runtime, for Tools/Benchmarks: one JSON object on the last line.

Random weights: speed does not depend on them. ViT-S/16 at 224 (transformers' ViTModel of that size), CLIP ViT-B/32's two
towers (texts of 77 tokens), and MiniLM (6 layers, 384 wide, 12 heads; texts of 32 tokens). PyTorch in f32 and, where the
processor multiplies it, bf16 by autocast; ONNX Runtime in f32, and int8 by its dynamic quantisation of the products of
matrices. Milliseconds for one call, the median: {"vit-s/16 1 torch f32": ...}.
Needs torch transformers onnx onnxscript onnxruntime: python3 -m venv E && E/bin/pip install those.
"""
import argparse
import json
import os
import statistics
import sys
import tempfile
import time

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertConfig, BertModel, CLIPConfig, CLIPTextModel, CLIPVisionModel, ViTConfig, ViTModel


def models():
    """Name, model and its example input of one row."""
    clip = CLIPConfig()
    words = torch.randint(1, 40000, (1, 77))
    words[:, -1] = 49407
    pixels = torch.randn(1, 3, 224, 224)
    yield "vit-s/16", ViTModel(
        ViTConfig(hidden_size=384, num_hidden_layers=12, num_attention_heads=6, intermediate_size=1536),
        add_pooling_layer=False), pixels
    yield "clip-b/32 pictures", CLIPVisionModel(clip.vision_config), pixels
    yield "clip-b/32 texts", CLIPTextModel(clip.text_config), words
    yield "minilm texts", BertModel(
        BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536),
        add_pooling_layer=False), torch.randint(1000, 30000, (1, 32))


class Features(torch.nn.Module):
    """The last rows alone, so that both peers give the same."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x).last_hidden_state


def timed(work, seconds):
    work()
    work()
    taken, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(taken) < 5:
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


def exported(model, example, folder):
    """The model as ONNX, and its int8 twin."""
    plain, small = os.path.join(folder, "model.onnx"), os.path.join(folder, "int8.onnx")
    torch.onnx.export(model, (example,), plain, input_names=["x"], output_names=["y"], dynamo=True, verbose=False,
                      dynamic_shapes=({0: torch.export.Dim("batch", min=1, max=64)},))
    quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"])
    return plain, small


def session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="for each figure")
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 32])
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_grad_enabled(False)
    threads = os.cpu_count()
    torch.set_num_threads(threads)
    brain = "avx512_bf16" in open("/proc/cpuinfo").read()
    figures = {}
    for name, model, example in models():
        model = Features(model.eval()).eval()
        with tempfile.TemporaryDirectory() as folder:
            onnx = {}
            try:
                onnx = dict(zip(("f32", "int8"), (session(path, threads) for path in exported(model, example, folder))))
            except Exception as error:  # a peer that cannot be had is left out, and said to be
                print(f"onnx of {name}: {error}", file=sys.stderr)
            for batch in options.batches:
                x = example.repeat(batch, *[1] * (example.dim() - 1)).contiguous()
                for kind in ["f32"] + (["bf16"] if brain else []):
                    with torch.autocast("cpu", torch.bfloat16, enabled=kind == "bf16"):
                        figures[f"{name} {batch} torch {kind}"] = timed(lambda: model(x), options.seconds)
                for kind, made in onnx.items():
                    figures[f"{name} {batch} onnx {kind}"] = timed(
                        lambda: made.run(None, {"x": x.numpy()}), options.seconds)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
