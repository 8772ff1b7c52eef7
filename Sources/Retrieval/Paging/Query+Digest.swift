import CKernels

extension Query {
    /// Tells questions apart, whichever page of them is asked for.
    ///
    /// - Parameter more: What else the answer depends on.
    func digest(_ more: String = "") -> UInt64 {
        let parts = [
            text ?? "", product?.text ?? "", "\(weights.text) \(weights.image) \(weights.product)", not.text ?? "",
            not.product?.text ?? "", filter.map { "\($0)" } ?? "", view?.rawValue ?? "", "\(minScore ?? -2)", more,
        ]
        var bytes: [UInt8] = []
        // Each with its length: nothing of one part can pass for another.
        for part in parts { bytes += Array("\(part.utf8.count):\(part)".utf8) }
        let digest = ck_fingerprint(bytes, bytes.count, 0)
        guard let picture else { return digest }
        return ck_fingerprint(picture.pixels, picture.pixels.count, digest)
    }
}
