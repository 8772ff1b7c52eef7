import Foundation

extension TowersFolder {
    /// Writes the model that the folder holds as one of ours; it appears whole or not at all. There is nothing at
    /// `target` yet.
    public static func write(_ directory: String, to target: String) throws(ModelError) -> EmbeddingModel {
        let to = URL(filePath: target)
        let model = try TowersFolder(from: directory).model(name: to.lastPathComponent)
        let beside = to.deletingLastPathComponent()
            .appending(path: ".\(to.lastPathComponent).importing-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try model.write(to: beside.path)
            try FileManager.default.moveItem(at: beside, to: to)
        } catch {
            try? FileManager.default.removeItem(at: beside)
            throw error as? ModelError ?? .unwritable(path: target, reason: error.localizedDescription)
        }
        return model
    }
}
