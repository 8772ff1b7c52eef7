public import Foundation

extension KeptAudits {
    /// Copies all that is kept to a new folder while audits come and go; one that is running, or goes meanwhile, is left out.
    public func copy(to target: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        let settled = Set(try list().filter { $0.state != .running }.map(\.id.text))
        for name in try files.contentsOfDirectory(atPath: folder.path).sorted()
        where AuditID(name) == nil || settled.contains(name) {
            let (from, to) = (folder.appending(path: name), target.appending(path: name))
            do { try files.copyItem(at: from, to: to) } catch {
                guard !files.fileExists(atPath: from.path) else { throw error }
                try? files.removeItem(at: to)
            }
        }
    }
}
