import Foundation
public import Tensors

extension SafetensorsFile {
    /// Writes f32 tensors under their names, sorted; the file appears whole or not at all: it is written beside,
    /// synced to disk, and renamed.
    public static func write(
        _ tensors: [String: Tensor], metadata: [String: String] = [:], to path: String
    ) throws(SafetensorsError) {
        var header: [String: Any] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
        let keys = tensors.keys.sorted()
        var end = 0
        for key in keys {
            guard let tensor = tensors[key] else { continue }
            header[key] = ["dtype": "F32", "shape": tensor.shape, "data_offsets": [end, end + tensor.count * 4]]
            end += tensor.count * 4
        }
        let beside = path + ".writing-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            var text = try JSONSerialization.data(
                withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
            // The data starts at a multiple of eight, as the format's own writer has it.
            text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
            guard FileManager.default.createFile(atPath: beside, contents: nil),
                let file = FileHandle(forWritingAtPath: beside)
            else { throw CocoaError(.fileWriteNoPermission) }
            defer { try? file.close() }
            try file.write(contentsOf: withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + text)
            for key in keys {
                guard let tensor = tensors[key] else { continue }
                try file.write(
                    contentsOf: Data(
                        bytesNoCopy: UnsafeMutableRawPointer(tensor.memory), count: tensor.count * 4,
                        deallocator: .none))
            }
            try file.synchronize()
            guard rename(beside, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        } catch {
            try? FileManager.default.removeItem(atPath: beside)
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }
}
