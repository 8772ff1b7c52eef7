import Pictures

/// What `open_clip_config.json` says of pictures; what it leaves out is as open_clip has it.
struct OpenCLIPProcessor: Decodable {
    let model: Model?
    let processor: Processor?

    enum CodingKeys: String, CodingKey {
        case model = "model_cfg"
        case processor = "preprocess_cfg"
    }

    struct Model: Decodable {
        let vision: Vision?

        enum CodingKeys: String, CodingKey { case vision = "vision_cfg" }
    }

    struct Vision: Decodable {
        let imageSize: Numbers?

        enum CodingKeys: String, CodingKey { case imageSize = "image_size" }
    }

    struct Processor: Decodable {
        let size: Numbers?
        let mode: String?
        let mean: Numbers?
        let std: Numbers?
        let interpolation: String?
        let resizeMode: String?
        let fillColor: Numbers?

        enum CodingKeys: String, CodingKey {
            case size, mode, mean, std, interpolation
            case resizeMode = "resize_mode"
            case fillColor = "fill_color"
        }
    }

    var preprocessing: Preprocessing {
        get throws(PreprocessorFile.Unread) {
            // The encoder's own size comes before the processor's.
            let size = model?.vision?.imageSize ?? processor?.size ?? .one(224)
            guard let side = size.number ?? size.square else {
                throw .init(reason: "the size of pictures is \(size); a side, or two alike, is read")
            }
            if let mode = processor?.mode, mode != "RGB" { throw .init(reason: "mode is \(mode); only RGB is read") }
            var result = Preprocessing(
                size: 1, fit: try fit, resampling: try resampling, fill: try fill,
                mean: try processor?.mean?.channels("mean") ?? Preprocessing.clipMean,
                deviation: try processor?.std?.channels("std") ?? Preprocessing.clipDeviation)
            result.size = side  // Held against what can be built when all is read.
            return result
        }
    }

    private var fit: Preprocessing.Fit {
        get throws(PreprocessorFile.Unread) {
            switch processor?.resizeMode ?? "shortest" {
            case "shortest": return .shortestToEven
            case "longest": return .longest
            case "squash": return .stretch
            case let other: throw .init(reason: "resize_mode is \(other); shortest, longest and squash are read")
            }
        }
    }

    private var resampling: Resampling {
        get throws(PreprocessorFile.Unread) {
            switch processor?.interpolation ?? "bicubic" {
            // open_clip draws one of both in training alone.
            case "bicubic", "random": return .bicubic
            case "bilinear": return .bilinear
            case let other: throw .init(reason: "interpolation is \(other); bicubic, bilinear and random are read")
            }
        }
    }

    private var fill: [UInt8] {
        get throws(PreprocessorFile.Unread) {
            let stated = processor?.fillColor ?? .one(0)
            let levels = (stated.channels ?? []).compactMap { UInt8(exactly: $0) }
            guard levels.count == 3 else {
                throw .init(reason: "fill_color is \(stated); a level within 0...255, or one for each channel, is read")
            }
            return levels
        }
    }
}
