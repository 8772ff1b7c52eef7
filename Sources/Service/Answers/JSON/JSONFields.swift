/// The fields of an object.
struct JSONFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let codingPath: [any CodingKey] = []
    private let depth: Int

    init(_ output: JSONOutput, _ depth: Int) { (self.output, self.depth) = (output, depth) }

    private func value(_ key: some CodingKey) -> JSONScalar {
        output.key(key.stringValue, at: depth)
        return JSONScalar(output)
    }

    func encodeNil(forKey key: Key) { value(key).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) { self.value(key).encode(value) }
    func encode(_ value: String, forKey key: Key) { self.value(key).encode(value) }
    func encode(_ value: Double, forKey key: Key) throws { try self.value(key).encode(value) }
    func encode(_ value: Float, forKey key: Key) throws { try self.value(key).encode(value) }
    func encode(_ value: Int, forKey key: Key) { self.value(key).encode(value) }
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try self.value(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        superEncoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        output.key("super", at: depth)
        return JSONValueEncoder(output)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        output.key(key.stringValue, at: depth)
        return JSONValueEncoder(output)
    }
}
