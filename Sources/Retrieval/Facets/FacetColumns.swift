public import Neighbors

/// What filters see of the products of a snapshot, column by column, in memory or mapped from a file.
///
/// It says of all rows what `Filter.holds(for:)` says of one product, and does not hold the products: a condition is worked
/// out once for each distinct value, then the rows' codes are looked through. Values are told apart as filters do, without
/// regard to case; they are kept in the first spelling. Beyond ASCII, spellings that Unicode calls equivalent are found by
/// NFC as the building program knew it: of characters newer than that program only the one spelling used is found.
public struct FacetColumns: Sendable {
    /// How many rows there are, the dead ones too.
    public let count: Int
    private let bytes: SectionedBytes
    /// A bit for each row: those that are dead satisfy nothing.
    let alive: SectionNumbers<UInt64>
    /// (count): NaN where there is none.
    let prices: SectionNumbers<Double>
    /// id and title, the coded fields, then the attributes.
    let columns: [FacetColumn]
    /// The columns of texts that a field names, by its lowercased name.
    private let places: [String: [Int]]

    /// The fields beside id, title and price, in the order of their columns.
    static let codedFields = ["category", "brand", "seller", "currency"]
    private static let fields = ["id", "title"] + codedFields
    static let kind = SectionedBytes.Kind(name: "SSFACETS", version: 1)

    /// Maps a file that `write` wrote. Every offset and code is looked at; nothing is decoded.
    ///
    /// - Throws: `RetrievalError.damagedSnapshot`, which names the file and what is wrong with it.
    public init(mapping path: String) throws(RetrievalError) {
        try self.init(SectionedBytes(Self.kind, mapping: path))
    }

    init(_ bytes: SectionedBytes) throws(RetrievalError) {
        let head: SectionNumbers<UInt64> = try bytes.numbers(0, "its count", count: 1)
        guard head[0] < UInt64(Int32.max) else { throw bytes.fault("it states \(head[0]) rows") }
        let count = Int(head[0])
        let marks: SectionNumbers<UInt64> = try bytes.numbers(1, "its layouts")
        alive = try bytes.numbers(2, "living rows", count: (count + 63) / 64)
        guard count & 63 == 0 || alive[count >> 6] >> UInt64(count & 63) == 0 else {
            throw bytes.fault("rows beyond its \(count) are alive")
        }
        prices = try bytes.numbers(3, "prices", count: count)
        guard marks.count >= Self.fields.count, bytes.count == 4 + marks.count * FacetColumn.sectionCount else {
            throw bytes.fault("\(bytes.count) sections are not those of \(marks.count) columns")
        }
        var (columns, places): ([FacetColumn], [String: [Int]]) = ([], [:])
        for place in 0..<marks.count {
            let column = try FacetColumn(
                bytes, from: 4 + place * FacetColumn.sectionCount, mark: marks[place], rowCount: count)
            columns.append(column)
            guard place >= Self.fields.count else {
                guard column.name == Self.fields[place] else { throw bytes.fault("it has no \(Self.fields[place])") }
                continue
            }
            places[column.name, default: []].append(place)
            places["attribute.\(column.name)", default: []].append(place)
        }
        // A field of the product hides the attribute of its name.
        for (place, field) in Self.fields.enumerated() { places[field] = [place] }
        places["price"] = []
        (self.count, self.bytes, self.columns, self.places) = (count, bytes, columns, places)
    }

    /// Writes the file that `init(mapping:)` opens; it appears whole or not at all.
    ///
    /// - Throws: `RetrievalError.unwritable`.
    public func write(to path: String) throws(RetrievalError) { try bytes.write(to: path) }

    /// The rows that are of a product.
    public var living: RowFilter { RowFilter(count: count, words: alive.withNumbers { Array($0) }) }

    /// The names of the attributes that products have, lowercased, in no order of meaning.
    public var attributes: [String] { columns[Self.fields.count...].map(\.name) }

    /// The columns of texts that make up a field: two where one attribute is called `attribute.x` and another `x`.
    func columns(of field: String) -> [FacetColumn] { (places[field.lowercased()] ?? []).map { columns[$0] } }
}
