import ArgumentParser
import Encoders

extension TrainCommand {
    func listPresets() throws {
        var table = TextTable(["preset", "picture", "width", "depth", "vector", "for"])
        for (name, purpose) in EncoderConfig.presets {
            guard let config = EncoderConfig.preset(name) else { continue }
            let transformer = config.image.transformer
            table.add([
                name, "\(config.image.preprocessing.size)", "\(transformer.width)", "\(transformer.depth)",
                "\(config.dimension)", purpose,
            ])
        }
        table.lines.forEach(global.console.say)
        try global.console.finish(["presets": EncoderConfig.presets.map(\.name)])
    }
}
