public import Encoders
import Foundation

/// How much of a teacher's Transformer parameters a student has that is made after it.
public enum StudentShare: String, CaseIterable, Sendable {
    case half, quarter

    /// Of the teacher's, 0 to 1.
    public var share: Double {
        switch self {
        case .half: 1 / 2
        case .quarter: 1 / 4
        }
    }
}

extension EncoderConfig {
    /// The config of a student that is made after this one: of each tower `share` of the depth; where that is no whole
    /// number of blocks, the next whole number, of blocks as much narrower as brings their parameters down to the share.
    ///
    /// - Throws: `ModelError.badConfig` where so little is no model.
    public func student(_ share: StudentShare) throws(ModelError) -> EncoderConfig {
        var config = self
        Self.shrink(&config.image.transformer, to: share.share)
        let text = Self.shrink(&config.text.transformer, to: share.share)
        if case .bert(let inner, let epsilon) = config.text.architecture, text < 1 {
            config.text.architecture = .bert(inner: max(1, Int(Double(inner) * text)), epsilon: epsilon)
        }
        return try config.reading(as: self)
    }

    /// Shrinks to `share` of its parameters, which go with the depth and the square of the width; gives what the width was
    /// multiplied by.
    @discardableResult
    private static func shrink(_ transformer: inout Transformer, to share: Double) -> Double {
        guard transformer.depth > 0 else { return 1 }
        let depth = max(1, Int((Double(transformer.depth) * share).rounded(.up)))
        let left = share * Double(transformer.depth) / Double(depth)
        transformer.depth = depth
        guard left < 1 else { return 1 }
        let before = transformer.width
        // A head of an even size, at least two: kernels work on pairs and more.
        let size = max(2, Int(Double(before / transformer.heads) * left.squareRoot()) / 2 * 2)
        transformer.width = size * transformer.heads
        return Double(transformer.width) / Double(before)
    }

    /// This config, reading what `teacher` reads: its pictures, its words and as many of them. All of it is learnt.
    ///
    /// - Throws: `ModelError.badConfig` where this config cannot read pictures of that size.
    public func reading(as teacher: EncoderConfig) throws(ModelError) -> EncoderConfig {
        var config = self
        config.image.preprocessing = teacher.image.preprocessing
        (config.text.vocabulary, config.text.length) = (teacher.text.vocabulary, teacher.text.length)
        (config.text.frozen, config.text.companion) = (0, nil)
        do { return try config.checked() } catch {
            // Another size may make no rows that divide into this config's cells.
            guard config.image.cells != teacher.image.cells else { throw error }
            config.image.cells = teacher.image.cells
            return try config.checked()
        }
    }

    private func checked() throws(ModelError) -> EncoderConfig {
        let origin = "the student's config"
        let data: Data
        do { data = try json } catch { throw .badConfig(path: origin, reason: "\(error)") }
        return try EncoderConfig(json: data, from: origin)
    }
}
