import Foundation

/// How long `work` takes, in seconds.
func duration(_ work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }

/// The middle one, or the lower one of two.
func median(_ values: [Double]) -> Double { values.isEmpty ? .nan : values.sorted()[(values.count - 1) / 2] }

/// A number of figures that a reader takes in: 12,345 or 0.981.
func text(_ value: Double, _ places: Int = 0) -> String {
    guard value.isFinite else { return "-" }
    let plain = String(format: "%.\(places)f", value)
    guard places == 0 else { return plain }
    let digits = Array(plain)
    return String(
        digits.enumerated().flatMap { at, digit in
            at > 0 && digits[at - 1] != "-" && (digits.count - at).isMultiple(of: 3) ? [",", digit] : [digit]
        })
}

/// What a run should say of itself on the error stream, while it takes its time.
func progress(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }
