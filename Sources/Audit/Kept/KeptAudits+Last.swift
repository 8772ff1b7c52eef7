import Files
import Foundation

extension KeptAudits {
    /// What the last audit of a kind saw, for one that looks at what is new alone.
    private struct Last: Codable {
        let revision: Int64
    }

    /// The catalogue's revision that the last audit of this relation and scope saw; 0 where there was none: all is new.
    public func lastRevision(_ relation: AuditRelation, _ within: AuditScope) -> Int64 {
        guard let bytes = try? Data(contentsOf: last(relation, within)) else { return 0 }
        return (try? JSONDecoder().decode(Last.self, from: bytes))?.revision ?? 0
    }

    /// Each relation and scope has its own: one audit hides nothing from another.
    private func last(_ relation: AuditRelation, _ within: AuditScope) -> URL {
        folder.appending(path: "last-\(relation.rawValue)-\(within.rawValue).json")
    }

    /// Notes what an audit saw; it outlives the audit.
    public func remember(_ revision: Int64, _ settings: AuditSettings) throws(AuditError) {
        try note(Last(revision: revision), at: last(settings.relation, settings.within))
    }

    func note(_ value: some Encodable, at url: URL) throws(AuditError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try WholeFile.write(try JSONEncoder().encode(value), to: url.path)
        } catch { throw .unwritable(path: url.path, reason: error.localizedDescription) }
    }
}
