import Encoders
import Pictures
import Tensors
import Tokens

/// Makes batches of a training set: pairs drawn, pictures augmented, words varied, on all cores.
///
/// Every product of a batch has a generator of its own, split from the run's, so that a batch does not depend on which
/// core made which part of it.
struct BatchMaker: Sendable {
    let set: TrainingSet
    let plan: TrainingPlan
    let config: EncoderConfig
    let tokenizer: any Tokenizer
    let pictures: PictureCache
    let drawing: PairDrawing
    private let likeness: PictureLikeness
    /// What the model took for alike when it was asked last; nil until it was.
    var hardNegatives: HardNegatives?

    init(_ set: TrainingSet, _ plan: TrainingPlan, _ config: EncoderConfig, _ tokenizer: any Tokenizer) {
        (self.set, self.plan, self.config, self.tokenizer) = (set, plan, config, tokenizer)
        pictures = PictureCache(
            set.training.products.map(\.picture), config.image.preprocessing, limits: set.pictureLimits)
        drawing = PairDrawing(set.training)
        likeness = PictureLikeness(of: pictures)
    }

    func next(using generator: inout Generator) -> TrainingBatch {
        let count = min(plan.batch, max(2, set.training.products.count / 2))
        let pairs = drawing.draw(count, plan, rivals: hardNegatives, using: &generator)
        let products = pairs.map(\.trigger) + pairs.map(\.offer)
        let sides = sides(of: products, using: &generator) { !pairs[$0 % count].wanted.isEmpty }
        let preprocessing = config.image.preprocessing
        let seen = sides.compactMap(\.picture)
        let each = preprocessing.size * preprocessing.size * 3
        let pixels = Tensor(uninitialized: [seen.count, preprocessing.size, preprocessing.size, 3])
        Arithmetic.inParallel(seen.count) { range in
            for at in range {
                let place = UnsafeMutableBufferPointer(start: pixels.memory + at * each, count: each)
                preprocessing.write(seen[at], into: place)
            }
        }
        let pictureRows = Self.rows(sides.map { $0.picture != nil })
        let textRows = Self.rows(sides.map { $0.tokens != nil })
        var (joinedPictures, joinedTexts) = (pictureRows, textRows)
        for at in products.indices where pictureRows[at] >= 0 && textRows[at] >= 0 {
            let draw = Float.random(in: 0..<1, using: &generator)
            if draw < plan.modalityDropout {
                joinedPictures[at] = -1
            } else if draw < 2 * plan.modalityDropout {
                joinedTexts[at] = -1
            }
        }
        let excused = excused(pairs)
        let texts = sides.compactMap(\.tokens)
        let (transfers, words) = transfers(among: pairs, pictureRows: pictureRows, texts: texts.count)
        return TrainingBatch(
            count: count, pixels: pixels,
            tokens: TokenBatch(texts + words, padding: tokenizer.padding),
            pictureRows: pictureRows, textRows: textRows, joinedPictureRows: joinedPictures,
            joinedTextRows: joinedTexts, excused: { excused[$0 * count + $1] }, transfers: transfers)
    }

    private typealias Side = (picture: Picture?, tokens: [Int32]?)

    /// - Parameter keepsColours: Whether the product at a place is spoken of by its colour.
    private func sides(
        of products: [Int], using generator: inout Generator, keepsColours: (Int) -> Bool
    ) -> [Side] {
        let augmentations = products.indices.map {
            keepsColours($0) ? plan.augmentation.keepingColours : plan.augmentation
        }
        let generators = products.map { _ in generator.split() }
        var sides = [Side](repeating: (nil, nil), count: products.count)
        sides.withUnsafeMutableBufferPointer { sides in
            nonisolated(unsafe) let sides = sides  // each part of the loop writes its own places
            Arithmetic.inParallel(products.count) { range in
                for at in range {
                    var own = generators[at]
                    let product = set.training.products[products[at]]
                    sides[at].picture = pictures.picture(products[at]).map {
                        augmentations[at].apply($0, size: config.image.preprocessing.size, using: &own)
                    }
                    let text = plan.variation.text(of: product, at: products[at], using: &own)
                    if !text.isEmpty || sides[at].picture == nil {
                        sides[at].tokens = tokenizer.encode(text, limit: config.text.length)
                    }
                }
            }
        }
        return sides
    }

    /// Whether two products are no negatives of each other: one product, a click pair, one title or one picture.
    func together(_ a: Int, _ b: Int) -> Bool { a == b || set.positives.contains(a, b) || likeness.contains(a, b) }

    /// Row i against row j: no negatives where any product of one is, or belongs with, any of the other.
    private func excused(_ pairs: [PairDrawing.Drawn]) -> [Bool] {
        var excused = [Bool](repeating: false, count: pairs.count * pairs.count)
        for (i, one) in pairs.enumerated() {
            for (j, other) in pairs.enumerated() where i < j {
                let belong =
                    together(one.trigger, other.offer) || together(one.offer, other.trigger)
                    || together(one.trigger, other.trigger) || together(one.offer, other.offer)
                (excused[i * pairs.count + j], excused[j * pairs.count + i]) = (belong, belong)
            }
        }
        return excused
    }

    private static func rows(_ present: [Bool]) -> [Int] {
        var next = 0
        return present.map { present in
            defer { next += present ? 1 : 0 }
            return present ? next : -1
        }
    }
}
