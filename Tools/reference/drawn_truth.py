#!/usr/bin/env python3
"""What thresholds make of the hand-set weights of an audit among drawn listings, as the source file that keeps it.

    drawn_truth.py SAMESTYLE DATA > Sources/Audit/Calibration/DrawnTruth.swift

DATA is a folder that `samestyle --data DATA demo --no-serve` has filled. It is left as it was.
"""
import json
import pathlib
import subprocess
import sys

RELATIONS = {"duplicate": "duplicates.csv", "same-style": "same-styles.csv"}
MOST = 60


def measured(program, data, relation, labels):
    command = [program, "--data", data, "--json", "calibrate", "--keep-weights", "--relation", relation,
               "--labels", f"{data}/demo/{labels}"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def thinned(points):
    """About `MOST` of the points: where recall grows by a step, where a hundredth of them go wrong, or, once most of them
    are, where a fifth more are taken; and the last."""
    kept, step = [], max(1, points[-1]["right"] // MOST)
    for point in points:
        taken, right = (kept[-1]["taken"], kept[-1]["right"]) if kept else (0, 0)
        wrong = point["taken"] - point["right"] - (taken - right)
        most = taken / 100 if 2 * right >= taken else taken / 5
        if not kept or point["right"] >= right + step or wrong > most:
            kept.append(point)
    return kept + [points[-1]] * (kept[-1] != points[-1])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, data = sys.argv[1:3]
    kept = pathlib.Path(data, "evidence.json")
    before = kept.read_bytes() if kept.exists() else None
    found = {relation: measured(program, data, relation, labels) for relation, labels in RELATIONS.items()}
    kept.unlink() if before is None else kept.write_bytes(before)
    names = {"duplicate": "duplicate", "same-style": "sameStyle"}
    print('''/// What thresholds make of the weights set by hand among the listings of a drawn marketplace.
///
/// Written by `Tools/reference/drawn_truth.py` from the pairs of `DemoMarketplace.labelledPairs`.
enum DrawnTruth {
    static func curve(_ relation: AuditRelation) -> PrecisionCurve? {
        let (same, different, rows) = relation == .duplicate ? duplicate : sameStyle
        return PrecisionCurve(
            same: same, different: different,
            points: rows.map { PrecisionCurve.Point(threshold: $0.0, taken: $0.1, right: $0.2) })
    }

    static func reliability(_ relation: AuditRelation) -> [ReliabilityBin] {
        let rows = relation == .duplicate ? duplicateBins : sameStyleBins
        return rows.map { ReliabilityBin(confidence: $0.0, right: $0.1, count: $0.2) }
    }
''')
    for relation, name in names.items():
        curve = found[relation]["curve"]
        print(f"    /// Threshold, pairs at or above it, and how many of them are right.")
        print(f"    private static let {name}: (Int, Int, [(Double, Int, Int)]) = (")
        print(f"        {curve['same']}, {curve['different']},\n        [")
        for point in thinned(curve["points"]):
            print(f"            ({point['threshold']:.6g}, {point['taken']}, {point['right']}),")
        print("        ]\n    )\n")
        print(f"    /// Mean confidence, the share that is right, and how many pairs.")
        print(f"    private static let {name}Bins: [(Double, Double, Int)] = [")
        for row in found[relation]["reliability"]:
            print(f"        ({row['confidence']:.4g}, {row['right']:.4g}, {row['count']}),")
        print("    ]" + ("\n" if name == "duplicate" else ""))
    print("}")


if __name__ == "__main__":
    main()
