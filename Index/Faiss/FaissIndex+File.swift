import CFaiss
import Foundation
public import Neighbors

extension FaissIndex {
    public func write(to path: String) throws(NeighborError) {
        try IndexFile(kind: kind.rawValue, dimension: dimension, count: count, payload: try bytes).write(to: path)
    }

    /// Opens a file that `write` wrote; FAISS sees its bytes only once their checksum holds.
    public convenience init(contentsOf path: String, breadth: Int) throws(NeighborError) {
        let file = try IndexFile(contentsOf: path)
        guard let kind = Kind(rawValue: file.kind) else {
            throw .damaged(path: path, reason: "it is no index of FAISS")
        }
        var handle: OpaquePointer?
        if file.count > 0 {
            var error = cfaiss_error()
            let bytes = [UInt8](file.payload)
            handle = cfaiss_read(bytes, bytes.count, &error)
            guard let handle else { throw .damaged(path: path, reason: error.words) }
            guard cfaiss_count(handle) == file.count, cfaiss_dimension(handle) == file.dimension else {
                cfaiss_free(handle)
                throw .damaged(path: path, reason: "FAISS finds other extents than the header states")
            }
        }
        self.init(handle, dimension: file.dimension, kind: kind, breadth: breadth)
    }
}
