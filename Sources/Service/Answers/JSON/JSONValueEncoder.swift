/// Writes a value as JSON at the place that an output has reached.
///
/// Foundation's encoder builds a tree first and took most of the time of an answer from stored vectors; this one writes the
/// bytes as the value names its fields, in their order.
struct JSONValueEncoder: Encoder {
    let output: JSONOutput
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    /// The depth of the value's own object or list.
    private let depth: Int

    init(_ output: JSONOutput) {
        self.output = output
        depth = output.depth + 1
    }

    /// The bytes of a value.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let output = JSONOutput()
        try write(value, to: output)
        return output.bytes
    }

    /// Writes a value whole.
    static func write(_ value: some Encodable, to output: JSONOutput) throws {
        let (depth, before) = (output.depth, output.bytes.count)
        try value.encode(to: JSONValueEncoder(output))
        guard output.bytes.count > before else {
            throw EncodingError.invalidValue(
                value, EncodingError.Context(codingPath: [], debugDescription: "it writes nothing"))
        }
        output.close(to: depth)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        begin("{", end: "}")
        return KeyedEncodingContainer(JSONFields(output, depth))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        begin("[", end: "]")
        return JSONElements(output, depth)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONScalar(output) }

    /// A value that asks for its container again goes on in the same one.
    private func begin(_ start: Unicode.Scalar, end: Unicode.Scalar) {
        if output.depth < depth { output.begin(UInt8(ascii: start), end: UInt8(ascii: end)) }
    }
}

/// One value that is no object and no list.
struct JSONScalar: SingleValueEncodingContainer {
    let output: JSONOutput
    let codingPath: [any CodingKey] = []

    init(_ output: JSONOutput) { self.output = output }

    func encodeNil() { output.null() }
    func encode(_ value: Bool) { output.truth(value) }
    func encode(_ value: String) { output.string(value) }
    func encode(_ value: Double) throws { output.plain(try Self.text(value)) }
    func encode(_ value: Float) throws { output.plain(try Self.text(value)) }
    func encode(_ value: Int) { output.plain(value.description) }
    func encode(_ value: Int8) { output.plain(value.description) }
    func encode(_ value: Int16) { output.plain(value.description) }
    func encode(_ value: Int32) { output.plain(value.description) }
    func encode(_ value: Int64) { output.plain(value.description) }
    func encode(_ value: UInt) { output.plain(value.description) }
    func encode(_ value: UInt8) { output.plain(value.description) }
    func encode(_ value: UInt16) { output.plain(value.description) }
    func encode(_ value: UInt32) { output.plain(value.description) }
    func encode(_ value: UInt64) { output.plain(value.description) }
    func encode<Value: Encodable>(_ value: Value) throws { try JSONValueEncoder.write(value, to: output) }

    /// The shortest digits that give the same number; a whole number without its `.0`.
    static func text<Number: BinaryFloatingPoint & CustomStringConvertible>(_ value: Number) throws -> String {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, EncodingError.Context(codingPath: [], debugDescription: "JSON has no number \(value)"))
        }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
