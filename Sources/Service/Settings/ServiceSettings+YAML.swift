import Audit
import Foundation
import Yams

extension ServiceSettings {
    /// Reads a settings file; what it does not name keeps its value here.
    public init(yamlFile path: String) throws(SettingsError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(path: path, line: nil, reason: "there is no such file, or it cannot be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SettingsError(path: path, line: nil, reason: "it is no UTF-8")
        }
        try self.init(yaml: text, path: path)
    }

    /// - Parameter path: What errors call the file.
    init(yaml: String, path: String) throws(SettingsError) {
        self.init()
        let root: Node?
        do { root = try Yams.compose(yaml: yaml) } catch {
            let (line, reason) = Self.place(error)
            throw SettingsError(path: path, line: line, reason: reason)
        }
        // An empty file, or one of comments, changes nothing.
        guard let root, root.null == nil else { return }
        try read(SettingsNode(root, called: "the file", in: path))
    }

    static let names = [
        "host", "port", "body_limit", "body_memory", "body_seconds", "pixel_limit", "picture_urls",
        "picture_url_hosts", "picture_url_seconds", "picture_url_trust", "queue_bound", "answer_milliseconds",
        "fold_after", "audits_kept", "insecure",
        "connection_limit", "header_seconds", "send_seconds", "drain_seconds", "tls", "rate_limit", "rate_burst",
        "cors_origins", "log_format", "log_level", "keys",
    ]

    private mutating func read(_ root: SettingsNode) throws(SettingsError) {
        for (name, value) in try root.mapping() {
            switch name {
            case "host": host = try value.text()
            case "port": port = try value.number(in: 0...65_535)
            case "body_limit": bodyLimit = try value.number(in: 1024...(1 << 30))
            case "body_memory": bodyMemory = try value.number(in: 1 << 20...(1 << 40))
            case "body_seconds": bodySeconds = try value.number(in: 1...3600)
            case "pixel_limit": pixelLimit = try value.number(in: 1...1_000_000_000)
            case "picture_urls": pictureURLs = try value.truth()
            case "picture_url_hosts": pictureURLHosts = try Self.hosts(value)
            case "picture_url_seconds": pictureURLSeconds = try value.number(in: 1...300)
            case "picture_url_trust": pictureURLTrust = try value.text()
            case "queue_bound": queueBound = try value.number(in: 0...100_000)
            case "answer_milliseconds": answerMilliseconds = try value.number(in: 1...3_600_000)
            case "fold_after": foldAfter = try value.number(in: 1...1_000_000_000)
            case "audits_kept": auditsKept = try value.number(in: 1...KeptAudits.mostOfAll)
            case "insecure": insecure = try value.truth()
            case "connection_limit": connectionLimit = try value.number(in: 8...1_000_000)
            case "header_seconds": headerSeconds = try value.number(in: 1...3600)
            case "send_seconds": sendSeconds = try value.number(in: 1...3600)
            case "drain_seconds": drainSeconds = try value.number(in: 0...600)
            case "tls": tls = try TLSFiles(value)
            case "rate_limit": rateLimit.perSecond = try value.decimal(in: 0...1_000_000)
            case "rate_burst": rateLimit.burst = try value.number(in: 1...1_000_000)
            case "cors_origins": origins = try AllowedOrigins(value)
            case "log_format": logFormat = try value.choice()
            case "log_level": logLevel = try value.choice()
            case "keys": keys = try AccessKey.list(value)
            default:
                throw value.error("there is no setting \(name); there are \(Self.names.inWords("and"))")
            }
        }
    }

    private static func hosts(_ list: SettingsNode) throws(SettingsError) -> [String] {
        var hosts: [String] = []
        for entry in try list.list() {
            let text = try entry.text().lowercased()
            // In the one way of writing it, and with its port.
            guard let url = try? PictureURL("https://\(text)/"), url.authority == text else {
                throw entry.error("a host of pictures is written as name:port, as pictures.internal:8443")
            }
            hosts.append(text)
        }
        return hosts
    }

    private static func place(_ error: any Error) -> (line: Int?, reason: String) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            (mark.line, "it is no YAML: \(problem)")
        case YamlError.duplicatedKeysInMapping(let names, let context):
            (context.mark.line, "\(names.joined(separator: ", ")) is there twice")
        default: (nil, "it is no YAML")
        }
    }
}
