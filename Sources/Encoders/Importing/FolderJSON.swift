import Foundation

/// Reads the JSON files of a model that others made, which are of hostile origin.
enum FolderJSON {
    /// The longest of these files that is read, in bytes.
    static let longest = 1 << 20

    static func decode<Shape: Decodable>(_ type: Shape.Type, _ path: String) throws(ModelError) -> Shape {
        let data: Data
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
            defer { try? file.close() }
            data = try file.read(upToCount: longest + 1) ?? Data()
        } catch { throw .badImport(path: path, reason: "it cannot be read") }
        guard data.count <= longest else { throw .badImport(path: path, reason: "it is longer than \(longest) bytes") }
        do { return try JSONDecoder().decode(type, from: data) } catch {
            throw .badImport(path: path, reason: "\(error)")
        }
    }
}
