/// How a line of the log is written.
public enum LogFormat: String, Sendable, CaseIterable {
    /// For a person: time, level, who says it, what, and its fields.
    case text
    /// For a program: one JSON object.
    case json
}
