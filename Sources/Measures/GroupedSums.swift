/// Sums of measures over things, kept apart by group: things of one group are not independent of each other, so an
/// interval draws whole groups anew.
public struct GroupedSums: Hashable, Sendable {
    /// How many measures a thing has.
    public let measures: Int
    /// For each group how many things it has, then the sums of its measures: (groups, 1 + measures).
    private(set) var table: [Double] = []
    private var rows: [String: Int] = [:]

    var width: Int { measures + 1 }
    var groups: Int { table.count / width }

    public init(measures: Int) { self.measures = measures }

    /// - Parameters:
    ///   - values: One for each measure, within 0...1.
    ///   - group: What the thing belongs to; nil for one that stands alone.
    public mutating func add(_ values: [Double], of group: String? = nil) {
        precondition(values.count == measures, "\(values.count) values for \(measures) measures")
        let row = group.flatMap { rows[$0] } ?? groups
        if row == groups {
            table += [Double](repeating: 0, count: width)
            if let group { rows[group] = row }
        }
        table[row * width] += 1
        for (at, value) in values.enumerated() { table[row * width + 1 + at] += value }
    }
}
