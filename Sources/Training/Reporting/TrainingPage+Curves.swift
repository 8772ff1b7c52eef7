extension TrainingPage {
    private typealias Point = (x: Double, y: Double)

    private func points(_ value: (TrainingPoint) -> Float?) -> [Point] {
        history.points.compactMap { point in value(point).map { (Double(point.step), Double($0)) } }
    }

    private func smooth(_ points: [Point]) -> [Point] {
        zip(points, Smoothing.around(points.map(\.y))).map { ($0.x, $1) }
    }

    var loss: String {
        let raw = points(\.loss)
        var lines = [
            LineChart.Line(name: "one step", colour: 0, style: .raw, points: raw),
            LineChart.Line(name: "loss", colour: 0, style: .strong, points: smooth(raw)),
        ]
        for (at, name) in families.enumerated() {
            let points = smooth(points { $0.terms[name] })
            lines.append(LineChart.Line(name: name, colour: 1 + at, style: .thin, points: points))
        }
        return LineChart(
            title: "Loss", axis: "steps",
            note:
                "Smoothed over the steps around; behind it, single steps. The thin lines are its families, unweighted. "
                + "The axis is logarithmic.",
            isLogarithmic: true, lines: lines
        ).figure()
    }

    /// The families of the loss, as the task lists them.
    private var families: [String] {
        let known = ["attention", "values", "ranking", "vectors", "ppm", "pdc", "lc", "contrast"]
        let all = Set(history.points.flatMap(\.terms.keys))
        let listed = known.filter(all.contains) + all.subtracting(known).sorted()
        // There are seven colours beside that of the loss itself.
        return Array(listed.prefix(7))
    }

    var recall: String {
        let measurements = history.points.filter { $0.recall != nil }
        var lines = HeldOutRecall.cells.enumerated().map { at, cell in
            LineChart.Line(
                name: cell, colour: at, style: .marked,
                points: measurements.compactMap { point in
                    point.recall?[cell].map { (Double(point.samples), $0) }
                })
        }
        if let measured {
            lines.insert(
                LineChart.Line(name: "chance", colour: 7, style: .level, points: [(0, measured.chance)]), at: 0)
        }
        return LineChart(
            title: "Held-out recall@10", axis: "samples",
            note: "The share of held-out products for which one that was clicked with it is among the first ten. "
                + "i: by picture, t: by text, m: by both; asked with the first, found by the second.",
            lines: lines
        ).figure()
    }

    var rate: String {
        LineChart(
            title: "Learning rate", axis: "steps", width: 380,
            lines: [LineChart.Line(name: "rate", colour: 0, style: .strong, points: points(\.rate))]
        ).figure()
    }

    var speed: String {
        // The mean so far tells how long was worked; the rate between two points is what was done since.
        var speeds: [Point] = []
        var before = (samples: 0.0, seconds: 0.0)
        for point in history.points where point.samplesPerSecond > 0 {
            let now = (samples: Double(point.samples), seconds: Double(point.samples) / point.samplesPerSecond)
            // Short times are the clock's noise.
            guard now.seconds - before.seconds > 0.05 else { continue }
            speeds.append((Double(point.step), max(0, now.samples - before.samples) / (now.seconds - before.seconds)))
            before = now
        }
        return LineChart(
            title: "Samples per second", axis: "steps", width: 380,
            lines: [LineChart.Line(name: "smoothed", colour: 2, style: .strong, points: smooth(speeds))]
        ).figure()
    }

    var gradient: String {
        let raw = points(\.gradientNorm)
        return LineChart(
            title: "Gradient norm before clipping", axis: "steps", isLogarithmic: true, width: 380,
            lines: [
                LineChart.Line(name: "one step", colour: 3, style: .raw, points: raw),
                LineChart.Line(name: "smoothed", colour: 3, style: .strong, points: smooth(raw)),
                LineChart.Line(
                    name: "clipped above", colour: 7, style: .level, points: [(0, Double(run.plan.optimizer.clip))]),
            ]
        ).figure()
    }
}
