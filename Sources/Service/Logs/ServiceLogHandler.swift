public import Logging

/// A swift-log backend that writes whole lines of text or JSON to a `LogOutput`.
public struct ServiceLogHandler: LogHandler {
    private let label: String
    private let output: LogOutput
    /// What somebody asked for in place of the output's level.
    private var ownLevel: Logger.Level?
    public var metadata: Logger.Metadata = [:]

    public init(_ label: String, _ output: LogOutput = .standardError) {
        (self.label, self.output) = (label, output)
    }

    /// Follows the output's as long as nobody sets it.
    public var logLevel: Logger.Level {
        get { ownLevel ?? output.level }
        set { ownLevel = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { _, given in given }
        if let error = event.error { fields["error"] = "\(error)" }
        let line = LogLine(
            time: .now, level: event.level, label: label, message: event.message.description,
            fields: fields.sorted { $0.key < $1.key })
        output.write(line.bytes(as: output.format))
    }
}
