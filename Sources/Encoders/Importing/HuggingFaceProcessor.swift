import Pictures

/// An image processor of transformers, as its file states it; what it leaves out is as the processor's class has it.
struct HuggingFaceProcessor: Decodable {
    let type: String?
    let oldType: String?
    let doResize: Bool?
    let size: Numbers?
    let resample: Int?
    let doCenterCrop: Bool?
    let cropSize: Numbers?
    let doPad: Bool?
    let doRescale: Bool?
    let rescaleFactor: Double?
    let doNormalize: Bool?
    let imageMean: Numbers?
    let imageStd: Numbers?

    enum CodingKeys: String, CodingKey {
        case type = "image_processor_type"
        case oldType = "feature_extractor_type"
        case doResize = "do_resize"
        case size
        case resample
        case doCenterCrop = "do_center_crop"
        case cropSize = "crop_size"
        case doPad = "do_pad"
        case doRescale = "do_rescale"
        case rescaleFactor = "rescale_factor"
        case doNormalize = "do_normalize"
        case imageMean = "image_mean"
        case imageStd = "image_std"
    }

    /// The file: the processor itself, or one that has it within.
    struct File: Decodable {
        let processor: HuggingFaceProcessor

        private enum CodingKeys: String, CodingKey { case within = "image_processor" }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            processor =
                try fields.decodeIfPresent(HuggingFaceProcessor.self, forKey: .within)
                ?? HuggingFaceProcessor(from: decoder)
        }
    }

    /// What a class of processors does where its file says nothing.
    private struct Kind {
        /// Whether a size that is one number is that of a square, not of the shorter side.
        var square = false
        var crops = false
        var resample = 3
        var mean: [Float] = [0.5, 0.5, 0.5]
        var deviation: [Float] = [0.5, 0.5, 0.5]

        static let clip = Kind(crops: true, mean: Preprocessing.clipMean, deviation: Preprocessing.clipDeviation)
        static let siglip = Kind()
        static let vit = Kind(square: true, resample: 2)
    }

    private var kind: Kind {
        get throws(PreprocessorFile.Unread) {
            let name = type ?? oldType
            switch name {
            case "CLIPImageProcessor", "CLIPImageProcessorFast", "CLIPFeatureExtractor": return .clip
            case "SiglipImageProcessor", "SiglipImageProcessorFast": return .siglip
            case "ViTImageProcessor", "ViTImageProcessorFast", "ViTFeatureExtractor": return .vit
            default:
                throw .init(
                    reason: "image_processor_type is \(name ?? "not stated"); those of CLIP, SigLIP and ViT are read: "
                        + "CLIPImageProcessor, SiglipImageProcessor, ViTImageProcessor")
            }
        }
    }

    var preprocessing: Preprocessing {
        get throws(PreprocessorFile.Unread) {
            let kind = try kind
            guard doResize != false else { throw .init(reason: "do_resize is false; only true is read") }
            guard doPad != true else { throw .init(reason: "do_pad is true; only false is read") }
            var result = try square(kind)
            result.resampling = try resampling(kind)
            result.rescale = doRescale == false ? 1 : rescaleFactor ?? 1.0 / 255
            if doNormalize == false {
                (result.mean, result.deviation) = ([0, 0, 0], [1, 1, 1])
            } else {
                result.mean = try imageMean?.channels("image_mean") ?? kind.mean
                result.deviation = try imageStd?.channels("image_std") ?? kind.deviation
            }
            return result
        }
    }

    /// The side, and how a picture comes to it.
    private func square(_ kind: Kind) throws(PreprocessorFile.Unread) -> Preprocessing {
        let crops = doCenterCrop ?? kind.crops
        let side = cropSize.map { $0.number ?? $0.square } ?? 224
        if crops, side == nil {
            let found = cropSize.map { "\($0)" } ?? "-"
            throw .init(reason: "crop_size is \(found); a side, or height and width alike, is read")
        }
        let shortest = size.map { ($0.number.flatMap { kind.square ? nil : $0 }) ?? $0.alone("shortest_edge") }
        if let edge = shortest ?? (size == nil && kind.crops ? 224 : nil) {
            guard crops, let side else {
                throw .init(
                    reason: "size is \(edge) for the shortest edge and do_center_crop is false: its pictures are not "
                        + "square; only square ones are read")
            }
            guard side <= edge else {
                throw .init(reason: "crop_size is \(side) where the shortest edge is \(edge); it is read up to that")
            }
            return Self.preprocessing(side, .shortest, edge: edge)
        }
        guard let stretched = size.map({ $0.square ?? $0.number }) ?? 224 else {
            let found = size.map { "\($0)" } ?? "-"
            throw .init(reason: "size is \(found); shortest_edge, or height and width alike, is read")
        }
        guard !crops || side == stretched else {
            throw .init(
                reason: "crop_size is \(side ?? 0) where size is \(stretched) x \(stretched); it is read where both "
                    + "are alike")
        }
        return Self.preprocessing(stretched, .stretch)
    }

    /// Of any side, which is held against what can be built when all is read.
    private static func preprocessing(_ side: Int, _ fit: Preprocessing.Fit, edge: Int? = nil) -> Preprocessing {
        var result = Preprocessing(size: 1, fit: fit, edge: edge)
        result.size = side
        return result
    }

    private func resampling(_ kind: Kind) throws(PreprocessorFile.Unread) -> Resampling {
        switch resample ?? kind.resample {
        case 1: return .lanczos
        case 2: return .bilinear
        case 3: return .bicubic
        case let other: throw .init(reason: "resample is \(other); 1 (Lanczos), 2 (bilinear) and 3 (bicubic) are read")
        }
    }
}

extension Preprocessing {
    /// Of the pictures that CLIP learnt from (Radford et al. 2021).
    static let clipMean: [Float] = [0.48145466, 0.4578275, 0.40821073]
    static let clipDeviation: [Float] = [0.26862954, 0.26130258, 0.27577711]
}
