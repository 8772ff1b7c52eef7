import Files
import Foundation
public import Tensors

extension SafetensorsFile {
    /// Signed bytes, row-major, and their shape.
    public typealias Bytes = (values: [Int8], shape: [Int])

    /// Writes f32 tensors under their names, sorted, and after them signed bytes, so that every tensor lies where it can be
    /// read; the file appears whole or not at all: it is written
    /// beside, synced to disk, and renamed.
    public static func write(
        _ tensors: [String: Tensor], bytes: [String: Bytes] = [:], metadata: [String: String] = [:], to path: String
    ) throws(SafetensorsError) {
        var header: [String: Any] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
        precondition(Set(tensors.keys).isDisjoint(with: bytes.keys), "a name is that of one thing")
        let keys = tensors.keys.sorted() + bytes.keys.sorted()
        var end = 0
        for key in keys {
            let (kind, shape): (ElementKind, [Int]) =
                bytes[key].map { (.i8, $0.shape) } ?? (.f32, tensors[key]?.shape ?? [])
            let length = shape.reduce(kind.bytes, *)
            header[key] = ["dtype": kind.rawValue, "shape": shape, "data_offsets": [end, end + length]]
            end += length
        }
        do {
            var text = try JSONSerialization.data(
                withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
            // The data starts at a multiple of eight, as the format's own writer has it.
            text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
            try WholeFile.write(to: path) { file in
                try file.write(contentsOf: withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + text)
                for key in keys {
                    if let values = bytes[key]?.values {
                        try values.withUnsafeBytes { try file.write(contentsOf: Data($0)) }
                    } else if let tensor = tensors[key] {
                        try file.write(
                            contentsOf: Data(
                                bytesNoCopy: UnsafeMutableRawPointer(tensor.memory), count: tensor.count * 4,
                                deallocator: .none))
                    }
                }
            }
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }
}
