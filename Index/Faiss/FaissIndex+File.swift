import CFaiss
import Neighbors

extension FaissIndex {
    public func write(to path: String) throws(NeighborError) {
        var sections = (0..<Int(CFAISS_SECTIONS)).map { number in
            let part = cfaiss_part(handle, Int32(number))
            return UnsafeRawBufferPointer(start: part.at, count: part.bytes)
        }
        let reason = Array(reason.utf8)
        var fault: NeighborError?
        reason.withUnsafeBytes { bytes in
            sections.append(bytes)
            do throws(NeighborError) {
                try IndexFile.write(
                    to: path, kind: UInt32(cfaiss_kind(handle)), dimension: dimension, count: count, sections: sections)
            } catch { fault = error }
        }
        if let fault { throw fault }
    }

    /// An index over a file that `write` wrote, which stays mapped. Its checksum holds; but whoever writes one may write
    /// another, so nothing in it is followed before it is found to lead somewhere.
    convenience init(_ file: IndexFile, _ path: String, _ settings: FaissIndexing) throws(NeighborError) {
        let known = Int(CFAISS_SECTIONS)
        guard file.sectionCount == known + 1 else {
            throw .damaged(path: path, reason: "it has \(file.sectionCount) sections, not \(known + 1)")
        }
        let sections = (0..<known).map { number in
            let bytes = file.section(number)
            return cfaiss_section(at: bytes.baseAddress, bytes: bytes.count)
        }
        var error = cfaiss_error()
        guard let handle = cfaiss_open(sections, &error) else { throw .damaged(path: path, reason: error.words) }
        guard cfaiss_count(handle) == file.count, cfaiss_dimension(handle) == file.dimension,
            UInt32(cfaiss_kind(handle)) == file.kind
        else {
            cfaiss_free(handle)
            throw .damaged(path: path, reason: "its parts are not of the extents that the header states")
        }
        // To hold its checksum and its links all of it was looked at; a search looks at little.
        file.letGo()
        self.init(handle, file, reason: String(decoding: file.section(known), as: UTF8.self), settings)
    }
}
