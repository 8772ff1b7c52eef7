import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What is read of a body.
struct BodyLimits: Sendable {
    let bytes: Int
    /// How long it may take to arrive.
    let seconds: Int
    /// Where all of them together have room.
    let memory: BodyMemory

    init(_ settings: ServiceSettings) {
        (bytes, seconds) = (settings.bodyLimit, settings.bodySeconds)
        memory = BodyMemory(bytes: max(settings.bodyMemory, bytes))
    }
}

extension Request {
    /// The whole body; where it is longer than the limit, an error before it is held.
    ///
    /// - Parameter context: Holds its room until the request is answered.
    func bytes(within limits: BodyLimits, for context: ServiceContext) async throws -> [UInt8] {
        if let stated = headers[.contentLength].flatMap({ Int($0) }), stated > limits.bytes {
            throw RequestError.tooLarge(limit: limits.bytes)
        }
        let (body, share) = (body, context.body)
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await Self.bytes(of: body, within: limits, share) }
            group.addTask {
                try await Task.sleep(for: .seconds(limits.seconds))
                return nil
            }
            guard let first = try await group.next(), let bytes = first else {
                throw RequestError.slowBody(seconds: limits.seconds)
            }
            return bytes
        }
    }

    private static func bytes(
        of body: RequestBody, within limits: BodyLimits, _ share: BodyMemory.Share
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var pieces = body.makeAsyncIterator()
        while let piece = try await next(&pieces) {
            guard bytes.count + piece.readableBytes <= limits.bytes else {
                throw RequestError.tooLarge(limit: limits.bytes)
            }
            try share.grow(by: piece.readableBytes, of: limits.memory)
            bytes.append(contentsOf: piece.readableBytesView)
        }
        return bytes
    }

    private static func next(_ pieces: inout RequestBody.AsyncIterator) async throws(RequestError) -> ByteBuffer? {
        do { return try await pieces.next() } catch { throw .brokenBody }
    }

    /// The media type without its parameters; one of `read`, or an error.
    ///
    /// A type is never guessed: a page of another site can send a body without one, or as plain text, in its visitor's
    /// name.
    func mediaType(among read: [String]) throws(RequestError) -> String {
        guard let given = headers[.contentType] else { throw .unsupportedType(given: nil, read: read) }
        let type = HeaderValue(given).word
        guard read.contains(type) else { throw .unsupportedType(given: type, read: read) }
        return type
    }

    /// The parameters of the address; `+` is a space, as forms write it.
    func parameters(among known: [String]) throws(RequestError) -> [String: String] {
        var found: [String: String] = [:]
        for pair in (uri.query ?? "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = sides.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = texts[0] else {
                throw .badField(String(sides[0].prefix(100)), reason: "its percent signs encode no UTF-8")
            }
            guard known.contains(name) else { throw .unknownField(String(name.prefix(100)), known: known) }
            guard let value = texts.count > 1 ? texts[1] : "" else {
                throw .badField(name, reason: "its percent signs encode no UTF-8")
            }
            guard found.updateValue(value, forKey: name) == nil else {
                throw .badField(name, reason: "it is there twice")
            }
        }
        return found
    }
}

extension [String: String] {
    func number(_ name: String) throws(RequestError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text) else { throw .badField(name, reason: "it is not a whole number") }
        return number
    }

    func decimal(_ name: String) throws(RequestError) -> Float? {
        guard let text = self[name] else { return nil }
        guard let number = Float(text), number.isFinite else { throw .badField(name, reason: "it is not a number") }
        return number
    }

    func truth(_ name: String) throws(RequestError) -> Bool? {
        guard let text = text(name) else { return nil }
        guard let truth = Bool(text) else { throw .badField(name, reason: "it is neither true nor false") }
        return truth
    }

    /// What commas part; nil where the text is missing or empty.
    func list(_ name: String) -> [String]? { text(name)?.partedByCommas }

    /// Nil where the text is missing or empty.
    func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }
}

extension String {
    /// What commas part; nothing of an empty text.
    var partedByCommas: [String] {
        isEmpty ? [] : split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
