import Audit

/// A kept audit as JSON; what is not known yet is null.
struct AuditAnswer: Encodable, Sendable {
    private(set) var record: AuditRecord
    /// How many of its clusters are decided now.
    let decided: Int?
    let progress: RunningAudit.Progress?

    /// - Parameters:
    ///   - more: How many more of its clusters are decided now than it found decided.
    ///   - running: What is running in this process.
    init(_ record: AuditRecord, more: Int?, running: RunningAudit?) {
        self.record = record
        // One that says it is done while its thread ends would be followed by a refusal of the next.
        if running?.id == record.id { self.record.state = .running }
        decided = record.decided.map { max(0, $0 + (more ?? 0)) }
        progress = running?.id == record.id ? running?.progress : nil
    }

    enum CodingKeys: String, CodingKey {
        case id, state, relation, within, threshold, since, created, finished, by, listings, clusters, duplicates,
            seconds
        case expectedPrecision = "expected_precision"
        case precisionKnownBy = "precision_known_by"
        case decided, progress
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let (settings, figures) = (record.settings, record.figures)
        try container.encode(record.id, forKey: .id)
        try container.encode(record.state, forKey: .state)
        try container.encode(settings.relation, forKey: .relation)
        try container.encode(settings.within, forKey: .within)
        try container.encode(settings.threshold, forKey: .threshold)
        try container.encode(settings.since, forKey: .since)
        try container.encode(record.created, forKey: .created)
        try container.encode(record.finished, forKey: .finished)
        try container.encode(record.person, forKey: .by)
        try container.encode(figures?.listings, forKey: .listings)
        try container.encode(figures?.clusters, forKey: .clusters)
        try container.encode(figures?.duplicates, forKey: .duplicates)
        try container.encode(figures?.seconds, forKey: .seconds)
        try container.encode(figures?.expectedPrecision, forKey: .expectedPrecision)
        try container.encode(figures?.precisionKnownBy, forKey: .precisionKnownBy)
        try container.encode(decided, forKey: .decided)
        try container.encode(progress, forKey: .progress)
    }
}
