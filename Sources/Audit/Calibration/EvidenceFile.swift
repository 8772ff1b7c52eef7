public import Foundation

/// The file in which a catalogue keeps how its evidence is weighed: `evidence.json`.
///
/// Version 2. The first version, a list of weights for duplicates alone, is still read.
public struct EvidenceFile: Codable, Hashable, Sendable {
    private var version = 2
    private var duplicate: Calibration?
    private var sameStyle: Calibration?

    private enum CodingKeys: String, CodingKey {
        case version, duplicate
        case sameStyle = "same-style"
    }

    public init() {}

    /// Reads what `encoded` wrote; what is wrong with other bytes is said in words.
    public init(_ bytes: Data) throws(EvidenceFileError) {
        struct Version: Decodable { var version: Int? }
        do {
            let decoder = JSONDecoder()
            guard let version = try decoder.decode(Version.self, from: bytes).version else {
                duplicate = Calibration(model: try decoder.decode(EvidenceModel.self, from: bytes))
                return
            }
            guard version == 2 else { throw EvidenceFileError.unknownVersion(version) }
            self = try decoder.decode(EvidenceFile.self, from: bytes)
        } catch let error as EvidenceFileError {
            throw error
        } catch let DecodingError.dataCorrupted(context) {
            throw .damaged(context.debugDescription)
        } catch let DecodingError.keyNotFound(key, _) {
            throw .damaged("it has no \(key.stringValue)")
        } catch {
            throw .damaged("\(error)")
        }
    }

    public var encoded: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return try encoder.encode(self) + [0x0A]
        }
    }

    /// How evidence for a relation is weighed; nil where nobody calibrated it.
    public subscript(relation: AuditRelation) -> Calibration? {
        get { relation == .duplicate ? duplicate : sameStyle }
        set {
            switch relation {
            case .duplicate: duplicate = newValue
            case .sameStyle: sameStyle = newValue
            }
        }
    }
}

/// Why a file of evidence cannot be read; whoever put it there has to act.
public enum EvidenceFileError: Error, Equatable, CustomStringConvertible {
    case unknownVersion(Int)
    case damaged(String)

    public var description: String {
        switch self {
        case .unknownVersion(let version):
            "it is of version \(version), which a later program wrote; use that one, or delete the file and calibrate again"
        case .damaged(let reason):
            "it is no file of calibrated evidence: \(reason); delete it and run `samestyle calibrate` again"
        }
    }
}
