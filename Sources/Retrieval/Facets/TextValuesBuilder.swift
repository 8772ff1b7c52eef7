/// Gathers the texts of a column.
struct TextValuesBuilder {
    private var offsets: [UInt64] = [0]
    private var utf8: [UInt8] = []
    private var hashes: [UInt32] = []
    private var numbered: [Int32] = []
    private var amounts: [Double] = []
    /// A table of texts by their hashes, at most half full: -1 where nothing is. Much smaller than a dictionary of strings.
    private var slots: [Int32] = []

    var count: Int { hashes.count }

    /// Adds a text, whether or not it is there already.
    mutating func append(_ text: String) { append(text, FoldedText.hash(text)) }

    /// The place of the text that a filter holds for equal to this one; added where there is none.
    mutating func place(of text: String) -> Int {
        if 2 * (count + 1) > slots.count { grow() }
        let hash = FoldedText.hash(text)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if hashes[place] == hash, isSame(text, place) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(count)
        append(text, hash)
        return count - 1
    }

    /// What `TextValues` opens.
    var sections: [Section] { [.words(offsets), .bytes(utf8), .hashes(hashes), .codes(numbered), .amounts(amounts)] }

    private mutating func append(_ text: String, _ hash: UInt32) {
        // What is no number to any comparison needs no place among the numbers.
        if let amount = Filter.Value.text(text).amount, !amount.isNaN {
            numbered.append(Int32(count))
            amounts.append(amount)
        }
        utf8.append(contentsOf: text.utf8)
        offsets.append(UInt64(utf8.count))
        hashes.append(hash)
    }

    private func isSame(_ text: String, _ place: Int) -> Bool {
        utf8.withUnsafeBytes { utf8 in
            let there = UnsafeRawBufferPointer(rebasing: utf8[Int(offsets[place])..<Int(offsets[place + 1])])
            var text = text
            let sameBytes = text.withUTF8 { ByteOrder.compare(there, UnsafeRawBufferPointer($0)) == 0 }
            return sameBytes || String(decoding: there, as: UTF8.self).lowercased() == text.lowercased()
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: max(16, 2 * slots.count))
        for place in hashes.indices {
            var slot = Int(hashes[place]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(place)
        }
    }
}
