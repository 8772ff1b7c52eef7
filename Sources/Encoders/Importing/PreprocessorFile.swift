import Foundation
public import Pictures

/// How the encoder of a folder that others made expects its pictures, as the folder says it.
///
/// Read are the processors of CLIP, SigLIP and ViT of Hugging Face, and open_clip's; what is of another kind is refused
/// by name. Pictures are resampled as the processors over Pillow do it; those over torchvision ("Fast") come within
/// two levels of them.
public struct PreprocessorFile: Sendable {
    public let path: String
    public let preprocessing: Preprocessing

    /// The first that a folder has of `preprocessor_config.json`, `processor_config.json` and `open_clip_config.json`.
    public init(in directory: String) throws(ModelError) {
        let folder = URL(filePath: directory)
        func path(_ name: String) -> String { folder.appending(path: name).path }
        for name in ["preprocessor_config.json", "processor_config.json"]
        where FileManager.default.fileExists(atPath: path(name)) {
            try self.init(huggingFace: path(name))
            return
        }
        try self.init(openCLIP: path("open_clip_config.json"))
    }

    /// Reads `preprocessor_config.json`, or `processor_config.json`, which has the same within `image_processor`.
    public init(huggingFace path: String) throws(ModelError) {
        let file = try FolderJSON.decode(HuggingFaceProcessor.File.self, path)
        self.path = path
        preprocessing = try Self.sound(path) { () throws(Unread) in try file.processor.preprocessing }
    }

    /// Reads `open_clip_config.json`.
    public init(openCLIP path: String) throws(ModelError) {
        let file = try FolderJSON.decode(OpenCLIPProcessor.self, path)
        self.path = path
        preprocessing = try Self.sound(path) { () throws(Unread) in try file.preprocessing }
    }

    private static func sound(
        _ path: String, _ read: () throws(Unread) -> Preprocessing
    ) throws(ModelError) -> Preprocessing {
        let found: Preprocessing
        do throws(Unread) { found = try read() } catch { throw .badImport(path: path, reason: error.reason) }
        if let fault = found.faults("pictures").first { throw .badImport(path: path, reason: fault) }
        return found
    }

    /// What was found in a processor's file, and what is read.
    struct Unread: Error { let reason: String }
}
