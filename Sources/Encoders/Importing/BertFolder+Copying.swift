import Foundation

extension BertFolder {
    /// What is read of such a folder; the last only where it is there.
    static let fileNames = [
        "config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json", "1_Pooling/config.json",
    ]

    /// Whether a folder looks like one of this kind; opening it may still refuse it.
    public static func isLikely(_ directory: String) -> Bool {
        FileManager.default.fileExists(atPath: URL(filePath: directory).appending(path: "model.safetensors").path)
    }

    /// Copies what is read of the folder, once every weight was held against its config; the copy appears whole or not
    /// at all. There is nothing at `target` yet.
    public static func copy(_ directory: String, to target: String) throws(ModelError) -> BertFolder {
        _ = try BertFolder(from: directory).encoder()
        let (from, to) = (URL(filePath: directory), URL(filePath: target))
        let beside = to.deletingLastPathComponent()
            .appending(path: ".\(to.lastPathComponent).importing-\(ProcessInfo.processInfo.processIdentifier)")
        let files = FileManager.default
        do {
            for name in fileNames where files.fileExists(atPath: from.appending(path: name).path) {
                let place = beside.appending(path: name)
                try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                // Linked files are followed: a download's cache keeps links into itself.
                try files.copyItem(at: from.appending(path: name).resolvingSymlinksInPath(), to: place)
            }
            try files.moveItem(at: beside, to: to)
        } catch {
            try? files.removeItem(at: beside)
            throw .unwritable(path: target, reason: error.localizedDescription)
        }
        return try BertFolder(from: target)
    }
}
