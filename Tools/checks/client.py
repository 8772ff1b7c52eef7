#!/usr/bin/env python3
"""Uses Tools/client/samestyle.py against a server with the products of the tests, and says what was not as it should be.

Usage: client.py ADDRESS KEY PICTURE
"""
import pathlib
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "client"))
from samestyle import Problem, SameStyle

address, key, image = sys.argv[1:]
shop = SameStyle(address, key)
picture = pathlib.Path(image)


def problem(act):
    try:
        act()
    except Problem as problem:
        return problem
    raise AssertionError("it went well")


assert shop.put("n/1", {"title": "red mug by hand", "price": 3, "image": picture})["outcome"] == "imported"
assert shop.put("n/1", {"title": "red mug by hand", "price": 3})["outcome"] == "unchanged"
assert shop.product("n/1")["price"] == 3
assert len(shop.image("n/1")) > 100
assert "n/1" in [result["product"]["id"] for result in shop.search(image=picture, limit=3)["results"]]
assert "n/1" in [result["product"]["id"] for result in shop.search("red mug", image=picture.read_bytes())["results"]]

lines = list(shop.store(({"id": f"m{at}", "title": "t"} if at != 3 else {"id": "m3"} for at in range(5)), at_once=2))
assert [line.get("outcome") for line in lines] == ["imported"] * 3 + [None, "imported"], lines
assert [line.get("outcome") for line in shop.clicks([{"session": "s", "product": "p1"}])] == ["added"]

every = [result["product"]["id"] for result in shop.results(text="mug", limit=2)]
assert len(every) == len(set(every)) > 6, every
assert len(list(shop.results(text="mug", limit=2, most=3))) == 3
assert shop.search(product="p0", not_={"product": "p1"}, min_score=-1, facets=["seller"])["facets"]["seller"]
assert shop.facets("category", filter="price > 5")["total"] == 7
assert shop.duplicates("p0")["results"][0]["product"]["id"] == "p6"
checked = shop.check({"title": "red mug", "seller": "s0", "image": shop.image("p0")})
assert checked["verdict"] == "duplicate" and checked["matches"][0]["product"]["id"] in ["p0", "p6"], checked
for related in [shop.similar, shop.same_style]:
    assert "results" in related("p0", limit=3)

audit = shop.start_audit(within="all")["id"]
while shop.audit(audit)["state"] == "running":
    time.sleep(0.05)
assert shop.audits()[0]["id"] == audit and shop.audits()[0]["state"] == "done", shop.audits()
found = list(shop.clusters(audit, at_once=1))
assert {"p0", "p6"} <= {member["id"] for cluster in found for member in cluster["members"]}, found
for cluster in shop.clusters(audit, state="open", at_once=1):
    assert shop.decide(audit, cluster["cluster"], "different")["decision"] == "different"
assert shop.audit(audit)["decided"] == len(found)
assert shop.undo(audit, 1)["decision"] is None
assert [outcome.get("decision") for outcome in shop.decide_many(audit, [1, 999], "variants")] == ["variants", None]
assert {pair["decision"] for pair in shop.decisions(at_once=1)} <= {"variants", "different"}
assert shop.undo(audit, 1, all=True)["decision"] is None
assert problem(lambda: shop.undo(audit, 1)).name == "nothing-decided"
shop.end_audit(audit)
assert problem(lambda: shop.audit(audit)).name == "unknown-audit"

shop.delete("n/1")
gone = problem(lambda: shop.product("n/1"))
assert (gone.status, gone.name) == (404, "unknown-product") and "n/1" in gone.detail, gone
assert problem(lambda: shop.search(limit=0, text="a")).status == 400
assert problem(lambda: SameStyle(address, "wrong").search("mug")).status == 401
print("done")
