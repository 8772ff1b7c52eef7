#!/usr/bin/env python3
"""Asks a server whatever its OpenAPI document allows and forbids (Schemathesis), and holds each answer against the
document: no failure of the server, no status, header, type or body that is not described, no refusal of what is allowed.

A question of letters drawn at random is refused for its first field, whatever the others hold. So everything is asked
twice: `any` draws all that the document allows, `known` only products, pictures and filters that mean something there.

Usage: interface.py ADDRESS any|known [ARGUMENT ...]     arguments go to `schemathesis run`
"""
import base64
import json
import pathlib
import re
import sys
import time
import urllib.request

import schemathesis
from schemathesis.cli import schemathesis as program

LINES = "application/x-ndjson"

# What a schema cannot say of a request, by the word that the problem's type ends with and what its detail has in it.
BEYOND_SCHEMAS = {
    "address-not-fetched": [""],
    "bad-field": ["it is not base64", "it is not the one in the address", "there is image too", "does not cancel out",
                  "every product has its own", "a name has at most", "a part of", "no part inside the picture",
                  "exclude each other", "cannot be had", "no threshold can be chosen", "is no member of",
                  "it takes two listings", "none of those that the decision is about"],
    "bad-filter": [""],
    "bad-id": ["1 to 128 bytes"],
    "bad-page": [""],
    "bad-picture": [""],
    "bad-url": [""],
    "empty-listing": [""],
    "empty-query": [""],
    "forbidden-address": [""],
    "audit-not-done": [""],
    "audit-running": [""],
    "key-in-use": [""],
    "key-reused": [""],
    "no-picture": [""],
    "not-fetched": [""],
    "not-found": [""],
    "nothing-decided": [""],
    "unknown-audit": [""],
    "unknown-cluster": [""],
    "not-indexed": [""],
    "unknown-product": [""],
}


@schemathesis.serializer(LINES)
def one_line(context, value):
    return json.dumps(value).encode() + b"\n"


@schemathesis.deserializer(LINES)
def only_line(context, response):
    lines = response.content.splitlines()
    if len(lines) != 1:
        raise ValueError(f"{len(lines)} lines answer one")
    return json.loads(lines[0])


@schemathesis.check
def what_is_allowed_is_done(context, response, case):
    """A request as the document describes it is refused only for what no schema can say."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code in (401, 403):
        return
    problem = problem_of(response)
    if problem is None:
        return
    kind = problem["type"].rsplit(":", 1)[-1]
    # Foundation takes a number below the least normal one for no number.
    if "not valid JSON" in problem["detail"] and re.search(rb"[0-9]e-3[0-9][0-9]", response.request.body or b""):
        return
    if not any(words in problem["detail"] for words in BEYOND_SCHEMAS.get(kind, [])):
        raise AssertionError(f"the document allows this, and it was refused: {problem}")


@schemathesis.check
def what_is_forbidden_on_a_line_is_not_done(context, response, case):
    """A line against the document is answered with an error of its own."""
    if case.meta is None or not case.meta.generation.mode.is_negative or case.media_type != LINES:
        return
    if response.status_code == 200 and problem_of(response) is None and response.content:
        raise AssertionError(f"the document forbids this, and it was stored: {response.content}")


def problem_of(response):
    """What an answer, or the line that it consists of, says went wrong; None where nothing did."""
    type = response.headers.get("content-type", [""])[0]
    if type.startswith("application/problem+json"):
        return json.loads(response.content)
    if type.startswith(LINES) and response.content:
        return only_line(None, response).get("error")
    return None


def keep_to_what_is_known(address):
    """Has the document name values of this server, for all questions that are made of it."""
    def ask(path, body=None):
        headers = {"Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(f"{address}{path}", body, headers)) as answer:
            return answer.read()

    products = json.loads(ask("/v1/products?limit=5"))["products"]
    ids = [product["id"] for product in products]
    picture = next(base64.b64encode(ask(product["image"])).decode() for product in products if "image" in product)
    audit = json.loads(ask("/v1/audits", b"{}"))
    while audit["state"] == "running":
        time.sleep(0.05)
        audit = json.loads(ask(f"/v1/audits/{audit['id']}"))
    members = [member["id"] for member in json.loads(ask(f"/v1/audits/{audit['id']}/clusters/1"))["members"]]
    filters = ["", "price < 50", 'category = "Home" and not seller in ("s9")', 'title != "x" or price >= 1']

    @schemathesis.hook
    def before_load_schema(context, raw_schema):
        parts = raw_schema["components"]
        parts["parameters"]["id"]["example"] = ids[0]
        parts["schemas"]["Filter"]["enum"] = filters
        parts["parameters"]["audit"]["schema"]["enum"] = [audit["id"]]
        parts["parameters"]["number"]["schema"]["maximum"] = audit["clusters"]
        decision = parts["schemas"]["Decision"]["properties"]
        decision["keep"]["enum"] = [*members, None]
        decision["members"]["items"]["enum"] = members
        for name in ["Question", "QuestionForm"]:
            fields = parts["schemas"][name]["properties"]
            # Nothing is fetched in a test, and a page belongs to one question.
            del fields["image_url"], fields["page"]
            fields["product"]["enum"] = ids
        parts["schemas"]["Question"]["properties"]["image"]["enum"] = [picture]


if __name__ == "__main__":
    address, values, *arguments = sys.argv[1:]
    if values == "known":
        keep_to_what_is_known(address)
        # The audit stays: it is neither removed, nor do others take its place.
        arguments += ["--exclude-operation-id", "startAudit", "--exclude-operation-id", "endAudit"]
    place = pathlib.Path(__file__).parent
    program.main(
        ["--config-file", str(place / "interface.toml"), "run", f"{address}/openapi.json", "--no-color", *arguments])
