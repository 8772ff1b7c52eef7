/// Where in a CSV row the reader is, fed byte by byte, so that a row is known to end at a newline or to go on.
enum QuoteState {
    case fieldStart, plain, quoted
    /// Behind a quote within a quoted field: it ends the field, or doubles a quote.
    case afterQuote
    /// Text behind the closing quote of a field.
    case malformed

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        var state = self
        bytes.withUnsafeBufferPointer { buffer in
            for byte in buffer {
                switch (state, byte) {
                case (.malformed, _): return
                case (.fieldStart, 0x22): state = .quoted
                case (.quoted, 0x22): state = .afterQuote
                case (.afterQuote, 0x22): state = .quoted
                case (.quoted, _): break
                case (_, 0x2C): state = .fieldStart
                case (.afterQuote, _): state = .malformed
                default: state = .plain
                }
            }
        }
        self = state
    }
}
