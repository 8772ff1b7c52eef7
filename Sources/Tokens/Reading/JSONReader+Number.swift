extension JSONReader {
    /// A number as serde_json reads it, which Hugging Face's tokenizers use: the digits rounded to a double, then
    /// scaled by a power of ten and rounded again.
    ///
    /// That is now and then not the nearest double, and where two ways to cut a word have scores that are equal but for
    /// rounding, it decides.
    mutating func number() throws(Failure) -> JSONValue {
        let isNegative = take(UInt8(ascii: "-"))
        var (digits, exponent) = (Digits(), 0)
        let first = at
        while let digit = digit() {
            if !digits.append(digit) { exponent += 1 }
        }
        guard at > first, bytes[first] != UInt8(ascii: "0") || at == first + 1 else { throw broken("a value") }
        if peek == UInt8(ascii: ".") {
            at += 1
            let start = at
            while let digit = digit() {
                if digits.append(digit) { exponent -= 1 }
            }
            guard at > start else { throw broken("a digit") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            at += 1
            let isSmall = peek == UInt8(ascii: "-")
            if isSmall || peek == UInt8(ascii: "+") { at += 1 }
            let start = at
            var power = 0
            while let digit = digit() { power = min(power * 10 + Int(digit), 100_000) }
            guard at > start else { throw broken("a digit") }
            exponent += isSmall ? -power : power
        }
        var number = Double(digits.value)
        if exponent < -308, number != 0 {
            number /= 1e308
            exponent += 308
        }
        let power = Self.powers[min(abs(exponent), 308)]
        number = exponent < 0 ? number / power : number * power
        guard number == 0 || (number.isFinite && exponent <= 308) else { throw broken("a smaller number") }
        return .number(isNegative ? -number : number)
    }

    private mutating func digit() -> UInt64? {
        guard let byte = peek, (0x30...0x39).contains(byte) else { return nil }
        at += 1
        return UInt64(byte - 0x30)
    }

    private static let powers = (0...308).map { Double("1e\($0)") ?? .infinity }

    /// The digits of a number, as many as there is room for.
    private struct Digits {
        private(set) var value: UInt64 = 0
        private var isFull = false

        /// False where there is no room for another; nor is there for those that follow.
        mutating func append(_ digit: UInt64) -> Bool {
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = tens.addingReportingOverflow(digit)
            isFull = isFull || isTooLarge || isOver
            if !isFull { value = sum }
            return !isFull
        }
    }
}
