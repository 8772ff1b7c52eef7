import CKernels
import Foundation
import Records

/// One record of the journal: the vectors that were worked out for a product as it was at a revision.
///
/// In bytes, little-endian: length of the rest after the checksum (4), checksum of that rest (8); revision (8), content key
/// (8), length of the id (2), which views are there (1: bits i, t, m), how many further pictures (1), which of them are there
/// (a bit each, 8); the id in UTF-8; then the vectors in that order, f32.
struct JournalRecord: Hashable, Sendable {
    var id: ProductID
    var revision: Int64
    var content: ContentKey
    var vectors: ProductVectors

    init(id: ProductID, revision: Int64, content: ContentKey, vectors: ProductVectors) {
        (self.id, self.revision, self.content, self.vectors) = (id, revision, content, vectors)
    }

    init(_ product: FreshProduct, _ vectors: ProductVectors) {
        self.init(id: product.id, revision: product.revision, content: product.content, vectors: vectors)
    }

    private static let fixed = 28
    /// There are bits for so many further pictures: more than a product may have.
    private static let mostFurther = 64

    func bytes() -> [UInt8] {
        precondition(vectors.further.count <= Self.mostFurther, "a product has at most 16 pictures")
        var body: [UInt8] = []
        func append<N: FixedWidthInteger>(_ number: N) {
            withUnsafeBytes(of: number.littleEndian) { body.append(contentsOf: $0) }
        }
        let there = [vectors.i, vectors.t, vectors.m]
        append(revision)
        append(content.bits)
        append(UInt16(id.text.utf8.count))
        append(there.enumerated().reduce(UInt8(0)) { $0 | ($1.element == nil ? 0 : 1 << UInt8($1.offset)) })
        append(UInt8(vectors.further.count))
        append(
            vectors.further.enumerated().reduce(UInt64(0)) { $0 | ($1.element == nil ? 0 : 1 << UInt64($1.offset)) })
        body += id.text.utf8
        for vector in (there + vectors.further).compactMap({ $0 }) { vector.withUnsafeBytes { body += $0 } }
        var bytes: [UInt8] = []
        withUnsafeBytes(of: UInt32(body.count).littleEndian) { bytes += $0 }
        withUnsafeBytes(of: Self.checksum(body).littleEndian) { bytes += $0 }
        return bytes + body
    }

    /// Reads the record at the front of `bytes`; nil where it is cut off, altered, or none.
    ///
    /// - Returns: The record and how many bytes it took.
    static func read(_ bytes: UnsafeRawBufferPointer, dimension: Int) -> (record: JournalRecord, size: Int)? {
        func number<N: FixedWidthInteger>(_ at: Int, _: N.Type) -> N {
            N(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: N.self))
        }
        guard bytes.count >= 12 + fixed else { return nil }
        let length = Int(number(0, UInt32.self))
        guard length >= fixed, length <= bytes.count - 12 else { return nil }
        let body = UnsafeRawBufferPointer(rebasing: bytes[12..<(12 + length)])
        guard number(4, UInt64.self) == ck_fingerprint(body.baseAddress!, length, 0) else { return nil }
        let (idLength, views, count) = (
            Int(number(28, UInt16.self)), number(30, UInt8.self), Int(number(31, UInt8.self))
        )
        let further = number(32, UInt64.self)
        guard views < 8, count <= mostFurther, count == 64 || further >> UInt64(count) == 0 else { return nil }
        let vectors = views.nonzeroBitCount + further.nonzeroBitCount
        guard length == fixed + idLength + vectors * dimension * 4 else { return nil }
        guard let text = String(validating: body[fixed..<(fixed + idLength)], as: UTF8.self), let id = ProductID(text)
        else { return nil }
        var at = fixed + idLength
        func vector(_ isThere: Bool) -> [Float]? {
            guard isThere else { return nil }
            defer { at += dimension * 4 }
            return (0..<dimension).map { body.loadUnaligned(fromByteOffset: at + $0 * 4, as: Float.self) }
        }
        let found = ProductVectors(
            i: vector(views & 1 != 0), t: vector(views & 2 != 0), m: vector(views & 4 != 0),
            further: (0..<count).map { vector(further >> UInt64($0) & 1 != 0) })
        guard found.isFinite else { return nil }
        let record = JournalRecord(
            id: id, revision: number(12, Int64.self), content: ContentKey(bits: number(20, UInt64.self)), vectors: found
        )
        return (record, 12 + length)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt64 { ck_fingerprint(bytes, bytes.count, 0) }
}
