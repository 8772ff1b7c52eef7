import Audit

/// What an audit is to look for, as a client asks.
struct AuditRequest: Sendable {
    var relation = AuditRelation.duplicate
    var within = AuditScope.all
    var threshold = AuditSettings().threshold
    /// Only clusters with a listing that changed since the last audit of this relation and scope.
    var isSinceLast = false

    /// - Parameter last: The catalogue's revision that the last audit of this relation and scope saw.
    func settings(last: Int64) -> AuditSettings {
        AuditSettings(relation: relation, within: within, threshold: threshold, since: isSinceLast ? last : nil)
    }

    /// Whether an audit of these settings looks for the same.
    func isAbout(_ settings: AuditSettings) -> Bool {
        var asked = self.settings(last: 0)
        guard (asked.since == nil) == (settings.since == nil) else { return false }
        asked.since = settings.since
        return asked == settings
    }
}

extension AuditRequest: Decodable {
    enum CodingKeys: CodingKey, CaseIterable {
        case relation, within, threshold, since
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        relation = try fields.word(.relation) ?? relation
        within = try fields.word(.within) ?? within
        threshold = try fields.decodeIfPresent(Double.self, forKey: .threshold) ?? threshold
        guard (0...1).contains(threshold) else {
            throw RequestError.badField("threshold", reason: "it lies within 0...1")
        }
        let since = try fields.decodeIfPresent(String.self, forKey: .since)
        guard since == nil || since == "last" else {
            throw RequestError.badField("since", reason: "it is \"last\", or left out")
        }
        isSinceLast = since != nil
    }
}

extension KeyedDecodingContainer {
    /// One of the words that `Word` has; nil where the field is missing.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ key: Key) throws -> Word? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw RequestError.bad(codingPath + [key], "it is none of \(words)")
        }
        return word
    }
}
