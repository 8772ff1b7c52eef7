#!/usr/bin/env python3
"""Prints the queries of a Grafana dashboard as recording rules, for `promtool check rules`; faults of the dashboard
itself end it.

Usage: dashboard.py FILE
"""
import json
import sys

import yaml

# What Grafana puts in the place of its variables.
STANDS_FOR = {"$__rate_interval": "5m", "$instance": ".*"}
WIDTH = 24


def main(path):
    with open(path, encoding="utf-8") as file:
        dashboard = json.load(file)
    panels = dashboard["panels"]
    faults = [f"two panels are numbered {number}" for number in twice([panel["id"] for panel in panels])]
    variables = {f"${variable['name']}" for variable in dashboard["templating"]["list"]}
    rules = []
    for panel in panels:
        place = panel["gridPos"]
        if place["x"] + place["w"] > WIDTH:
            faults.append(f"the panel {panel['title']} is wider than the page")
        targets = panel.get("targets", [])
        if panel["type"] != "row" and not targets:
            faults.append(f"the panel {panel['title']} asks for nothing")
        if twice([target["refId"] for target in targets]):
            faults.append(f"the panel {panel['title']} has two queries of one name")
        for target in targets:
            text = target["expr"]
            for variable, value in STANDS_FOR.items():
                text = text.replace(variable, value)
            if "$" in text:
                faults.append(f"{panel['title']}: a variable in {text} is none of {sorted(variables)}")
            rules.append({"record": f"panel_{panel['id']}:{target['refId']}", "expr": text})
    if "$instance" not in variables or not rules:
        faults.append("there is no variable instance, or no query at all")
    if faults:
        sys.exit("\n".join(f"{path}: {fault}" for fault in faults))
    yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}, sys.stdout)


def twice(values):
    return sorted({value for value in values if values.count(value) > 1})


if __name__ == "__main__":
    main(*sys.argv[1:])
