import ArgumentParser
import Audit

/// What a threshold is chosen for, and by which pairs.
struct PurposeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Choose the threshold so that this share of the pairs found is right, 0 to 1.", valueName: "share"))
    var precision: Double?

    @Option(
        help: ArgumentHelp(
            "Choose the threshold so that this share of the right pairs is found, 0 to 1.", valueName: "share"))
    var recall: Double?

    @Option(
        help: ArgumentHelp(
            "Pairs to weigh the evidence by: CSV with trigger, offer (or a, b) and label, 1 or 0.", valueName: "file"))
    var labels: String?

    @Option(help: ArgumentHelp("Which column of the labels holds a field.", valueName: "field=column"))
    var map: [String] = []

    func validate() throws {
        if precision != nil, recall != nil { throw ValidationError("give --precision or --recall, not both") }
        for (name, share) in [("--precision", precision), ("--recall", recall)] {
            if let share, !(share > 0 && share < 1) { throw ValidationError("\(name) lies between 0 and 1") }
        }
        if labels == nil, !map.isEmpty { throw ValidationError("--map names columns of the --labels") }
    }

    var purpose: AuditPurpose? { precision.map { .precision($0) } ?? recall.map { .recall($0) } }
}
