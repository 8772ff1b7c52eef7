import CKernels

/// The inner product of two vectors of one length: the cosine, where both are of unit length.
public func innerProduct(_ a: [Float], _ b: [Float]) -> Float {
    precondition(a.count == b.count, "vectors of \(a.count) and \(b.count) numbers")
    return ck_dot(a, b, a.count)
}
