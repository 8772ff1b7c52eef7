import Foundation

extension EncoderConfig {
    /// The presets that come with the program, with what each is for.
    public static let presets: [(name: String, purpose: String)] = [
        ("demo", "learns in two minutes on two cores; for the drawn marketplace"),
        ("small", "64 x 64 pictures, for catalogues of tens of thousands on a processor"),
        ("bench-64", "the reference model of the speed measurements: patch 8, width 192, depth 6"),
        ("base", "ViT-S/16 at 224 with a six-layer text encoder; for long trainings"),
    ]

    /// The preset of that name; nil where there is none.
    public static func preset(_ name: String) -> EncoderConfig? {
        let bytes: [UInt8]
        switch name {
        case "demo": bytes = PackageResources.demo_json
        case "small": bytes = PackageResources.small_json
        case "bench-64": bytes = PackageResources.bench_64_json
        case "base": bytes = PackageResources.base_json
        default: return nil
        }
        return try? EncoderConfig(json: Data(bytes), from: "preset \(name)")
    }
}
