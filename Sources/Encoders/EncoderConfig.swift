public import Foundation

/// The shape of a model, as its JSON file states it: `config.json` beside the weights, or a preset.
public struct EncoderConfig: Codable, Hashable, Sendable {
    /// The length of every embedding.
    public var dimension: Int
    public var image: Image
    public var text: Text
    /// The inner width of the encoder that joins picture and text; where it is 0, or a file does not say it, none is
    /// learnt: a product's view m is the mean of its views i and t.
    public var joining: Int

    public init(dimension: Int, image: Image, text: Text, joining: Int) {
        (self.dimension, self.image, self.text, self.joining) = (dimension, image, text, joining)
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        dimension = try fields.decode(Int.self, forKey: .dimension)
        image = try fields.decode(Image.self, forKey: .image)
        text = try fields.decode(Text.self, forKey: .text)
        joining = try fields.decodeIfPresent(Int.self, forKey: .joining) ?? 0
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
    var fault: String? {
        let own = [
            Self.bounded("dimension", dimension, 2...4096), Self.bounded("joining", joining, 0...16384),
        ]
        let found = own.compactMap { $0 } + image.faults + text.faults
        if found.isEmpty, case .siglip = image.architecture, image.features != dimension {
            return "a picture's features of \(image.features) are its embedding, of \(dimension)"
        }
        return found.first
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
