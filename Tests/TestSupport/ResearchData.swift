public import Foundation

/// Real data that some tests read where it lies beside the project; it is never part of it.
public enum ResearchData {
    /// The folder `name` of the research data, or nil where it is absent: a test then skips with a message.
    public static func folder(_ name: String, from file: String = #filePath) -> URL? {
        var place = URL(filePath: file)
        while place.path != "/" {
            place.deleteLastPathComponent()
            let data = place.appending(path: "shared/data/\(name)")
            if FileManager.default.fileExists(atPath: data.path) { return data }
        }
        return nil
    }
}
