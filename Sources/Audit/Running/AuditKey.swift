import Catalog
import CKernels
import Foundation

/// A number that tells one audit from another: by its settings, its weights, its listings and what was decided.
struct AuditKey {
    private(set) var bits: UInt64 = 0

    /// Vectors of so many rows of each view are looked at: those of another model differ in all rows.
    private static let sample = 64

    init(_ finder: DuplicateFinder, _ catalogue: AuditedCatalogue, _ decisions: [PairDecision]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        add(Array(try encoder.encode(finder.settings)))
        add(Array(try encoder.encode(finder.model)))
        add(Array(try encoder.encode(decisions)))
        for product in catalogue.products {
            add(Array(product.id.text.utf8))
            withUnsafeBytes(of: product.revision) { add(Array($0)) }
        }
        for view in [catalogue.image, catalogue.text, catalogue.joint] {
            guard let view else {
                add([0])
                continue
            }
            add(Array("\(view.index.dimension) \(view.index.count)".utf8))
            for row in stride(from: 0, to: view.index.count, by: max(1, view.index.count / Self.sample)) {
                view.index.vector(row).withUnsafeBytes { add(Array($0)) }
            }
        }
    }

    private mutating func add(_ bytes: [UInt8]) { bits = ck_fingerprint(bytes, bytes.count, bits) }
}
