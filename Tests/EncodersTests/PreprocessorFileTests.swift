import Encoders
import Foundation
import Pictures
import TestSupport
import Testing

/// f32 on both sides: torchvision normalises in place in another order than transformers.
private let tolerance: Float = 1e-6

/// Golden values: `Tools/reference/pictures.py`.
@Suite struct PreprocessorFileTests {
    private static let folder = GoldenBert.folder.appending(path: "processors")

    private static func read(_ json: String, as name: String = "preprocessor_config.json") throws -> Preprocessing {
        let scratch = try ScratchFolder()
        _ = try scratch.write(json, to: name)
        return try PreprocessorFile(in: scratch.path).preprocessing
    }

    @Test(arguments: [
        "clip", "clip-edge", "siglip", "vit", "open-clip-shortest", "open-clip-longest", "open-clip-squash",
    ])
    func anEncoderSeesThePixelsThatItsProcessorGives(name: String) throws {
        let path = Self.folder.appending(path: "\(name).json").path
        let file =
            try name.hasPrefix("open-clip") ? PreprocessorFile(openCLIP: path) : PreprocessorFile(huggingFace: path)
        let preprocessing = file.preprocessing
        let picture = Picture(width: 53, height: 37, pixels: Noise.pixels(width: 53, height: 37))
        var seen = [Float](repeating: .nan, count: 20 * 20 * 3)
        seen.withUnsafeMutableBufferPointer { preprocessing.write(preprocessing.prepared(picture), into: $0) }
        let bytes = try Data(contentsOf: Self.folder.appending(path: "\(name).f32"))
        let wanted = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        try #require(wanted.count == seen.count)
        for (at, (a, b)) in zip(seen, wanted).enumerated() { #expect(abs(a - b) <= tolerance, "\(at): \(a), not \(b)") }
    }

    @Test func anOldFileStatesItsSizesAsNumbers() throws {
        let old = try Self.read(
            """
            {"crop_size": 224, "do_center_crop": true, "do_normalize": true, "do_resize": true, "resample": 3,
             "feature_extractor_type": "CLIPFeatureExtractor", "image_mean": [0.48145466, 0.4578275, 0.40821073],
             "image_std": [0.26862954, 0.26130258, 0.27577711], "size": 256}
            """)
        #expect(old.size == 224 && old.edge == 256 && old.fit == .shortest && old.resampling == .bicubic)
        #expect(old.rescale == 1.0 / 255 && old.mean == [0.48145466, 0.4578275, 0.40821073])
        let square = try Self.read(
            #"{"feature_extractor_type": "ViTFeatureExtractor", "size": 384, "resample": 2, "image_mean": 0.5}"#)
        #expect(square == Preprocessing(size: 384, fit: .stretch, resampling: .bilinear, deviation: [0.5, 0.5, 0.5]))
    }

    @Test func whatAFileLeavesOutIsAsItsClassHasIt() throws {
        let clip = try Self.read(#"{"image_processor_type": "CLIPImageProcessorFast", "size": null}"#)
        #expect(clip.size == 224 && clip.edge == 224 && clip.fit == .shortest && clip.resampling == .bicubic)
        #expect(clip.deviation == [0.26862954, 0.26130258, 0.27577711])
        let siglip = try Self.read(#"{"image_processor_type": "SiglipImageProcessor"}"#)
        #expect(siglip == Preprocessing(size: 224, fit: .stretch, resampling: .bicubic, deviation: [0.5, 0.5, 0.5]))
        let raw = try Self.read(
            #"{"image_processor_type": "ViTImageProcessorFast", "do_rescale": false, "do_normalize": false}"#)
        #expect(raw.rescale == 1 && raw.mean == [0, 0, 0] && raw.deviation == [1, 1, 1])
        let open = try Self.read("{}", as: "open_clip_config.json")
        #expect(open.size == 224 && open.fit == .shortestToEven && open.fill == [0, 0, 0] && open.mean == clip.mean)
    }

    @Test func aProcessorWithinAnotherFileIsFound() throws {
        let json = #"{"processor_class": "CLIPProcessor", "image_processor": {"image_processor_type": "#
        let read = try Self.read(json + #""CLIPImageProcessor", "crop_size": [96, 96]}}"#, as: "processor_config.json")
        #expect(read.size == 96 && read.edge == 224)
    }

    @Test func openCLIPsOwnSizeComesFirst() throws {
        let json = #"{"model_cfg": {"vision_cfg": {"image_size": [256, 256]}}, "preprocess_cfg": {"size": 224}}"#
        #expect(try Self.read(json, as: "open_clip_config.json").size == 256)
    }

    @Test(arguments: [
        (#""do_resize": false"#, "do_resize is false; only true is read"),
        (#""do_pad": true"#, "do_pad is true; only false is read"),
        (#""resample": 0"#, "resample is 0; 1 (Lanczos), 2 (bilinear) and 3 (bicubic) are read"),
        (
            #""size": {"height": 224, "width": 196}"#,
            "size is {height: 224, width: 196}; shortest_edge, or height and width alike, is read"
        ),
        (
            #""size": {"shortest_edge": 224, "longest_edge": 400}"#,
            "size is {longest_edge: 400, shortest_edge: 224}; shortest_edge, or height and width alike, is read"
        ),
        (
            #""crop_size": {"height": 2, "width": 3}"#,
            "crop_size is {height: 2, width: 3}; a side, or height and width alike, is read"
        ),
        (
            #""size": {"shortest_edge": 224}, "do_center_crop": false"#,
            "size is 224 for the shortest edge and do_center_crop is false: its pictures are not square; only square ones "
                + "are read"
        ),
        (#""crop_size": 256"#, "crop_size is 256 where the shortest edge is 224; it is read up to that"),
        (
            #""size": {"height": 256, "width": 256}"#,
            "crop_size is 224 where size is 256 x 256; it is read where both are alike"
        ),
        (#""image_mean": [0.5]"#, "image_mean is [0.5]; a number for each of three channels is read"),
        (
            #""image_std": [1, 0, 1]"#,
            "pictures has a mean and a positive deviation for each of three channels"
        ),
        (#""image_std": [1, 1e300, 1]"#, "pictures has a mean and a positive deviation for each of three channels"),
        (#""rescale_factor": 0"#, "pictures.rescale is 0.0; it is above zero"),
        (#""size": 1000000, "crop_size": 1000000"#, "pictures.size is 1000000; it lies within 8...1024"),
        (#""size": 9007199254740992"#, "pictures.edge is 9007199254740992; it lies within 224...4096"),
        (#""crop_size": -5"#, "pictures.size is -5; it lies within 8...1024"),
    ])
    func whatIsNotReadIsNamedWithWhatWasFound(entry: String, reason: String) throws {
        let scratch = try ScratchFolder()
        let json = #"{"image_processor_type": "CLIPImageProcessor", \#(entry)}"#
        let path = try scratch.write(json, to: "preprocessor_config.json")
        #expect(throws: ModelError.badImport(path: path, reason: reason)) { try PreprocessorFile(in: scratch.path) }
    }

    @Test(arguments: [
        (#""preprocess_cfg": {"mode": "L"}"#, "mode is L; only RGB is read"),
        (
            #""preprocess_cfg": {"size": [224, 196]}"#,
            "the size of pictures is [224, 196]; a side, or two alike, is read"
        ),
        (
            #""preprocess_cfg": {"resize_mode": "fit"}"#,
            "resize_mode is fit; shortest, longest and squash are read"
        ),
        (
            #""preprocess_cfg": {"interpolation": "nearest"}"#,
            "interpolation is nearest; bicubic, bilinear and random are read"
        ),
        (
            #""preprocess_cfg": {"fill_color": 256}"#,
            "fill_color is 256; a level within 0...255, or one for each channel, is read"
        ),
        (
            #""preprocess_cfg": {"mean": [1, 2, 3, 4]}"#,
            "mean is [1, 2, 3, 4]; a number for each of three channels is read"
        ),
    ])
    func whatOpenCLIPStatesAndIsNotReadIsNamed(entry: String, reason: String) throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("{\(entry)}", to: "open_clip_config.json")
        #expect(throws: ModelError.badImport(path: path, reason: reason)) { try PreprocessorFile(in: scratch.path) }
    }

    @Test(arguments: [(#""BlipImageProcessor""#, "BlipImageProcessor"), ("null", "not stated")])
    func aProcessorOfAnotherKindIsNamed(type: String, named: String) throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("{\"image_processor_type\": \(type)}", to: "preprocessor_config.json")
        let reason =
            "image_processor_type is \(named); those of CLIP, SigLIP and ViT are read: CLIPImageProcessor, "
            + "SiglipImageProcessor, ViTImageProcessor"
        #expect(throws: ModelError.badImport(path: path, reason: reason)) { try PreprocessorFile(in: scratch.path) }
    }

    @Test(arguments: ["", "[]", "{\"size\":", #"{"image_processor_type": 3}"#, #"{"size": {"height": "x"}}"#, "\u{0}"])
    func whatIsNoProcessorsFileIsSaidSo(text: String) throws {
        let scratch = try ScratchFolder()
        _ = try scratch.write(text, to: "preprocessor_config.json")
        #expect(throws: ModelError.self) { try PreprocessorFile(in: scratch.path) }
    }

    @Test func aFolderWithoutAnyIsSaidSo() throws {
        let scratch = try ScratchFolder()
        let path = scratch.path("open_clip_config.json")
        #expect(throws: ModelError.badImport(path: path, reason: "it cannot be read")) {
            try PreprocessorFile(in: scratch.path)
        }
    }
}
