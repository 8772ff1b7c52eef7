import Foundation
import Records

/// JSON to values, with errors that name the field.
enum JSONReading {
    /// - Parameters:
    ///   - field: The field that `bytes` are the value of; errors name it first.
    ///   - id: The product that the address names.
    ///   - spare: The id of a product that brings none.
    static func read<Value: Decodable>(
        _ type: Value.Type, _ bytes: some Sequence<UInt8>, within field: String? = nil, of id: ProductID? = nil,
        elseOf spare: ProductID? = nil
    ) throws -> Value {
        let decoder = JSONDecoder()
        if let id, let key = ProductRequest.idInPath { decoder.userInfo[key] = id }
        if let spare, let key = ProductRequest.spareID { decoder.userInfo[key] = spare }
        do { return try decoder.decode(type, from: Data(bytes)) } catch let error as DecodingError {
            throw RequestError(error).inside(field)
        } catch let error as RequestError { throw error.inside(field) }
    }
}

extension Decoder {
    /// Refuses a field that `known` does not name: a misspelt one would otherwise do nothing, silently.
    func refuseUnknown<Key: CodingKey & CaseIterable>(_ known: Key.Type) throws {
        let names = known.allCases.map(\.stringValue)
        for key in try container(keyedBy: AnyKey.self).allKeys where !names.contains(key.stringValue) {
            let field = RequestError.path(codingPath + [key])
            throw RequestError.unknownField(String(field.prefix(200)), known: names)
        }
    }
}

/// Any name of a field.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension RequestError {
    /// `weights.text`, `category.0`.
    static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
    }

    /// What is wrong at a place of the JSON, or with all of it.
    static func bad(_ path: [any CodingKey], _ reason: String) -> RequestError {
        path.isEmpty ? .badJSON(reason: reason) : .badField(self.path(path), reason: reason)
    }

    init(_ error: DecodingError) {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self = .bad(context.codingPath, "it is not \(Self.words(for: type))")
        case .keyNotFound(let key, let context):
            self = .badField(Self.path(context.codingPath + [key]), reason: "it is missing")
        case .dataCorrupted(let context):
            self = .bad(context.codingPath, String(context.debugDescription.prefix(200)))
        @unknown default: self = .badJSON(reason: "it cannot be read")
        }
    }

    fileprivate func inside(_ field: String?) -> RequestError {
        guard let field else { return self }
        switch self {
        case .badJSON(let reason): return .badField(field, reason: reason)
        case .badField(let inner, let reason): return .badField("\(field).\(inner)", reason: reason)
        case .unknownField(let inner, let known): return .unknownField("\(field).\(inner)", known: known)
        default: return self
        }
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is any ExpressibleByArrayLiteral.Type: "a list"
        default: "an object"
        }
    }
}
