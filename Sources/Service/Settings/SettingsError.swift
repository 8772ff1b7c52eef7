/// Why a settings file cannot be used; whoever wrote it must mend it.
public struct SettingsError: Error, Equatable, CustomStringConvertible {
    public let path: String
    /// From 1; nil where the file has no such place.
    public let line: Int?
    public let reason: String

    /// File and line, as an editor jumps to them.
    public var place: String { line.map { "\(path):\($0)" } ?? path }
    public var description: String { "\(place): \(reason)" }
}
