import Layers
public import Pictures
public import Tensors

extension EncoderConfig {
    /// The image encoder: a stem that makes rows of a picture, and a transformer over them.
    public struct Image: Codable, Hashable, Sendable {
        public var preprocessing: Preprocessing
        public var stem: Stem
        public var transformer: Transformer
        /// The rows are averaged within a grid of so many cells a side, and the cells laid side by side: product
        /// photos are posed alike, so where something stands tells much. 1 averages all. Of use to our own alone.
        public var cells: Int
        public var architecture = Architecture.preNorm
        /// Whether each row is also told which way the picture's edges run in its place (`Tape.orientedGradients`), and
        /// the features too, beside the means: cut and print are seen from the first step on, where a transformer that
        /// starts from nothing takes a hundred thousand pictures to see them. Of use to our own alone.
        public var orientedGradients = false

        /// How the transformer is built, and how its rows become a picture's features.
        public enum Architecture: Codable, Hashable, Sendable {
            /// Ours: blocks four times as wide within; the rows' means.
            case preNorm
            /// CLIP's (Radford et al. 2021): a learnt row stands before those of the patches, and its own is the feature;
            /// rows are normalised before the blocks too, which are `inner` wide within.
            case clip(inner: Int, epsilon: Float, activation: Activation)
            /// SigLIP's (Zhai et al. 2023): a learnt probe attends to the rows; what it gives is the embedding itself.
            case siglip(inner: Int, epsilon: Float, activation: Activation)
        }

        /// The length of a picture's features.
        public var features: Int {
            cells * cells * transformer.width + (orientedGradients ? places * places * Tape.orientations : 0)
        }

        /// About how many bytes the encoder keeps of a picture for the way back, its stem as much as a block.
        public var activations: Int { rows * transformer.activations(blocks: transformer.depth + 1) }

        /// How many rows a side the stem makes of a picture.
        var places: Int {
            switch stem {
            case .patch(let size): preprocessing.size / size
            case .convolution(let channels): preprocessing.size >> (channels.count + 1)
            }
        }

        /// How many rows the blocks see of a picture.
        var rows: Int { if case .clip = architecture { places * places + 1 } else { places * places } }

        public init(
            preprocessing: Preprocessing, stem: Stem, transformer: Transformer, cells: Int = 1,
            architecture: Architecture = .preNorm, orientedGradients: Bool = false
        ) {
            (self.preprocessing, self.stem, self.transformer) = (preprocessing, stem, transformer)
            (self.cells, self.architecture, self.orientedGradients) = (cells, architecture, orientedGradients)
        }

        /// Files of before `architecture` and `orientedGradients` have neither.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            preprocessing = try fields.decode(Preprocessing.self, forKey: .preprocessing)
            stem = try fields.decode(Stem.self, forKey: .stem)
            transformer = try fields.decode(Transformer.self, forKey: .transformer)
            cells = try fields.decode(Int.self, forKey: .cells)
            architecture = try fields.decodeIfPresent(Architecture.self, forKey: .architecture) ?? .preNorm
            orientedGradients = try fields.decodeIfPresent(Bool.self, forKey: .orientedGradients) ?? false
        }
    }

    /// How a picture becomes rows.
    public enum Stem: Codable, Hashable, Sendable {
        /// Squares of `size` pixels, each a row (Dosovitskiy et al. 2021).
        case patch(size: Int)
        /// Convolutions of 3 x 3 at step 2 with these channels, and a last one to the transformer's width
        /// (Xiao et al. 2021: a convolutional stem learns faster from little data).
        case convolution(channels: [Int])
    }
}

extension EncoderConfig.Image.Architecture {
    /// How the blocks differ from ours; nil where they are ours.
    var style: BlockStyle? {
        switch self {
        case .preNorm: nil
        case .clip(let inner, let epsilon, let activation), .siglip(let inner, let epsilon, let activation):
            BlockStyle(inner: inner, epsilon: epsilon, activation: activation)
        }
    }
}

extension EncoderConfig.Image {
    /// More rows make weights of attention that no memory holds.
    private static let mostRows = 4096

    /// What makes this no image encoder we can build.
    var faults: [String] {
        var found: [String?] = preprocessing.faults("image.preprocessing")
        found += transformer.faults("image.transformer") + stemFaults
        if let style = architecture.style {
            found += style.faults("image.architecture")
            if case .convolution = stem { found.append("image.stem is of patches in the architectures of others") }
            if cells != 1 { found.append("image.cells is \(cells); it is 1 in the architectures of others") }
            if orientedGradients { found.append("image.orientedGradients are not in the architectures of others") }
        }
        if found.allSatisfy({ $0 == nil }) {
            if places == 0 || rows > Self.mostRows {
                found.append("a picture makes \(rows) rows; it makes 1 to \(Self.mostRows)")
            } else if cells < 1 || places % cells != 0 {
                found.append("\(places) rows a side do not divide into \(cells) cells")
            }
        }
        return found.compactMap { $0 }
    }

    private var stemFaults: [String?] {
        let side = preprocessing.size
        switch stem {
        case .patch(let size):
            // Others leave out the pixels that make no whole patch.
            if size < 1 || (architecture == .preNorm && side % size != 0) {
                return ["a picture of \(side) does not divide into \(size)"]
            }
            return []
        case .convolution(let channels):
            guard channels.count <= 7 else { return ["image.stem has at most seven convolutions before the last"] }
            var found = channels.map { EncoderConfig.bounded("image.stem.channels", $0, 1...4096) }
            if side % (1 << (channels.count + 1)) != 0 {
                found.append("a picture of \(side) does not halve \(channels.count + 1) times")
            }
            return found
        }
    }
}

extension BlockStyle {
    /// What makes these no blocks we can build.
    func faults(_ name: String) -> [String] {
        var found = [EncoderConfig.bounded("\(name).inner", inner, 1...65536)].compactMap { $0 }
        if !(epsilon > 0 && epsilon < 1) { found.append("\(name).epsilon lies between 0 and 1") }
        return found
    }
}

extension EncoderConfig.Image: CustomStringConvertible {
    /// In a few words, as a table has it.
    public var description: String {
        let shape = "\(transformer.depth) x \(transformer.width)"
        let kind =
            switch architecture {
            case .preNorm: shape
            case .clip: "CLIP \(shape)"
            case .siglip: "SigLIP \(shape)"
            }
        return if case .patch(let size) = stem { "\(kind) / \(size)" } else { kind }
    }
}
