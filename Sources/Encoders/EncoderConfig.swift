public import Foundation
public import Pictures

/// The shape of a model, as its JSON file states it: `config.json` beside the weights, or a preset.
public struct EncoderConfig: Codable, Hashable, Sendable {
    /// The length of every embedding.
    public var dimension: Int
    public var image: Image
    public var text: Text
    /// The inner width of the encoder that joins picture and text.
    public var joining: Int

    /// The image encoder: a stem that makes rows of a picture, and a transformer over them.
    public struct Image: Codable, Hashable, Sendable {
        public var preprocessing: Preprocessing
        public var stem: Stem
        public var transformer: Transformer
        /// The rows are averaged within a grid of so many cells a side, and the cells laid side by side: product
        /// photos are posed alike, so where something stands tells much. 1 averages all.
        public var cells: Int

        /// The length of a picture's features.
        public var features: Int { cells * cells * transformer.width }

        /// About how many bytes the encoder keeps of a picture for the way back, its stem as much as a block.
        public var activations: Int { places * places * transformer.activations(blocks: transformer.depth + 1) }

        /// How many rows a side the stem makes of a picture.
        var places: Int {
            switch stem {
            case .patch(let size): preprocessing.size / size
            case .convolution(let channels): preprocessing.size >> (channels.count + 1)
            }
        }
    }

    /// Transformer blocks of one width.
    public struct Transformer: Codable, Hashable, Sendable {
        public var width: Int
        public var depth: Int
        public var heads: Int

        public init(width: Int, depth: Int, heads: Int) {
            (self.width, self.depth, self.heads) = (width, depth, heads)
        }

        /// About how many bytes blocks keep of a row: sixteen numbers of f32 for each of its width.
        func activations(blocks: Int) -> Int { blocks * 16 * width * 4 }
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

extension EncoderConfig {
    /// Reads a JSON file of hostile origin: every extent is held against what a model can be.
    public init(json: Data, from origin: String) throws(ModelError) {
        do { self = try JSONDecoder().decode(EncoderConfig.self, from: json) } catch {
            throw .badConfig(path: origin, reason: "\(error)")
        }
        if let reason = fault { throw .badConfig(path: origin, reason: reason) }
    }

    /// The config as its file has it.
    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return try encoder.encode(self)
        }
    }

    /// In words where a value does not lie within its range.
    static func bounded(_ name: String, _ value: Int, _ range: ClosedRange<Int>) -> String? {
        range.contains(value) ? nil : "\(name) is \(value); it lies within \(range)"
    }

    /// What makes this no model we can build; nil where all is well.
    private var fault: String? {
        var found: [String?] = [
            Self.bounded("dimension", dimension, 2...4096), Self.bounded("joining", joining, 1...16384),
        ]
        found += image.preprocessing.faults("image.preprocessing")
        found += image.transformer.faults("image.transformer") + text.faults
        let side = image.preprocessing.size
        switch image.stem {
        case .patch(let size):
            if size < 1 || side % size != 0 { found.append("a picture of \(side) does not divide into \(size)") }
        case .convolution(let channels):
            found += channels.map { Self.bounded("image.stem.channels", $0, 1...4096) }
            if channels.count > 7 {
                found.append("image.stem has at most seven convolutions before the last")
            } else if side % (1 << (channels.count + 1)) != 0 {
                found.append("a picture of \(side) does not halve \(channels.count + 1) times")
            }
        }
        if found.allSatisfy({ $0 == nil }), image.cells < 1 || image.places % image.cells != 0 {
            found.append("\(image.places) rows a side do not divide into \(image.cells) cells")
        }
        return found.compactMap { $0 }.first
    }
}

extension EncoderConfig.Transformer {
    /// What makes this no transformer we can build.
    func faults(_ name: String) -> [String] {
        let heads = max(1, heads)
        return [
            EncoderConfig.bounded("\(name).width", width, 8...4096),
            EncoderConfig.bounded("\(name).depth", depth, 0...64),
            EncoderConfig.bounded("\(name).heads", self.heads, 1...64),
            width % heads == 0 ? nil : "\(name).width does not divide into \(heads) heads",
        ].compactMap { $0 }
    }
}
