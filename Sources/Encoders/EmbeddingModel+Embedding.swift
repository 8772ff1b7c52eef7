public import Pictures
import Tensors

extension EmbeddingModel {
    /// How many inputs go through the encoders at once: enough to fill both cores, little enough for the caches.
    private static let batch = 32

    /// The view i of pictures: unit rows (pictures, dimension).
    public func embed(pictures: [Picture]) -> [Float] {
        inBatches(pictures.count) { range, tape in
            encoder.view(of: side(Array(pictures[range]), on: tape), on: tape)
        }
    }

    /// The view t of texts: unit rows (texts, dimension).
    public func embed(texts: [String]) -> [Float] {
        inBatches(texts.count) { range, tape in
            encoder.view(of: side(texts: Array(texts[range]), on: tape), on: tape)
        }
    }

    /// One product to embed: the view m takes either side missing, not both. A text of blanks is none.
    public typealias Listing = (picture: Picture?, text: String?)

    /// The views of products; a view is nil for a product that lacks its side.
    public struct Views: Sendable {
        /// (products, dimension) each; zero rows where the side is missing.
        public var i: [Float] = []
        public var t: [Float] = []
        public var m: [Float] = []
        public var hasPicture: [Bool] = []
        public var hasText: [Bool] = []
    }

    /// All three views in one pass, each picture and text encoded once.
    public func embed(listings: [Listing]) throws(ModelError) -> Views {
        let listings = listings.map { listing -> Listing in
            (listing.picture, listing.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 })
        }
        for (at, listing) in listings.enumerated() where listing.picture == nil && listing.text == nil {
            throw .nothingToEmbed(index: at)
        }
        var views = Views()
        for start in stride(from: 0, to: listings.count, by: Self.batch) {
            views.append(embedOnce(Array(listings[start..<min(listings.count, start + Self.batch)])))
        }
        return views
    }

    /// The view m alone: unit rows (products, dimension).
    public func embed(products: [Listing]) throws(ModelError) -> [Float] { try embed(listings: products).m }

    private func embedOnce(_ listings: [Listing]) -> Views {
        let tape = Tape(recording: false)
        let (pictures, texts) = (listings.compactMap(\.picture), listings.compactMap(\.text))
        let none = Variable(Tensor(zeros: [0, dimension]))
        let image = pictures.isEmpty ? none : side(pictures, on: tape)
        let text = texts.isEmpty ? none : side(texts: texts, on: tape)
        let (imageRows, textRows) = (rows(listings.map { $0.picture != nil }), rows(listings.map { $0.text != nil }))
        let m = encoder.product(image: image, rows: imageRows, text: text, rows: textRows, on: tape)
        func spread(_ rows: [Int], _ side: Variable) -> [Float] {
            let values = side.value.count == 0 ? [] : encoder.view(of: side, on: tape).value.values
            return rows.flatMap { row in
                row < 0
                    ? [Float](repeating: 0, count: dimension)
                    : Array(values[(row * dimension)..<((row + 1) * dimension)])
            }
        }
        return Views(
            i: spread(imageRows, image), t: spread(textRows, text),
            m: m.value.values, hasPicture: imageRows.map { $0 >= 0 }, hasText: textRows.map { $0 >= 0 })
    }

    /// The rows that those which are present have among themselves; -1 for the others.
    private func rows(_ present: [Bool]) -> [Int] {
        var next = 0
        return present.map { present in
            defer { next += present ? 1 : 0 }
            return present ? next : -1
        }
    }

    private func side(_ pictures: [Picture], on tape: Tape) -> Variable {
        let preprocessing = config.image.preprocessing
        let each = preprocessing.size * preprocessing.size * 3
        let pixels = Tensor(uninitialized: [pictures.count, preprocessing.size, preprocessing.size, 3])
        Arithmetic.inParallel(pictures.count) { range in
            for at in range {
                let place = UnsafeMutableBufferPointer(start: pixels.memory + at * each, count: each)
                preprocessing.write(preprocessing.prepared(pictures[at]), into: place)
            }
        }
        return encoder.side(ofPictures: pixels, on: tape)
    }

    private func side(texts: [String], on tape: Tape) -> Variable {
        let ids = texts.map { tokenizer.encode($0, limit: config.text.length) }
        return encoder.side(ofTexts: TokenBatch(ids, padding: tokenizer.padding), on: tape)
    }

    private func inBatches(_ count: Int, _ body: (Range<Int>, Tape) -> Variable) -> [Float] {
        var rows: [Float] = []
        rows.reserveCapacity(count * dimension)
        for start in stride(from: 0, to: count, by: Self.batch) {
            rows += body(start..<min(count, start + Self.batch), Tape(recording: false)).value.values
        }
        return rows
    }
}

extension EmbeddingModel.Views {
    /// Takes the views of further products behind those it has.
    mutating func append(_ more: EmbeddingModel.Views) {
        i += more.i
        t += more.t
        m += more.m
        hasPicture += more.hasPicture
        hasText += more.hasText
    }
}
