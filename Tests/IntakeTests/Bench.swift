import Catalog
import Foundation
import Pictures
import TestSupport
import Testing

@testable import Intake

/// A store and files for one test of an import.
struct Bench {
    let scratch: ScratchFolder
    let store: CatalogStore
    var rejects: String { scratch.path + "/rejects.csv" }

    init() throws {
        scratch = try ScratchFolder()
        store = try CatalogStore(path: scratch.path + "/data/catalog.sqlite")
    }

    /// Writes a picture of one colour with a line in it.
    @discardableResult
    func picture(_ name: String, _ shade: UInt8 = 200) throws -> String {
        var picture = Picture(width: 40, height: 30, filled: (shade, 90, 20))
        for at in 0..<60 { picture.pixels[at] = 255 - shade }
        return try scratch.write(PictureCodec.png(picture), to: name)
    }

    func products(
        _ text: String, name: String = "p.csv", preset: ImportPreset = .generic, mapping: [String] = [],
        images: String? = nil, batch: Int = 256, isCancelled: () -> Bool = { false }
    ) throws -> ImportSummary {
        let file = scratch.path + "/" + name
        // A file that is there as it should be stays: an import goes on in the same file only.
        if (try? String(contentsOfFile: file, encoding: .utf8)) != text { _ = try scratch.write(text, to: name) }
        return try CatalogImport(store: store, preset: preset, mapping: ColumnMapping(mapping), batch: batch)
            .run(file: file, images: images, rejects: rejects, isCancelled: isCancelled)
    }

    func clicks(
        _ text: String, name: String = "c.csv", preset: ImportPreset = .generic, mapping: [String] = [],
        knownProductsOnly: Bool = false
    ) throws -> ImportSummary {
        let file = try scratch.write(text, to: name)
        return try ClickImport(
            store: store, preset: preset, mapping: ColumnMapping(mapping), knownProductsOnly: knownProductsOnly
        ).run(file: file, rejects: rejects)
    }

    /// The lines of the rejects file behind its header.
    func rejected() throws -> [String] {
        let text = try String(contentsOfFile: rejects, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.first == "line,id,reason")
        return Array(lines.dropFirst())
    }
}
