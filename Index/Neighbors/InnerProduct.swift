import CKernels

/// The inner product of two vectors of one length: the cosine, where both are of unit length.
public func innerProduct(_ a: [Float], _ b: [Float]) -> Float {
    precondition(a.count == b.count, "vectors of \(a.count) and \(b.count) numbers")
    return ck_dot(a, b, a.count)
}

/// The same with a vector that lies in memory of its own, as long as the call lasts.
public func innerProduct(_ a: [Float], _ b: UnsafeBufferPointer<Float>) -> Float {
    precondition(a.count == b.count, "vectors of \(a.count) and \(b.count) numbers")
    return b.baseAddress.map { ck_dot(a, $0, a.count) } ?? 0
}
