import Audit

/// What an audit is to look for, as a client asks.
struct AuditRequest: Sendable {
    var relation = AuditRelation.duplicate
    var within = AuditScope.all
    /// How sure a pair must be; nil for as calibrated.
    var threshold: Double?
    /// What the threshold is chosen for, in place of one.
    var purpose: AuditPurpose?
    /// Only clusters with a listing that changed since the last audit of this relation and scope.
    var isSinceLast = false

    /// - Parameters:
    ///   - last: The catalogue's revision that the last audit of this relation and scope saw.
    ///   - calibration: How the relation's evidence is weighed.
    func settings(last: Int64, _ calibration: EvidenceCalibration) throws -> AuditSettings {
        var settings = AuditSettings(relation: relation, within: within, since: isSinceLast ? last : nil)
        var chosen = calibration.threshold
        if let purpose {
            do { chosen = try calibration.chosen(for: purpose).threshold } catch {
                throw RequestError.badField(purpose.field, reason: "\(error)")
            }
        }
        if let threshold = threshold ?? chosen { settings.threshold = threshold }
        return settings
    }
}

extension AuditPurpose {
    /// What a request calls it.
    fileprivate var field: String {
        switch self {
        case .precision: "precision"
        case .recall: "recall"
        case .balance: "threshold"
        }
    }
}

extension AuditRequest: Decodable {
    enum CodingKeys: CodingKey, CaseIterable {
        case relation, within, threshold, precision, recall, since
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        relation = try fields.word(.relation) ?? relation
        within = try fields.word(.within) ?? within
        threshold = try fields.share(.threshold)
        let (precision, recall) = (try fields.share(.precision), try fields.share(.recall))
        guard [threshold, precision, recall].count(where: { $0 != nil }) < 2 else {
            throw RequestError.badField(
                precision == nil ? "recall" : "precision", reason: "threshold, precision and recall exclude each other")
        }
        purpose = precision.map { .precision($0) } ?? recall.map { .recall($0) }
        let since = try fields.decodeIfPresent(String.self, forKey: .since)
        guard since == nil || since == "last" else {
            throw RequestError.badField("since", reason: "it is \"last\", or left out")
        }
        isSinceLast = since != nil
    }
}

extension KeyedDecodingContainer {
    /// A number within 0...1; nil where the field is missing.
    fileprivate func share(_ key: Key) throws -> Double? {
        guard let share = try decodeIfPresent(Double.self, forKey: key) else { return nil }
        guard (0...1).contains(share) else { throw RequestError.bad(codingPath + [key], "it lies within 0...1") }
        return share
    }

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
