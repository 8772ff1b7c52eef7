import Audit
import Foundation

extension Workspace {
    /// How an audit weighs its evidence; nil where nobody calibrated it.
    func evidenceModel() throws -> EvidenceModel? {
        guard let bytes = FileManager.default.contents(atPath: evidence.path) else { return nil }
        do { return try JSONDecoder().decode(EvidenceModel.self, from: bytes) } catch {
            throw ProgramError.badInput(file: evidence.path, reason: "\(error)")
        }
    }
}
