#!/usr/bin/env python3
"""One index of a peer, built and asked by the orders of Tools/Benchmarks: a line of JSON each, answered by one.

The orders are those of WorkOrder.swift in Tools/Benchmarks. Peers: FAISS (HNSW and inverted lists, both of f32 and of its
8-bit quantizer, and flat), hnswlib, and usearch of f32 and of i8, this also with four times as many rows fetched and
ranked again by the vectors in f32, which stay mapped. Filters are the peer's own where it has them: FAISS's IDSelector,
hnswlib's function (a call into Python for each row looked at: its recall counts, its speed does not); usearch's Python
has none, so more are fetched and sieved, at most 10,000.
Needs faiss-cpu hnswlib usearch numpy: python3 -m venv E && E/bin/pip install faiss-cpu hnswlib usearch numpy
"""
import ctypes
import json
import math
import sys
import threading
import time

import numpy as np

MOST_FETCHED = 10_000


def resident():
    """MiB of memory that is no file's, after the allocator gave back what it could."""
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon")) / 1024


class Faiss:
    def __init__(self, kind, rows, order):
        import faiss

        self.faiss, self.kind = faiss, kind
        faiss.omp_set_num_threads(order["threads"])
        dimension = rows.shape[1]
        product, bytes8 = faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_8bit
        if kind.startswith("faiss hnsw"):
            if kind.endswith("sq8"):
                self.index = faiss.IndexHNSWSQ(dimension, bytes8, order["links"], product)
                self.index.train(rows[:: max(1, len(rows) // 65536)])
            else:
                self.index = faiss.IndexHNSWFlat(dimension, order["links"], product)
            self.index.hnsw.efConstruction = order["construction"]
        elif kind.startswith("faiss ivf"):
            lists = max(1, round(math.sqrt(len(rows)) * 1.26))  # 400 for 100,000 rows
            self.coarse = faiss.IndexFlatIP(dimension)
            if kind.endswith("sq8"):
                self.index = faiss.IndexIVFScalarQuantizer(self.coarse, dimension, lists, bytes8, product)
            else:
                self.index = faiss.IndexIVFFlat(self.coarse, dimension, lists, product)
            self.index.train(rows[:: max(1, len(rows) // (lists * 64))])
        else:
            self.index = faiss.IndexFlatIP(dimension)
        for first in range(0, len(rows), 1 << 17):
            self.index.add(rows[first : first + (1 << 17)])

    def asker(self, order, bits):
        faiss = self.faiss
        selector = faiss.IDSelectorBitmap(bits) if bits is not None else None
        given = {"sel": selector} if selector else {}
        if self.kind.startswith("faiss hnsw"):
            parameters = faiss.SearchParametersHNSW(efSearch=order["breadth"], **given)
        elif self.kind.startswith("faiss ivf"):
            parameters = faiss.SearchParametersIVF(nprobe=order["breadth"], **given)
        else:
            parameters = faiss.SearchParameters(**given) if given else None

        def ask(queries, threads):
            faiss.omp_set_num_threads(threads)
            return self.index.search(queries, order["limit"], params=parameters)[1]

        return ask


class Hnswlib:
    def __init__(self, kind, rows, order):
        import hnswlib

        self.index = hnswlib.Index("ip", rows.shape[1])
        self.index.init_index(len(rows), ef_construction=order["construction"], M=order["links"])
        for first in range(0, len(rows), 1 << 17):
            self.index.add_items(rows[first : first + (1 << 17)], num_threads=order["threads"])

    def asker(self, order, bits):
        self.index.set_ef(max(order["breadth"], order["limit"]))
        passing = np.unpackbits(bits, bitorder="little").astype(bool).tolist() if bits is not None else None

        def ask(queries, threads):
            if passing is None:
                return self.index.knn_query(queries, order["limit"], num_threads=threads)[0].astype(np.int64)
            found = np.full((len(queries), order["limit"]), -1, np.int64)
            for at, query in enumerate(queries):
                for wanted in range(order["limit"], 0, -1):  # it refuses to give fewer than it was asked for
                    try:
                        rows = self.index.knn_query(query, wanted, num_threads=1, filter=passing.__getitem__)[0]
                        found[at, :wanted] = rows[0]
                        break
                    except RuntimeError:
                        continue
            return found

        return ask


class Usearch:
    def __init__(self, kind, rows, order):
        from usearch.index import Index

        small = kind.startswith("usearch i8")
        self.rows = rows if kind.endswith("reranked") else None
        self.index = Index(
            ndim=rows.shape[1], metric="cos" if small else "ip", dtype="i8" if small else "f32",
            connectivity=order["links"], expansion_add=order["construction"], enable_key_lookups=False)
        for first in range(0, len(rows), 1 << 17):
            part = np.asarray(rows[first : first + (1 << 17)])
            self.index.add(np.arange(first, first + len(part)), part, threads=order["threads"])

    def asker(self, order, bits):
        self.index.expansion_search = order["breadth"]
        limit = order["limit"]
        if bits is not None:
            passing = np.unpackbits(bits, bitorder="little").astype(bool)
            share = max(passing.sum() / len(self.index), 1e-9)
            fetched = int(min(MOST_FETCHED, len(self.index), math.ceil((1.5 if self.rows is None else 4) * limit / share)))
            self.index.expansion_search = max(order["breadth"], fetched)

        def keys(queries, count, threads):
            matches = self.index.search(queries, count, threads=threads)
            return np.atleast_2d(matches.keys.astype(np.int64))

        def ask(queries, threads):
            if bits is None and self.rows is None:
                return keys(queries, limit, threads)
            if bits is None:
                found = keys(queries, 4 * limit, threads)
                scores = np.matmul(self.rows[found], queries[:, :, None])[:, :, 0]
                return np.take_along_axis(found, np.argsort(-scores, axis=1)[:, :limit], axis=1)
            found = np.full((len(queries), limit), -1, np.int64)
            for at, query in enumerate(queries):
                rows = keys(query, fetched, 1)[0]
                rows = rows[passing[rows]]
                if self.rows is not None:
                    rows = rows[: 4 * limit][np.argsort(-(self.rows[rows[: 4 * limit]] @ query))]
                rows = rows[:limit]
                found[at, : len(rows)] = rows
            return found

        return ask


PEERS = {"faiss": Faiss, "hnswlib": Hnswlib, "usearch": Usearch}


def timed(ask, queries, order):
    """Queries a second: `threads` that ask one after another, or one that asks batches for them to share.

    And those of the quickest call, which is what others on the machine disturb least.
    """
    batch, threads = order["batch"], order["threads"]
    counts, least = [0] * (threads if batch == 1 else 1), [math.inf]
    start = time.perf_counter()
    end = start + order["seconds"]

    def work(number):
        at, done = number * 7919, 0
        while done == 0 or time.perf_counter() < end:
            first = at % max(1, len(queries) - batch + 1)
            asked = queries[first : first + batch]
            called = time.perf_counter()
            ask(asked, threads if batch > 1 else 1)
            least[0] = min(least[0], time.perf_counter() - called)
            done, at = done + len(asked), at + batch
        counts[number] = done

    others = [threading.Thread(target=work, args=(number,)) for number in range(1, len(counts))]
    for other in others:
        other.start()
    work(0)
    for other in others:
        other.join()
    return {"rate": sum(counts) / (time.perf_counter() - start), "best": min(batch, len(queries)) / least[0]}


def main():
    held = None
    for line in sys.stdin:
        order, answer = json.loads(line), {}
        try:
            if order["act"] == "build":
                rows = np.memmap(order["rows"], np.float32, "r", shape=(order["count"], order["dimension"]))
                before, start = resident(), time.perf_counter()
                held = PEERS[order["kind"].split()[0]](order["kind"], rows, order)
                answer = {"seconds": time.perf_counter() - start}
                answer["mebibytes"] = resident() - before
            else:
                queries = np.fromfile(order["queries"], np.float32).reshape(order["asked"], order["dimension"])
                bits = np.fromfile(order["filter"], np.uint8) if order["filter"] else None
                ask = held.asker(order, bits)
                if order["act"] == "find":
                    ask(queries, order["threads"]).astype(np.int32).tofile(order["found"])
                else:
                    answer = timed(ask, queries, order)
        except Exception as error:  # the one that ordered says what went wrong
            answer = {"fault": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
