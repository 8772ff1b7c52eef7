/// The values that products have in one field of texts, by row.
///
/// Each row has a code: 0 for no value, 1 + v for the value v alone, 1 + values + b for several values together, the bundle
/// b. So a path of categories is one code a row, and what a condition says of a path is worked out once for all its rows.
struct FacetColumn: Sendable {
    /// Lowercased.
    let name: String
    let values: TextValues
    let layout: Layout
    /// Where each bundle begins among the codes of bundles, and where the last ends; then the places of their values.
    private let bundleOffsets: SectionNumbers<UInt64>
    private let bundleCodes: SectionNumbers<Int32>

    /// How many sections a column takes: its name, its values, then its bundles' offsets and codes, codes and rows.
    static let sectionCount = TextValues.sectionCount + 5

    /// - Throws: `RetrievalError.damagedSnapshot` where the sections from `section` on do not fit together.
    init(_ bytes: SectionedBytes, from section: Int, mark: UInt64, rowCount: Int) throws(RetrievalError) {
        let name: SectionNumbers<UInt8> = try bytes.numbers(section, "a column's name")
        self.name = name.withNumbers { String(decoding: $0, as: UTF8.self) }
        values = try TextValues(bytes, from: section + 1, of: self.name)
        let next = section + 1 + TextValues.sectionCount
        bundleOffsets = try bytes.numbers(next, "bundles of \(self.name)")
        bundleCodes = try bytes.numbers(next + 1, "bundles' values of \(self.name)")
        let (bundles, codes) = (bundleOffsets.count - 1, values.count + bundleOffsets.count)
        guard bundles >= 0, codes <= Int(Int32.max), bundleOffsets.cut(bundleCodes.count, into: bundles),
            bundleCodes.lie(within: 0..<Int32(values.count))
        else { throw bytes.fault("the bundles of \(self.name) do not lie within its values") }
        layout = try Layout(
            bytes, from: next + 2, of: self.name, mark: mark, rowCount: rowCount, valueCount: values.count,
            codeCount: codes)
    }

    /// How many codes there are.
    var codeCount: Int { values.count + bundleOffsets.count }

    /// Calls `body` with each bundle's code and each of its values' places.
    func forEachBundled(_ body: (_ code: Int, _ value: Int) -> Void) {
        bundleOffsets.withNumbers { offsets in
            bundleCodes.withNumbers { codes in
                for bundle in 0..<(offsets.count - 1) {
                    for at in Int(offsets[bundle])..<Int(offsets[bundle + 1]) {
                        body(1 + values.count + bundle, Int(codes[at]))
                    }
                }
            }
        }
    }
}
