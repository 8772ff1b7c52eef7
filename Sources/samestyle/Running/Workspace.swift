import Catalog
import Encoders
import Foundation

/// The places inside one data folder.
struct Workspace: Sendable {
    let root: URL

    init(path: String) {
        root = URL(filePath: path, directoryHint: .isDirectory).absoluteURL.standardizedFileURL
    }

    var catalog: URL { root.appending(path: "catalog.sqlite") }
    var pictures: URL { root.appending(path: "pictures") }
    var models: URL { root.appending(path: "models") }
    var index: URL { root.appending(path: "index") }
    var audits: URL { root.appending(path: "audits") }
    var rejects: URL { root.appending(path: "rejects") }
    /// How the audit weighs its evidence, where it was calibrated on labelled pairs.
    var evidence: URL { root.appending(path: "evidence.json") }

    func model(_ name: String) -> URL { models.appending(path: name) }

    func openCatalog() throws -> CatalogStore {
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        return try CatalogStore(path: catalog.path)
    }

    /// Whether a model may be called so: its folder stays within `models`.
    static func isName(_ name: String) -> Bool {
        let marks = "._-"
        return name.count <= 64 && name.first.map { !marks.contains($0) } == true
            && name.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || $0.properties.numericType != nil
                        || marks.unicodeScalars.contains($0))
            }
    }

    /// `wanted`, or with the first number that no model has.
    func freeModelName(_ wanted: String) -> String {
        let names = [wanted] + (2...1000).map { "\(wanted)-\($0)" }
        return names.first { !isTaken($0) } ?? wanted
    }

    /// Whether the folder of that name holds a model, a training to go on with or a text encoder to start from; a
    /// training killed before its first checkpoint left none.
    func isTaken(_ name: String) -> Bool { isUsable(name) || isUnfinished(name) || isStart(name) }

    private func isStart(_ name: String) -> Bool { BertFolder.isLikely(model(name).path) }

    /// The text encoder to start from in the folder `place`, or that was taken in under this name.
    func openStart(_ place: String) throws -> BertFolder {
        let isKnown = Self.isName(place) && isStart(place) && !BertFolder.isLikely(place)
        return try BertFolder(from: isKnown ? model(place).path : place)
    }

    /// The names of the text encoders that were taken in to start from, sorted.
    func startNames() throws -> [String] {
        guard FileManager.default.fileExists(atPath: models.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: models.path)
            .filter { Self.isName($0) && isStart($0) }.sorted()
    }

    private func isUsable(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: model(name).appending(path: "weights.safetensors").path)
    }

    private func isUnfinished(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: model(name).appending(path: "checkpoints/latest.safetensors").path)
    }

    /// The names of the models that can be used, the newest first.
    ///
    /// - Parameter unfinished: Those, instead, that have a checkpoint to go on from.
    func modelNames(unfinished: Bool = false) throws -> [String] {
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        guard FileManager.default.fileExists(atPath: models.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: models, includingPropertiesForKeys: keys)
            .filter { unfinished ? isUnfinished($0.lastPathComponent) : isUsable($0.lastPathComponent) }
            .map { ($0.lastPathComponent, try $0.resourceValues(forKeys: Set(keys)).contentModificationDate) }
            .sorted { ($0.1 ?? .distantPast, $1.0) > ($1.1 ?? .distantPast, $0.0) }
            .map(\.0)
    }

    /// The model called `name`, or the newest one; a text encoder that was taken in, by itself, where no other is there.
    func openModel(_ name: String?) throws -> EmbeddingModel {
        guard let chosen = try name ?? modelNames().first ?? startNames().first else {
            throw ProgramError.nothing(missing: "no model in \(models.path)", remedy: "run `samestyle train` first")
        }
        guard isUsable(chosen) || isStart(chosen) else {
            let known = try modelNames().joined(separator: ", ")
            throw ProgramError.nothing(
                missing: "no model called \(chosen)",
                remedy: known.isEmpty ? "run `samestyle train`" : "there is \(known)")
        }
        return try EmbeddingModel(from: model(chosen).path)
    }
}
