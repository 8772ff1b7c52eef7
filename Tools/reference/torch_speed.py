#!/usr/bin/env python3
"""The speed of the reference model `bench-64` in PyTorch, for Tools/Benchmarks: one JSON object on the last line.

The same image encoder (64 x 64, patch 8, width 192, depth 6, 3 heads, embedding 128), AdamW, InfoNCE of one half of the
batch with the other; f32, and bf16 where the processor multiplies it: by autocast, and for inference by weights of bf16
too, whichever is faster. Rates are pictures a second, `batch1` is milliseconds. Needs torch alone: python3 -m venv E && E/bin/pip install torch
"""
import argparse
import copy
import json
import statistics
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        x = x + self.out(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, t, d))
        return x + self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh"))


class Encoder(nn.Module):
    def __init__(self, size=64, patch=8, width=192, depth=6, heads=3, dimension=128):
        super().__init__()
        self.stem = nn.Conv2d(3, width, patch, patch)
        self.positions = nn.Parameter(0.02 * torch.randn((size // patch) ** 2, width))
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, dimension)

    def forward(self, x):
        x = self.stem(x).flatten(2).transpose(1, 2) + self.positions
        for block in self.blocks:
            x = block(x)
        return F.normalize(self.head(self.norm(x).mean(1)), dim=-1)


def timed(work, times):
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--steps", type=int, default=4)
    options = parser.parse_args()
    torch.manual_seed(0)
    model = Encoder()
    optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
    pixels, half = torch.randn(options.batch, 3, 64, 64), options.batch // 2

    def step(brain):
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=brain):
            rows = model(pixels)
        similarity = rows[:half].float() @ rows[half:].float().T / 0.07
        F.cross_entropy(similarity, torch.arange(half)).backward()
        optimizer.step()

    def infer(brain, count):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=brain):
            model(pixels[:count])

    def infer_rounded(count):
        with torch.inference_mode():
            rounded(pixels[:count].bfloat16())

    # Without instructions for it PyTorch's bf16 is twenty times slower than its f32, and no peer.
    kinds = [("f32", False)] + ([("bf16", True)] if "avx512_bf16" in open("/proc/cpuinfo").read() else [])
    figures = {}
    for name, brain in kinds:
        figures["train_" + name] = options.batch / timed(lambda: step(brain), options.steps)
        figures["infer_" + name] = options.batch / timed(lambda: infer(brain, options.batch), options.steps)
        figures["batch1_" + name] = 1000 * timed(lambda: infer(brain, 1), 40)
    if len(kinds) > 1:
        rounded = copy.deepcopy(model).bfloat16()
        figures["infer_bf16"] = max(
            figures["infer_bf16"], options.batch / timed(lambda: infer_rounded(options.batch), options.steps))
        figures["batch1_bf16"] = min(figures["batch1_bf16"], 1000 * timed(lambda: infer_rounded(1), 40))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
