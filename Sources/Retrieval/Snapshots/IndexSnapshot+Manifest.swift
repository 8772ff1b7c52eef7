extension IndexSnapshot {
    /// What a snapshot says of itself.
    public struct Manifest: Codable, Hashable, Sendable {
        /// Name and fingerprint of the model that made the vectors.
        public var model: String
        public var fingerprint: String
        public var dimension: Int
        public var count: Int
        /// The catalogue's revision when it was read.
        public var revision: Int64
        /// Which kind of index it is.
        public var kind: String
        /// By trigger and offer view, "t-m" and so on: words and pictures lie on scales of their own; "i+t-m" for a sum of
        /// vectors of several views.
        public var calibrations: [String: Calibration]
        /// Seconds since 1970.
        public var built: Int64
        /// By name, every file beside the manifest: one that is not as it was written is not opened.
        public var files: [String: FileSeal]

        /// How sure a cosine makes, of a question in one view against offers in another.
        public func calibration(_ trigger: View, _ offer: View) -> Calibration { calibration([trigger], offer) }

        /// How sure a cosine makes, of a question that is a sum of vectors of some views. A snapshot that knows of no sums
        /// takes them for what a product of both sides is.
        public func calibration(_ triggers: Set<View>, _ offer: View) -> Calibration {
            func known(_ triggers: Set<View>) -> Calibration? { calibrations[Self.key(triggers, offer)] }
            return known(triggers) ?? (triggers.count > 1 ? known([.m]) : nil) ?? Calibration()
        }

        static func key(_ triggers: Set<View>, _ offer: View) -> String {
            let names = View.allCases.filter(triggers.contains).map(\.rawValue)
            return "\(names.joined(separator: "+"))-\(offer.rawValue)"
        }

        public init(
            model: String, fingerprint: String, dimension: Int, count: Int, revision: Int64, kind: String,
            calibrations: [String: Calibration] = [:], built: Int64, files: [String: FileSeal] = [:]
        ) {
            (self.model, self.fingerprint, self.dimension, self.count) = (model, fingerprint, dimension, count)
            (self.revision, self.kind, self.calibrations, self.built) = (revision, kind, calibrations, built)
            self.files = files
        }
    }
}
