import Audit
import Files
import Foundation

extension Workspace {
    /// How audits weigh their evidence; nil where nobody calibrated it.
    func evidenceFile() throws -> EvidenceFile? {
        guard let bytes = FileManager.default.contents(atPath: evidence.path) else { return nil }
        do throws(EvidenceFileError) { return try EvidenceFile(bytes) } catch {
            throw ProgramError.badInput(file: evidence.path, reason: "\(error)")
        }
    }

    /// How evidence for a relation is weighed: as calibrated here, else by hand, with what drawn listings show of it.
    func calibration(_ relation: AuditRelation) throws -> Calibration {
        try evidenceFile()?[relation] ?? .drawn(relation)
    }

    /// Keeps a calibration for later audits and checks, whole or not at all.
    func keep(_ calibration: Calibration, for relation: AuditRelation) throws {
        var file = try evidenceFile() ?? EvidenceFile()
        file[relation] = calibration
        try WholeFile.write(try file.encoded, to: evidence.path)
    }
}
