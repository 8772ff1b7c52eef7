import CKernels
import Pictures

extension Query {
    /// Tells questions apart, whichever page of them is asked for.
    ///
    /// - Parameter more: What else the answer depends on.
    func digest(_ more: String = "") -> UInt64 {
        var parts = [
            text ?? "", product?.text ?? "", "\(weights.text) \(weights.image) \(weights.product)",
            filter.map { "\($0)" } ?? "", view?.rawValue ?? "", "\(minScore ?? -2)", "\(folds)", more,
        ]
        let pictures = (picture.map { [$0] } ?? []) + not.pictures
        // Equal pixels may be of pictures that differ in shape.
        parts += pictures.map { "\($0.width) x \($0.height)" }
        parts += ["\(pictures.count) \(not.texts.count)"] + not.texts + not.products.map(\.text)
        var bytes: [UInt8] = []
        // Each with its length: nothing of one part can pass for another.
        for part in parts { bytes += Array("\(part.utf8.count):\(part)".utf8) }
        let digest = ck_fingerprint(bytes, bytes.count, picture == nil ? 0 : 1)
        return pictures.reduce(digest) { ck_fingerprint($1.pixels, $1.pixels.count, $0) }
    }
}
