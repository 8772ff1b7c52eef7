/// One section of a file to be: numbers of one kind.
enum Section {
    case bytes([UInt8])
    case codes([Int32])
    case hashes([UInt32])
    case words([UInt64])
    case amounts([Double])

    /// In bytes.
    var size: Int { withBytes { $0.count } }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch self {
        case .bytes(let numbers): numbers.withUnsafeBytes(body)
        case .codes(let numbers): numbers.withUnsafeBytes(body)
        case .hashes(let numbers): numbers.withUnsafeBytes(body)
        case .words(let numbers): numbers.withUnsafeBytes(body)
        case .amounts(let numbers): numbers.withUnsafeBytes(body)
        }
    }
}
