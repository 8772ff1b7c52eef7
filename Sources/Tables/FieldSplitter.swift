/// Cuts the bytes of one row into fields.
enum FieldSplitter {
    /// The fields of a CSV row; the row is well formed or its quotes are taken as they come.
    static func csv(_ row: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        var at = row.startIndex
        while true {
            if at < row.endIndex, row[at] == 0x22 {
                let (field, next) = quoted(row, from: at)
                fields.append(field)
                at = next
            } else {
                let end = row.firstIndex(of: 0x2C, from: at) ?? row.endIndex
                fields.append(row[at..<end])
                at = end
            }
            guard at < row.endIndex else { return fields }
            at += 1
        }
    }

    /// The field whose opening quote is at `start`, and the place of the comma behind it.
    private static func quoted(_ row: ArraySlice<UInt8>, from start: Int) -> (ArraySlice<UInt8>, Int) {
        var field: [UInt8] = []
        var at = start + 1
        while let quote = row.firstIndex(of: 0x22, from: at) {
            field += row[at..<quote]
            at = quote + 1
            guard at < row.endIndex, row[at] == 0x22 else {
                return (field[...], row.firstIndex(of: 0x2C, from: at) ?? row.endIndex)
            }
            field.append(0x22)
            at += 1
        }
        return ((field + row[at...])[...], row.endIndex)
    }

    /// The fields of a TSV row: cut at every tab, then unquoted where the quotes are sound.
    static func tsv(_ row: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        row.split(separator: 0x09, omittingEmptySubsequences: false).map { field in
            guard field.count >= 2, field.first == 0x22, field.last == 0x22 else { return field }
            var state = QuoteState.fieldStart
            state.feed(field)
            guard case .afterQuote = state else { return field }
            return quoted(field, from: field.startIndex).0
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < endIndex else { return nil }
        return self[start...].firstIndex(of: byte)
    }
}
