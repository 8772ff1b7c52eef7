#!/usr/bin/env python3
"""What one would build instead of the daemon, for `Benchmarks http`: FastAPI, ONNX Runtime, faiss-cpu and SQLite.

    python3 -m venv E
    E/bin/pip install fastapi==0.165.0 uvicorn==0.54.0 uvloop==0.23.0 httptools==0.9.0 python-multipart==0.0.34 \
        orjson==3.13.0 onnx==1.23.2 onnxruntime==1.32.0 faiss-cpu==1.15.1 tokenizers==0.23.3 pillow==13.0.0 numpy==2.4.6
    E/bin/python Tools/reference/http_peer.py prepare --data DATA --out DIR
    E/bin/python Tools/reference/http_peer.py serve --out DIR [--workers 2] [--threads 1]

`prepare` makes it from a data folder of ours: the model of the index in use as ONNX, its vectors in faiss's HNSW with our
M, efConstruction and efSearch, the products and their words (FTS5, our tokenizer and weights) in SQLite. `serve` answers
the daemon's own addresses with its fields, ranked the same way: pictures against view i, words by view m joined with BM25
(reciprocal rank fusion), picture and words as one joint vector, products by their stored vectors.

Wherever there was a choice it is the quicker one for the peer: uvloop and httptools, orjson, products kept as finished
JSON, a JPEG decoded at a fraction of its size, as ours is (`--whole` leaves that out), the encoder inline in the event loop (a thread pool was slower), one
process for each core. Each process listens on a port of its own, so that clients can spread themselves evenly over them,
as a proxy in front would do at a cost that is left out here.
"""
import argparse
import ctypes
import io
import json
import math
import os
import pathlib
import re
import signal
import socket
import sqlite3
import sys
import time

LINKS, CONSTRUCTION, BREADTH = 32, 80, 64
FUSED, RELATED = 200, 512
SAME_STYLE = 0.8
TOKENIZE = "porter unicode61 remove_diacritics 2"
MOST_PIXELS = 64_000_000


def texts(packed):
    """The texts that one column of the catalogue holds: a line each, escaped."""
    return [re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], line)
            for line in packed.split("\n")[:-1]]


def answered(row):
    """A product as answers have it."""
    number, title, description, category, brand, seller, amount, currency, attributes, picture = row
    product = {"id": number, "title": title, "description": description, "category": texts(category), "brand": brand,
               "seller": seller, "price": amount, "currency": currency}
    pairs = texts(attributes)
    product["attributes"] = dict(zip(pairs[::2], pairs[1::2]))
    product["image"] = f"/v1/products/{number}/image" if picture else None
    return {name: value for name, value in product.items() if value not in (None, [], {})}


def prepare(data, out):
    import faiss
    import numpy as np

    import http_model

    out.mkdir(parents=True, exist_ok=True)
    snapshot = data / "index" / (data / "index/current").read_text().strip()
    manifest = json.loads((snapshot / "manifest.json").read_text())
    model = data / "models" / manifest["model"]
    config = http_model.export(model, out)
    ids = http_model.ids_of(snapshot / "products.list")
    for view in "im":
        rows = http_model.rows_of(snapshot / f"{view}.index")
        if len(rows) != len(ids):
            raise SystemExit(f"view {view} has {len(rows)} rows for {len(ids)} products: each has to have both sides")
        index = faiss.IndexHNSWFlat(rows.shape[1], LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = CONSTRUCTION
        index.add(np.ascontiguousarray(rows))
        faiss.write_index(index, str(out / f"{view}.faiss"))
    (out / "shop.sqlite").unlink(missing_ok=True)
    ours = sqlite3.connect(f"file:{data / 'catalog.sqlite'}?mode=ro", uri=True)
    shop = sqlite3.connect(out / "shop.sqlite")
    shop.executescript(f"""
        CREATE TABLE product (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
        CREATE VIRTUAL TABLE words USING fts5(
            title, description, brand, category, attributes, content='', tokenize='{TOKENIZE}');""")
    known = {row[0]: row for row in ours.execute(
        "SELECT id, title, description, category, brand, seller, amount, currency, attributes, picture_path FROM product")}
    found = {row[0]: row[1:] for row in ours.execute(
        "SELECT product.id, t.title, t.description, t.brand, t.category, t.attributes "
        "FROM product_text t JOIN product ON product.number = t.rowid")}
    shop.executemany("INSERT INTO product VALUES (?, ?, ?)", (
        (row, one, json.dumps(answered(known[one]), ensure_ascii=False)) for row, one in enumerate(ids)))
    shop.executemany("INSERT INTO words (rowid, title, description, brand, category, attributes) VALUES (?,?,?,?,?,?)", (
        (row, *found[one]) for row, one in enumerate(ids)))
    shop.execute("INSERT INTO words (words) VALUES ('optimize')")
    shop.commit()
    (out / "vocabulary.txt").write_bytes((model / "vocabulary.txt").read_bytes())
    (out / "peer.json").write_text(json.dumps(
        {"config": config, "model": manifest["model"], "calibrations": manifest["calibrations"]}))


class Encoder:
    """Pictures, texts and both to unit rows, by ONNX Runtime."""

    def __init__(self, out, config, threads, whole):
        import onnxruntime
        from tokenizers import BertWordPieceTokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.graphs = {name: onnxruntime.InferenceSession(str(out / f"{name}.onnx"), options, ["CPUExecutionProvider"])
                       for name in ["picture", "text", "both"]}
        self.whole = whole
        image = config["image"]
        self.preprocessing, self.patch = image["preprocessing"], image["stem"]["patch"]["size"]
        self.tokenizer = BertWordPieceTokenizer(str(out / "vocabulary.txt"), lowercase=True)
        self.tokenizer.enable_truncation(config["text"]["length"])

    def patches(self, data):
        """A file's bytes to (1, places, patch * patch * 3)."""
        import numpy as np
        from PIL import Image, ImageOps

        own, patch = self.preprocessing, self.patch
        size = own["size"]
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("the picture is too large")
        if not self.whole:
            picture.draft("RGB", (2 * size, 2 * size))
        picture = ImageOps.exif_transpose(picture).convert("RGB")
        if own["fit"] == "stretch":
            picture = picture.resize((size, size), Image.Resampling.LANCZOS)
        else:
            picture = ImageOps.pad(picture, (size, size), Image.Resampling.LANCZOS, color="white")
        pixels = np.asarray(picture, np.float32) * np.float32(1 / 255)
        pixels = (pixels - np.array(own["mean"], np.float32)) / np.array(own["deviation"], np.float32)
        side = size // patch
        return pixels.reshape(side, patch, side, patch, 3).transpose(0, 2, 1, 3, 4).reshape(1, side * side, -1)

    def __call__(self, patches=None, text=None):
        import numpy as np

        given = {}
        if patches is not None:
            given["patches"] = patches
        if text is not None:
            given["ids"] = np.array([self.tokenizer.encode(text).ids], np.int64)
        name = "both" if len(given) == 2 else "picture" if "patches" in given else "text"
        return self.graphs[name].run(None, given)[0]


class Shop:
    """The catalogue, its vectors and its words."""

    def __init__(self, out, calibrations):
        import faiss

        faiss.omp_set_num_threads(1)
        self.faiss, self.calibrations = faiss, calibrations
        self.indexes = {view: faiss.read_index(str(out / f"{view}.faiss")) for view in "im"}
        self.store = sqlite3.connect(f"file:{out / 'shop.sqlite'}?mode=ro", uri=True, check_same_thread=False)
        self.store.execute("PRAGMA mmap_size = 1073741824")
        self.vectors = {}
        for view, index in self.indexes.items():
            storage = faiss.downcast_index(index.storage)
            self.vectors[view] = faiss.rev_swig_ptr(storage.get_xb(), index.ntotal * index.d).reshape(-1, index.d)

    def row(self, product):
        found = self.store.execute("SELECT row FROM product WHERE id = ?", (product,)).fetchone()
        return found and found[0]

    def nearest(self, vector, view, limit):
        parameters = self.faiss.SearchParametersHNSW(efSearch=max(BREADTH, limit))
        scores, rows = self.indexes[view].search(vector, limit, params=parameters)
        return [(row, score) for row, score in zip(rows[0].tolist(), scores[0].tolist()) if row >= 0]

    def fused(self, vector, text, limit):
        """By meaning and by words (Cormack et al. 2009)."""
        found = self.nearest(vector, "m", max(limit + 16, FUSED))
        words = " OR ".join(f'"{word}"' for word in re.findall(r"[^\W_]+", text)[:64])
        matches = [row for row, in self.store.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4, 1, 3, 2, 2), rowid LIMIT ?",
            (words, max(limit + 16, FUSED)))] if words else []
        if not matches:
            return found
        scores, fused = dict(found), {}
        more = [row for row in matches if row not in scores]
        if more:
            scores.update(zip(more, (self.vectors["m"][more] @ vector[0]).tolist()))
        for rows in [[row for row, _ in found], matches]:
            for place, row in enumerate(rows):
                fused[row] = fused.get(row, 0) + 1 / (61 + place)
        return [(row, scores[row]) for row in sorted(fused, key=lambda row: (-fused[row], row))]

    def confidence(self, score, cell):
        line = self.calibrations.get(cell, {"slope": 12, "offset": -9})
        return 1 / (1 + math.exp(-(line["slope"] * score + line["offset"])))

    def results(self, found, cell):
        import orjson

        marks = ",".join("?" * len(found))
        products = dict(self.store.execute(
            f"SELECT row, json FROM product WHERE row IN ({marks})", [row for row, _ in found]))
        answers = []
        for row, score in found:
            confidence = self.confidence(score, cell)
            answers.append({
                "product": orjson.Fragment(products[row]), "score": min(1.0, max(0.0, score)),
                "confidence": round(confidence, 4), "relation": "same-style" if confidence >= SAME_STYLE else "similar"})
            if cell == "i-i":
                answers[-1]["picture"] = 0
        return answers


def application(out, threads, whole):
    import orjson
    from fastapi import FastAPI, File, Form, HTTPException, Response, UploadFile

    facts = json.loads((out / "peer.json").read_text())
    encoder, shop = Encoder(out, facts["config"], threads, whole), Shop(out, facts["calibrations"])
    app = FastAPI()

    def body(began, decode, encode, found, total, limit, offset, cell):
        results = shop.results(found[offset:offset + limit], cell)
        now = time.perf_counter()
        took = {"decode_ms": decode, "encode_ms": encode, "search_ms": (now - began) * 1000 - decode - encode,
                "total_ms": (now - began) * 1000}
        return Response(orjson.dumps({
            "results": results, "total": total, "took": {name: round(value, 3) for name, value in took.items()},
            "model": facts["model"]}), media_type="application/json")

    def known(product):
        row = shop.row(product)
        if row is None:
            raise HTTPException(404, "no such product")
        return row

    def bounded(limit, offset):
        if not (1 <= limit <= 100 and 0 <= offset <= 10_000):
            raise HTTPException(400, "limit lies within 1...100, offset within 0...10000")

    @app.get("/v1/search")
    async def ask(q: str = "", product: str = "", limit: int = 20, offset: int = 0):
        began = time.perf_counter()
        bounded(limit, offset)
        if product:
            row = known(product)
            found = shop.nearest(shop.vectors["m"][row:row + 1], "m", limit + offset + 16)
            found = [one for one in found if one[0] != row]
            return body(began, 0, 0, found, len(found), limit, offset, "m-m")
        vector = encoder(text=q)
        encode = (time.perf_counter() - began) * 1000
        found = shop.fused(vector, q, limit + offset)
        return body(began, 0, encode, found, len(found), limit, offset, "t-m")

    @app.post("/v1/search")
    async def compose(image: UploadFile = File(...), text: str = Form(""), limit: int = Form(20), offset: int = Form(0)):
        data = await image.read()
        began = time.perf_counter()
        bounded(limit, offset)
        try:
            patches = encoder.patches(data)
        except Exception as error:  # Pillow has many
            raise HTTPException(400, f"no picture: {error}")
        decode = (time.perf_counter() - began) * 1000
        vector = encoder(patches, text or None)
        encode = (time.perf_counter() - began) * 1000 - decode
        found = shop.nearest(vector, "m" if text else "i", limit + offset + 16)
        return body(began, decode, encode, found, len(found), limit, offset, "m-m" if text else "i-i")

    @app.get("/v1/products/{product}/similar")
    async def similar(product: str, limit: int = 20, offset: int = 0):
        began = time.perf_counter()
        bounded(limit, offset)
        row = known(product)
        found = shop.nearest(shop.vectors["m"][row:row + 1], "m", RELATED)
        found = [one for one in found if one[0] != row and shop.confidence(one[1], "m-m") < SAME_STYLE]
        return body(began, 0, 0, found, len(found), limit, offset, "m-m")

    @app.get("/healthz")
    async def health():
        return Response()

    return app


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() == 1:
        sys.exit(1)


def serve(out, workers, threads, whole):
    die_with_parent()
    sockets = []
    for _ in range(workers):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("127.0.0.1", 0))
        one.listen(2048)
        sockets.append(one)
    children = []
    for one in sockets:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            die_with_parent()
            os.environ["OMP_NUM_THREADS"] = "1"
            import uvicorn

            app = application(out, threads, whole)
            os.write(writing, b"!")
            server = uvicorn.Server(uvicorn.Config(
                app, loop="uvloop", http="httptools", access_log=False, log_level="warning", lifespan="off"))
            server.run(sockets=[one])
            os._exit(0)
        os.close(writing)
        children.append((child, reading))
    for _, reading in children:
        if os.read(reading, 1) != b"!":
            sys.exit("a worker did not start")
    print("ready on 127.0.0.1:" + ",".join(str(one.getsockname()[1]) for one in sockets), flush=True)

    def end(*_):
        for child, _ in children:
            os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    for child, _ in children:
        os.waitpid(child, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(dest="act", required=True)
    one = acts.add_parser("prepare")
    one.add_argument("--data", type=pathlib.Path, required=True)
    one.add_argument("--out", type=pathlib.Path, required=True)
    one = acts.add_parser("serve")
    one.add_argument("--out", type=pathlib.Path, required=True)
    one.add_argument("--workers", type=int, default=os.cpu_count())
    one.add_argument("--threads", type=int, default=1, help="of ONNX Runtime in each process")
    one.add_argument("--whole", action="store_true", help="decode pictures whole, as transformers' processors do")
    options = parser.parse_args()
    if options.act == "prepare":
        prepare(options.data, options.out)
    else:
        serve(options.out, options.workers, options.threads, options.whole)


if __name__ == "__main__":
    main()
