import Foundation
public import Tensors

/// The weights of one model: `NAME.safetensors` in a folder, or the several files that `NAME.safetensors.index.json`
/// shares them out to, as Hugging Face's programs write large models.
public struct SafetensorsShards: Sendable {
    /// The one file, or the index.
    public let path: String
    private let files: [String: SafetensorsFile]
    /// Which of the files holds a tensor.
    private let places: [String: String]

    private struct Index: Decodable {
        let places: [String: String]

        enum CodingKeys: String, CodingKey { case places = "weight_map" }
    }

    /// The largest index that is read, in bytes, and the most files it may name.
    private static let (longestIndex, mostFiles) = (16 << 20, 1000)

    /// Opens the files of hostile origin; each is mapped, and nothing is read yet.
    public init(in directory: String, name: String = "model") throws(SafetensorsError) {
        let folder = URL(filePath: directory)
        let whole = folder.appending(path: "\(name).safetensors").path
        let index = folder.appending(path: "\(name).safetensors.index.json").path
        guard !FileManager.default.fileExists(atPath: whole), FileManager.default.fileExists(atPath: index) else {
            let file = try SafetensorsFile(path: whole)
            path = whole
            files = ["": file]
            places = Dictionary(uniqueKeysWithValues: file.keys.map { ($0, "") })
            return
        }
        path = index
        places = try Self.read(index)
        let names = Set(places.values).sorted()
        guard names.count <= Self.mostFiles else {
            throw .malformed(path: index, reason: "it names \(names.count) files; at most \(Self.mostFiles) are read")
        }
        var files: [String: SafetensorsFile] = [:]
        for name in names {
            // A name that leads elsewhere would open any file of this machine.
            guard name.hasSuffix(".safetensors"), !name.contains("/"), !name.hasPrefix(".") else {
                throw .malformed(path: index, reason: "it names \(name), which is no safetensors file beside it")
            }
            files[name] = try SafetensorsFile(path: folder.appending(path: name).path)
        }
        self.files = files
    }

    private static func read(_ path: String) throws(SafetensorsError) -> [String: String] {
        let data: Data
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
            defer { try? file.close() }
            data = try file.read(upToCount: longestIndex + 1) ?? Data()
        } catch { throw .unreadable(path: path, reason: error.localizedDescription) }
        guard data.count <= longestIndex else {
            throw .malformed(path: path, reason: "it is longer than \(longestIndex) bytes")
        }
        do { return try JSONDecoder().decode(Index.self, from: data).places } catch {
            throw .malformed(path: path, reason: "it has no weight_map of names to files")
        }
    }

    /// The names of the tensors, sorted.
    public var keys: [String] { places.keys.sorted() }

    /// The shape of the tensor called `key`; nil where there is none.
    public func shape(of key: String) -> [Int]? { file(of: key)?.shape(of: key) }

    /// The tensor called `key`, of the shape `expected` where one is given.
    public func tensor(_ key: String, shape expected: [Int]? = nil) throws(SafetensorsError) -> Tensor {
        guard let file = file(of: key) else { throw .missing(path: path, key: key) }
        return try file.tensor(key, shape: expected)
    }

    private func file(of key: String) -> SafetensorsFile? { places[key].flatMap { files[$0] } }
}
