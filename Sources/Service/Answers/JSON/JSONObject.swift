/// A value that names its fields in one place, for our writer, which then needs no containers of its type, and for any other
/// encoder. To find the types of containers again and again took most of the time of an answer's JSON.
protocol JSONObject: Encodable {
    func write<Fields: JSONFieldWriting>(to fields: inout Fields) throws
}

/// Where an object's fields are written; one that is nil is left out.
protocol JSONFieldWriting {
    mutating func put(_ name: StaticString, _ value: String?) throws
    mutating func put(_ name: StaticString, _ value: Double?) throws
    mutating func put(_ name: StaticString, _ value: Float?) throws
    mutating func put(_ name: StaticString, _ value: Int?) throws
    mutating func put(_ name: StaticString, _ value: [String]?) throws
    mutating func put(_ name: StaticString, _ value: [String: String]?) throws
    mutating func put<Value: JSONObject>(_ name: StaticString, object value: Value) throws
    mutating func put<Value: Encodable>(_ name: StaticString, any value: Value?) throws
}

extension JSONObject {
    public func encode(to encoder: any Encoder) throws {
        if let own = encoder as? JSONValueEncoder {
            try own.output.write(self)
        } else {
            var fields = CodedFields(container: encoder.container(keyedBy: FieldName.self))
            try write(to: &fields)
        }
    }
}

extension JSONOutput {
    fileprivate func write(_ object: some JSONObject) throws {
        let depth = depth + 1
        begin(UInt8(ascii: "{"), end: UInt8(ascii: "}"))
        var fields = WrittenFields(output: self, depth: depth)
        try object.write(to: &fields)
        close(to: depth - 1)
    }
}

/// Fields of the object at a depth of our output.
private struct WrittenFields: JSONFieldWriting {
    let output: JSONOutput
    let depth: Int

    func put(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        output.key(name, at: depth)
        output.string(value)
    }

    func put(_ name: StaticString, _ value: Double?) throws { try number(name, value) }
    func put(_ name: StaticString, _ value: Float?) throws { try number(name, value) }

    private func number<Number: BinaryFloatingPoint & CustomStringConvertible>(
        _ name: StaticString, _ value: Number?
    ) throws {
        guard let value else { return }
        output.key(name, at: depth)
        output.plain(try JSONScalar.text(value))
    }

    func put(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        output.key(name, at: depth)
        output.plain(value.description)
    }

    func put(_ name: StaticString, _ value: [String]?) {
        guard let value else { return }
        output.key(name, at: depth)
        output.begin(UInt8(ascii: "["), end: UInt8(ascii: "]"))
        for text in value {
            output.next(at: depth + 1)
            output.string(text)
        }
        output.close(to: depth)
    }

    func put(_ name: StaticString, _ value: [String: String]?) {
        guard let value else { return }
        output.key(name, at: depth)
        output.begin(UInt8(ascii: "{"), end: UInt8(ascii: "}"))
        for (key, text) in value {
            output.key(key, at: depth + 1)
            output.string(text)
        }
        output.close(to: depth)
    }

    func put<Value: JSONObject>(_ name: StaticString, object value: Value) throws {
        output.key(name, at: depth)
        try output.write(value)
    }

    func put<Value: Encodable>(_ name: StaticString, any value: Value?) throws {
        guard let value else { return }
        output.key(name, at: depth)
        try JSONValueEncoder.write(value, to: output)
    }
}

/// Fields in the container of another encoder.
private struct CodedFields: JSONFieldWriting {
    var container: KeyedEncodingContainer<FieldName>

    mutating func put(_ name: StaticString, _ value: String?) throws { try put(name, any: value) }
    mutating func put(_ name: StaticString, _ value: Double?) throws { try put(name, any: value) }
    mutating func put(_ name: StaticString, _ value: Float?) throws { try put(name, any: value) }
    mutating func put(_ name: StaticString, _ value: Int?) throws { try put(name, any: value) }
    mutating func put(_ name: StaticString, _ value: [String]?) throws { try put(name, any: value) }
    mutating func put(_ name: StaticString, _ value: [String: String]?) throws { try put(name, any: value) }
    mutating func put<Value: JSONObject>(_ name: StaticString, object value: Value) throws { try put(name, any: value) }

    mutating func put<Value: Encodable>(_ name: StaticString, any value: Value?) throws {
        try container.encodeIfPresent(value, forKey: FieldName(stringValue: "\(name)"))
    }
}

private struct FieldName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
