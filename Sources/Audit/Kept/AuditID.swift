import Foundation

/// The name of a kept audit: when it was begun, in UTC, and what it looks for, as `20261126-150312-duplicate`; a number
/// follows where two were begun within a second. In the order of their bytes they are in the order of time.
public struct AuditID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    /// What a name looks like, as a regular expression of JSON Schema.
    public static let pattern = "^[0-9]{8}-[0-9]{6}-(duplicate|same-style)(-[0-9]{1,4})?$"

    /// Nil for a text that names no audit: nothing but a name is ever made a path of.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        func digits(_ part: Substring, _ count: ClosedRange<Int>) -> Bool {
            count.contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.count > 2, digits(parts[0], 8...8), digits(parts[1], 6...6),
            let relation = AuditRelation.allCases.map({ $0.rawValue.split(separator: "-") }).first(where: {
                parts.dropFirst(2).starts(with: $0)
            })
        else { return nil }
        let rest = parts.dropFirst(2 + relation.count)
        guard rest.count < 2, rest.allSatisfy({ digits($0, 1...4) }) else { return nil }
        self.text = text
    }

    /// - Parameter number: From 1; it is said from 2 on.
    init(_ begun: Int64, _ relation: AuditRelation, number: Int) {
        var time = tm()
        var seconds = time_t(begun)
        gmtime_r(&seconds, &time)
        let day = String(format: "%04d%02d%02d", Int(time.tm_year) + 1900, Int(time.tm_mon) + 1, Int(time.tm_mday))
        let hour = String(format: "%02d%02d%02d", Int(time.tm_hour), Int(time.tm_min), Int(time.tm_sec))
        text = "\(day)-\(hour)-\(relation.rawValue)\(number == 1 ? "" : "-\(number)")"
    }

    public var description: String { text }

    public static func < (a: AuditID, b: AuditID) -> Bool { a.text < b.text }
}

extension AuditID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = AuditID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "it names no audit")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
