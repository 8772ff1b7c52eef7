import Foundation

/// What kind of model lies in a folder that others made.
public enum ForeignKind: Sendable {
    /// A BERT, which encodes texts: `BertFolder`.
    case text
    /// An image tower and a text tower: `TowersFolder`.
    case towers

    private struct Stated: Decodable {
        let modelType: String?

        enum CodingKeys: String, CodingKey { case modelType = "model_type" }
    }

    /// The kind that the folder says; one that is not read is named.
    public init(of directory: String) throws(ModelError) {
        let folder = URL(filePath: directory)
        func exists(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: folder.appending(path: name).path)
        }
        if exists("open_clip_config.json") {
            self = .towers
            return
        }
        guard exists("config.json") else {
            let reason = "it has neither config.json nor open_clip_config.json"
            throw .badImport(path: directory, reason: exists("") ? reason : "there is no such folder")
        }
        let path = folder.appending(path: "config.json").path
        let type = try FolderJSON.decode(Stated.self, path).modelType
        switch type {
        case "bert": self = .text
        case "clip", "siglip": self = .towers
        default:
            let found = type.map { "model_type is \($0)" } ?? "it has no model_type"
            throw .badImport(path: path, reason: "\(found); bert, clip and siglip are read")
        }
    }
}
