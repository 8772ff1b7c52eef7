import GRDB

/// Why the catalogue cannot be used: its file or the place it lies in is at fault, never the products.
public enum CatalogError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    /// The file is there and something else.
    case notACatalog(path: String)
    /// A newer program wrote it.
    case newer(path: String)
    case diskFull(path: String)
    /// Another process held it for longer than we wait.
    case locked(path: String)
    case damaged(path: String, reason: String)
    /// SQLite refused what we asked: our fault.
    case failed(path: String, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): the catalogue cannot be opened: \(reason); check that the folder exists and is yours to write"
        case .notACatalog(let path): "\(path): this file is no catalogue; choose another data folder"
        case .newer(let path): "\(path): a newer version of this program wrote this catalogue; use that version"
        case .diskFull(let path): "\(path): the disk is full; make room and do it again, nothing was lost"
        case .locked(let path): "\(path): another process is writing to the catalogue; try again when it is done"
        case .damaged(let path, let reason):
            "\(path): the catalogue is damaged (\(reason)); restore a copy or import the products again"
        case .failed(let path, let reason): "\(path): the catalogue failed: \(reason)"
        }
    }

    init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? "SQLite code \(error.resultCode.rawValue)"
        self =
            switch error.resultCode {
            case .SQLITE_NOTADB: .notACatalog(path: path)
            case .SQLITE_FULL: .diskFull(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: path)
            case .SQLITE_CORRUPT: .damaged(path: path, reason: reason)
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_AUTH:
                .unreadable(path: path, reason: reason)
            default: .failed(path: path, reason: reason)
            }
    }
}
