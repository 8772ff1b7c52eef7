"""A client of SameStyle's HTTP interface, of Python's standard library alone: one file to copy.

    from samestyle import SameStyle

    shop = SameStyle("http://127.0.0.1:8080", key="...")
    for result in shop.search(text="red ankle boot", image="boot.jpg", limit=10)["results"]:
        print(result["product"]["id"], result["confidence"])

What a server cannot do yet (429, 503, no connection) is asked again after as long as it says, a few times. What changes
something goes with an Idempotency-Key, so that it is done once even where an answer was lost. Everything else that goes
wrong is a `Problem` (RFC 9457).
"""
import base64
import http.client
import json
import pathlib
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

LINES = "application/x-ndjson"


class Problem(Exception):
    """What a server said in place of an answer: `status`, `type` (its last word in `name`), `title`, `detail`."""

    def __init__(self, status, body):
        try:
            problem = json.loads(body)
        except ValueError:
            problem = {}
        self.status = status
        self.type = problem.get("type", "about:blank")
        self.name = self.type.rsplit(":", 1)[-1]
        self.title = problem.get("title", "")
        self.detail = problem.get("detail", body.decode(errors="replace")[:200])
        super().__init__(f"{status} {self.title}: {self.detail}")


class SameStyle:
    def __init__(self, address, key=None, timeout=60, tries=5, longest_wait=30):
        """`timeout` and `longest_wait` are seconds; `tries` counts the first one."""
        self.address, self.key = address.rstrip("/"), key
        self.timeout, self.tries, self.longest_wait = timeout, tries, longest_wait

    # Questions

    def search(self, text=None, image=None, product=None, **fields):
        """The answer to one question of words, a picture (a path or bytes) and a product, or any mix.

        `fields` are those of the interface: box, weights, not_ (`not` is Python's own), filter, view, limit, offset, page,
        min_score, facets.
        """
        question = {"text": text, "product": product, "image": image and picture(image), **fields}
        if "not_" in question:
            question["not"] = question.pop("not_")
        question = {name: value for name, value in question.items() if value is not None}
        return self._json("POST", "/v1/search", question)

    def results(self, most=1000, **question):
        """The answers to a question one by one, page after page; what changes in between neither repeats nor hides one."""
        page = None
        while most > 0:
            answer = self.search(page=page, **question)
            yield from answer["results"][:most]
            most -= len(answer["results"])
            page = answer.get("next")
            if page is None or not answer["results"]:
                return

    def similar(self, id, **parameters):
        return self._json("GET", f"/v1/products/{quoted(id)}/similar", parameters=parameters)

    def same_style(self, id, **parameters):
        return self._json("GET", f"/v1/products/{quoted(id)}/same-style", parameters=parameters)

    def duplicates(self, id, **parameters):
        return self._json("GET", f"/v1/products/{quoted(id)}/duplicates", parameters=parameters)

    def check(self, listing, limit=10):
        """Whether a listing would be a duplicate, of what, and why; nothing of it is stored."""
        return self._json("POST", "/v1/check", with_picture(listing), {"limit": limit})

    def facets(self, *fields, filter=None):
        """The values of `fields` and their counts over the catalogue, or what satisfies `filter` of it."""
        parameters = {"fields": ",".join(fields), "filter": filter}
        return self._json("GET", "/v1/facets", parameters=parameters)

    # Audits

    def audits(self):
        """The audits that are kept, the newest first."""
        return self._json("GET", "/v1/audits")["audits"]

    def audit(self, id):
        return self._json("GET", f"/v1/audits/{quoted(id)}")

    def start_audit(self, relation="duplicate", within="all", **fields):
        """Begins an audit of the whole catalogue, and gives it as it is; `fields` are threshold, precision or recall, and
        since ("last")."""
        return self._json("POST", "/v1/audits", {"relation": relation, "within": within, **fields})

    def end_audit(self, id):
        """Stops an audit that runs, removes one that does not."""
        self._ask("DELETE", f"/v1/audits/{quoted(id)}")

    def clusters(self, id, state="all", order="confidence", q=None, at_once=50):
        """The clusters of an audit one by one. Of the open ones none is missed where each is decided as it comes."""
        offset, seen = 0, set()
        while True:
            parameters = {"offset": offset, "limit": at_once, "state": state, "order": order, "q": q}
            page = self._json("GET", f"/v1/audits/{quoted(id)}/clusters", parameters=parameters)["clusters"]
            fresh = [cluster for cluster in page if cluster["cluster"] not in seen]
            for cluster in fresh:
                seen.add(cluster["cluster"])
                yield cluster
            # Those that were decided meanwhile are not among the open ones any more, and others took their places.
            if not fresh:
                if len(page) < at_once:
                    return
                offset += at_once

    def decide(self, id, cluster, decision, **fields):
        """Decides "duplicate", "variants" or "different" about a cluster; `fields` are keep and members."""
        return self._json("POST", f"/v1/audits/{quoted(id)}/clusters/{cluster}/decision", {"decision": decision, **fields})

    def undo(self, id, cluster, all=False):
        """Undoes the last decision about a cluster, or all of the audit; gives what is decided then."""
        parameters = {"all": "true"} if all else None
        return self._json("DELETE", f"/v1/audits/{quoted(id)}/clusters/{cluster}/decision", parameters=parameters)

    def decide_many(self, id, clusters, decision):
        """Decides the same about many clusters; an outcome or an error for each, in their order."""
        fields = {"clusters": list(clusters), "decision": decision}
        return self._json("POST", f"/v1/audits/{quoted(id)}/decisions", fields)["outcomes"]

    def decisions(self, relation="duplicate", at_once=200):
        """What people decided about pairs, one by one: a, b, label, decision and more."""
        offset = 0
        while True:
            parameters = {"offset": offset, "limit": at_once, "relation": relation}
            page = self._json("GET", "/v1/decisions", parameters=parameters)["decisions"]
            yield from page
            if len(page) < at_once:
                return
            offset += at_once

    # Products

    def product(self, id):
        return self._json("GET", f"/v1/products/{quoted(id)}")

    def image(self, id):
        """The bytes of a product's main picture."""
        return self._ask("GET", f"/v1/products/{quoted(id)}/image")

    def put(self, id, product):
        """Stores a product under its id; found by search when this returns. Its `image` is a path, bytes or base64."""
        return self._json("PUT", f"/v1/products/{quoted(id)}", with_picture(product))

    def delete(self, id):
        self._ask("DELETE", f"/v1/products/{quoted(id)}")

    def store(self, products, at_once=100):
        """Stores many, and gives an outcome or an error for each, in their order."""
        yield from self._lines("/v1/products", map(with_picture, products), at_once)

    def clicks(self, clicks, at_once=1000):
        """Adds clicks (session, product and more), and gives an outcome or an error for each, in their order."""
        yield from self._lines("/v1/clicks", clicks, at_once)

    # How it is asked

    def _json(self, method, path, value=None, parameters=None):
        parameters = {name: value for name, value in (parameters or {}).items() if value is not None}
        if parameters:
            path += "?" + urllib.parse.urlencode(parameters)
        body = None if value is None else json.dumps(value).encode()
        return json.loads(self._ask(method, path, body, "application/json"))

    def _lines(self, path, values, at_once):
        batch = []
        for value in values:
            batch.append(json.dumps(value))
            if len(batch) == at_once:
                yield from self._batch(path, batch)
                batch = []
        if batch:
            yield from self._batch(path, batch)

    def _batch(self, path, lines):
        answer = self._ask("POST", path, "\n".join(lines).encode(), LINES)
        return [json.loads(line) for line in answer.splitlines()]

    def _ask(self, method, path, body=None, type=None):
        headers = {}
        if method != "GET" and path != "/v1/search":
            # One for all tries.
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if body is not None:
            headers["Content-Type"] = type
        if self.key:
            headers["X-API-Key"] = self.key
        for left in reversed(range(self.tries)):
            request = urllib.request.Request(self.address + path, body, headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                    return answer.read()
            except urllib.error.HTTPError as error:
                with error:
                    said = error.read()
                # 409 with a time to come back: the try before is still worked on.
                later = error.code in (429, 503) or error.code == 409 and error.headers.get("Retry-After")
                if not later or not left:
                    raise Problem(error.code, said) from None
                wait = error.headers.get("Retry-After", "1")
                time.sleep(min(int(wait) if wait.isdigit() else 1, self.longest_wait))
            except (OSError, http.client.HTTPException):
                # Not heard, or not answered: with its key it is not done twice.
                if not left:
                    raise
                time.sleep(1)


def quoted(id):
    return urllib.parse.quote(id, safe="")


def picture(source):
    """A picture as base64: from a path or from bytes."""
    data = source if isinstance(source, (bytes, bytearray)) else pathlib.Path(source).read_bytes()
    return base64.b64encode(data).decode()


def with_picture(product):
    """A product whose `image`, where it is a path or bytes, is base64."""
    image = product.get("image")
    if isinstance(image, (bytes, bytearray, pathlib.PurePath)):
        return {**product, "image": picture(image)}
    return product
