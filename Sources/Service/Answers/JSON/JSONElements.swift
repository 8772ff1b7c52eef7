/// The elements of a list.
struct JSONElements: UnkeyedEncodingContainer {
    let output: JSONOutput
    let codingPath: [any CodingKey] = []
    private let depth: Int
    private(set) var count = 0

    init(_ output: JSONOutput, _ depth: Int) { (self.output, self.depth) = (output, depth) }

    private mutating func next() -> JSONScalar {
        output.next(at: depth)
        count += 1
        return JSONScalar(output)
    }

    mutating func encodeNil() { next().encodeNil() }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try next().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        superEncoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder {
        _ = next()
        return JSONValueEncoder(output)
    }
}
