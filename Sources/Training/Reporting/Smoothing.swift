/// The mean of a value's neighbourhood: a curve that the eye can follow.
enum Smoothing {
    /// Each of `values` with its neighbours on both sides, up to a fiftieth of all: no lag, as a running mean has.
    static func around(_ values: [Double]) -> [Double] {
        var sums = [0.0]
        for value in values { sums.append(sums[sums.count - 1] + value) }
        let reach = max(1, values.count / 50)
        return values.indices.map { at in
            // As many before as behind, so that a steep start is not drawn down; the end takes what is left.
            let (from, to) = (at - min(reach, at), min(values.count - 1, at + min(reach, at)))
            return (sums[to + 1] - sums[from]) / Double(to + 1 - from)
        }
    }
}
