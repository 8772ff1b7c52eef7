/// What is wrong with a weights file: the file is at fault, or the place it lies in.
public enum SafetensorsError: Error, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// The bytes are not a safetensors file.
    case malformed(path: String, reason: String)
    case missing(path: String, key: String)
    case wrongShape(path: String, key: String, found: [Int], expected: [Int])

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .malformed(let path, let reason): "\(path): not a sound safetensors file: \(reason); get it again"
        case .missing(let path, let key): "\(path): holds no tensor called \(key)"
        case .wrongShape(let path, let key, let found, let expected):
            "\(path): tensor \(key) has shape \(found), expected \(expected)"
        }
    }
}
