import Encoders

extension TrainingPage {
    /// The rows of the table.
    var facts: String {
        var rows = [
            ("Model", run.model), ("Encoders", encoders), ("Plan", plan),
            (
                "Products",
                "\(PageText.grouped(run.products.training)) to learn from, "
                    + "\(PageText.grouped(run.products.heldOut)) held out"
            ),
            (
                "Click pairs",
                "\(PageText.grouped(run.pairs.training)) to learn from, "
                    + "\(PageText.grouped(run.pairs.heldOut)) held out"
            ),
        ]
        if let distillation = run.plan.distillation { rows.insert(("Teacher", distillation.teacher), at: 2) }
        if let latest = history.latest {
            rows.append(("Steps", PageText.grouped(latest.step)))
            rows.append(
                (
                    "Samples",
                    "\(PageText.grouped(latest.samples)), \(PageText.grouped(Int(latest.samplesPerSecond.rounded()))) a second"
                ))
            rows.append(("Time", PageText.duration(latest.seconds)))
        }
        rows.append(("Best held-out recall@10", best))
        if let measured {
            rows.append(
                (
                    "Two products at random",
                    "have a cosine of \(measured.bunching.formatted3); near 1, all lie in one bunch"
                ))
        }
        return rows.map {
            "<tr><th scope=\"row\">\($0)</th><td><bdi>\(PageText.escaped($1, longest: 300))</bdi></td></tr>"
        }.joined(separator: "\n")
    }

    private var encoders: String {
        // A resumed run knows its config alone, so the preset is told by that.
        let preset = EncoderConfig.presets.first { EncoderConfig.preset($0.name) == run.config }
        let (picture, text) = (run.config.image, run.config.text)
        return "\(preset.map { "preset \($0.name)" } ?? "a config of its own"): "
            + "pictures of \(picture.preprocessing.size) pixels, width \(picture.transformer.width), "
            + "depth \(picture.transformer.depth); texts of \(text.length) tokens, width \(text.transformer.width), "
            + "depth \(text.transformer.depth); vectors of \(run.config.dimension)"
    }

    private var plan: String {
        let length =
            switch run.plan.length {
            case .epochs(let count): "\(PageText.number(count)) epochs"
            case .minutes(let count): "\(PageText.number(count)) minutes"
            }
        return "\(length), \(PageText.grouped(run.plan.batch)) pairs a step, "
            + "learning rate up to \(PageText.number(Double(run.plan.schedule.peak))), seed \(run.plan.seed)"
    }

    private var best: String {
        guard let best = TrainingPoint.best(history.points), let score = best.score else { return "not measured" }
        let cells = HeldOutRecall.cells.compactMap { cell in best.recall?[cell].map { "\(cell) \($0.formatted3)" } }
        return "\(score.formatted3) (\(cells.joined(separator: ", "))), at step \(PageText.grouped(best.step)), "
            + "after \(PageText.duration(best.seconds)): these weights are kept"
    }
}
