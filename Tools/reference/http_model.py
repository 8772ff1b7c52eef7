"""Our model as ONNX graphs, and our snapshot as vectors: what `http_peer.py` answers with.

A model folder is `config.json`, `weights.safetensors` and `vocabulary.txt`, of which the presets with a stem of patches are
read (`bench-64`, `base`); a snapshot is as Sources/Retrieval/Snapshots writes it. The graphs are written from the weights,
with the operators that ONNX Runtime's own optimiser would put for a transformer's (Attention, FastGelu), all f32.
Needs numpy onnx.
"""
import json
import pathlib
import struct

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

EPSILON = 1e-5
MICROSOFT = "com.microsoft"


def read_safetensors(path):
    kinds = {"F32": np.float32, "F16": np.float16}
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header, data = json.loads(file.read(size)), file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        first, last = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[first:last], kinds[entry["dtype"]]).reshape(entry["shape"]).astype(np.float32)
    return tensors


class Graph:
    """Nodes gathered in order, by the names of the weights they read."""

    def __init__(self, weights):
        self.weights, self.nodes, self.constants = weights, [], {}

    def constant(self, value, name=None):
        name = name or f"c{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(self, kind, inputs, domain="", outputs=1, **attributes):
        names = [f"n{len(self.nodes)}_{at}" for at in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0]

    def linear(self, x, key):
        product = self.node("MatMul", [x, self.constant(self.weights[key + ".weight"].T, key)])
        return self.node("Add", [product, self.constant(self.weights[key + ".bias"])])

    def norm(self, x, key):
        gain, shift = (self.constant(self.weights[f"{key}.{part}"]) for part in ["weight", "bias"])
        return self.node("LayerNormalization", [x, gain, shift], axis=-1, epsilon=EPSILON)

    def up(self, x, key):
        product = self.node("MatMul", [x, self.constant(self.weights[key + ".weight"].T, key)])
        return self.node("FastGelu", [product, self.constant(self.weights[key + ".bias"])], MICROSOFT)

    def blocks(self, x, key, shape):
        """x (1, rows, width): pre-norm blocks."""
        for at in range(shape["depth"]):
            block = f"{key}.blocks.{at}."
            packed = block + "attention.qkv"
            attended = self.node(
                "Attention",
                [self.norm(x, block + "attentionNorm"), self.constant(self.weights[packed + ".weight"].T, packed),
                 self.constant(self.weights[packed + ".bias"])], MICROSOFT, num_heads=shape["heads"])
            x = self.node("Add", [x, self.linear(attended, block + "attention.out")])
            inner = self.up(self.norm(x, block + "feedForwardNorm"), block + "feedForward.up")
            x = self.node("Add", [x, self.linear(inner, block + "feedForward.down")])
        return self.norm(x, key + ".norm")

    def mean(self, x):
        return self.node("ReduceMean", [x, self.constant(np.array([1], np.int64))], keepdims=0)

    def unit(self, x):
        return self.node("LpNormalization", [x], axis=-1, p=2)

    def picture(self, patches, config):
        """patches (1, places, patch * patch * 3) to the side (1, dimension)."""
        rows = self.linear(patches, "image.stem.0")
        rows = self.node("Add", [rows, self.constant(self.weights["image.positions"][None])])
        return self.linear(self.mean(self.blocks(rows, "image", config["image"]["transformer"])), "imageHead")

    def text(self, ids, config):
        """ids (1, time) to the side (1, dimension)."""
        rows = self.node("Gather", [self.constant(self.weights["text.tokens"], "tokens"), ids])
        time = self.node("Slice", [self.node("Shape", [ids]), *(
            self.constant(np.array([at], np.int64)) for at in (1, 2))])
        places = self.node("Slice", [self.constant(self.weights["text.positions"]),
                                     self.constant(np.array([0], np.int64)), time])
        rows = self.blocks(self.node("Add", [rows, places]), "text", config["text"]["transformer"])
        return self.linear(self.mean(rows), "textHead")

    def joined(self, image, text):
        both = self.node("Concat", [image, text], axis=-1)
        joined = self.linear(self.up(both, "product.up"), "product.down")
        return self.node("Add", [self.linear(both, "product.direct"), joined])

    def write(self, path, inputs, row, dimension):
        self.nodes.append(helper.make_node("Identity", [row], ["row"]))
        shapes = {"patches": (TensorProto.FLOAT, [1, "places", "values"]), "ids": (TensorProto.INT64, [1, "time"])}
        graph = helper.make_graph(
            self.nodes, path.stem, [helper.make_tensor_value_info(name, *shapes[name]) for name in inputs],
            [helper.make_tensor_value_info("row", TensorProto.FLOAT, [1, dimension])], list(self.constants.values()))
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), path)


def export(model, out):
    """Writes picture.onnx, text.onnx and both.onnx: each to a unit row of its view."""
    config, weights = json.loads((model / "config.json").read_text()), read_safetensors(model / "weights.safetensors")
    image, text = config["image"], config["text"]
    own = [{"preNorm": {}}, None]
    if ("patch" not in image["stem"] or image.get("orientedGradients") or image["cells"] != 1 or config["joining"] == 0
            or image.get("architecture") not in own or text.get("architecture") not in own or text.get("companion")):
        raise SystemExit("the model is not of patches, as `bench-64` and `base` are")
    for name, inputs in [("picture", ["patches"]), ("text", ["ids"]), ("both", ["patches", "ids"])]:
        graph = Graph(weights)
        sides = [graph.picture("patches", config)] if "patches" in inputs else []
        sides += [graph.text("ids", config)] if "ids" in inputs else []
        row = graph.unit(graph.joined(*sides) if len(sides) == 2 else sides[0])
        graph.write(out / f"{name}.onnx", inputs, row, config["dimension"])
    return config


def rows_of(path):
    """The vectors (rows, dimension) of an index file of ours, mapped."""
    with open(path, "rb") as file:
        magic, _, kind, dimension, count, sections = struct.unpack("<4sIIIQQ", file.read(32))
        file.seek(64)
        places = [struct.unpack("<QQ", file.read(16)) for _ in range(sections)]
    if magic != b"SSNI":
        raise SystemExit(f"{path} is no index file")
    start, size = places[0 if kind == 0 else 1]  # an exact index has nothing but its rows; others their facts first
    if size != count * dimension * 4:
        raise SystemExit(f"{path} does not hold its rows where they were looked for")
    return np.memmap(path, np.float32, "r", start, (count, dimension))


def ids_of(path):
    """The ids of a snapshot's rows, from its `products.list`."""
    data = pathlib.Path(path).read_bytes()
    (first, size), (start, _) = (struct.unpack_from("<QQ", data, 64 + 16 * at) for at in range(2))
    offsets = np.frombuffer(data, np.uint64, size // 8, first).astype(int)
    return [data[start + a:start + b].decode() for a, b in zip(offsets, offsets[1:])]
