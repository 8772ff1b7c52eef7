import Foundation

extension KeptAudits {
    /// How many audits are kept, as the daemon's settings said last: an audit of the program removes none that it would keep.
    private struct Limit: Codable {
        let audits: Int
    }

    private var limitFile: URL { folder.appending(path: "limit.json") }

    public var limit: Int {
        let known = (try? Data(contentsOf: limitFile)).flatMap { try? JSONDecoder().decode(Limit.self, from: $0) }
        return known.map { min(max(1, $0.audits), Self.mostOfAll) } ?? Self.most
    }

    /// Holds for every audit from now on, whoever runs it.
    public func keep(_ count: Int) throws(AuditError) {
        // Nothing is written into a folder of which nobody asks otherwise.
        if count != limit { try note(Limit(audits: count), at: limitFile) }
    }
}
