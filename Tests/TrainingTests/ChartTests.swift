import Testing

@testable import Training

@Suite struct ChartTests {
    @Test("ticks stand at round numbers")
    func ticks() {
        #expect(ChartScale.exact(0, 6600).ticks == [0, 2000, 4000, 6000])
        #expect(ChartScale.exact(-0.3, 0.7).ticks.map(PageText.number) == ["-0.2", "0", "0.2", "0.4", "0.6"])
        #expect(ChartScale.fromZero(to: 0.83).ticks.map(PageText.number) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
        #expect(ChartScale.logarithmic(0.3, 4).ticks.map(PageText.number) == ["0.2", "0.5", "1", "2", "5"])
        #expect(ChartScale.logarithmic(0.002, 3).ticks.map(PageText.number) == ["0.001", "0.01", "0.1", "1", "10"])
    }

    @Test("an axis of one value has a length", arguments: [0.0, 1, 1e-9, 1e12])
    func oneValue(value: Double) {
        for scale in [ChartScale.exact(value, value), .fromZero(to: value)] {
            #expect(scale.high > scale.low && (2...12).contains(scale.ticks.count))
            #expect((0...1).contains(scale.place(value)))
        }
    }

    @Test(
        "numbers are written in few letters",
        arguments: zip(
            [0, 0.25, 5e-05, 999, 1500, 12_000, 2.5e6], ["0", "0.25", "5e-05", "999", "1.5k", "12k", "2.5M"])
    )
    func numbers(value: Double, text: String) { #expect(PageText.number(value) == text) }

    @Test(
        "durations are written as people say them",
        arguments: zip([0.04, 61, 3725.9, 4e6], ["0.0 s", "1 min 1 s", "1 h 2 min", "1,111 h 6 min"]))
    func durations(seconds: Double, text: String) { #expect(PageText.duration(seconds) == text) }

    @Test("a drawing stays within its frame and of one size, whatever the values and however many")
    func bounds() throws {
        var generator = SystemRandomNumberGenerator()
        var points = (1...20_000).map { (x: Double($0), y: Double.random(in: 0...1, using: &generator)) }
        for (at, y) in [Double.nan, .infinity, 1e38, 0, -5].enumerated() { points[100 * at].y = y }
        for isLogarithmic in [false, true] {
            let chart = LineChart(
                title: "t", axis: "steps", isLogarithmic: isLogarithmic,
                lines: [
                    .init(name: "a", colour: 0, style: .raw, points: points),
                    .init(name: "b", colour: 0, style: .strong, points: points),
                ])
            let figure = chart.figure()
            #expect(figure.utf8.count < 40_000)
            for path in figure.matches(of: /class="line[^"]*" d="M([^"]*)"/) {
                for pair in path.output.1.split(separator: "L") {
                    let numbers = pair.split(separator: ",").compactMap { Double($0) }
                    try #require(numbers.count == 2)
                    #expect((0...460).contains(numbers[0]) && (0...250).contains(numbers[1]))
                }
            }
        }
    }

    @Test("what has no values is not drawn")
    func empty() {
        let level = LineChart.Line(name: "chance", colour: 7, style: .level, points: [(0, 0.1)])
        #expect(LineChart(title: "t", axis: "x", lines: [level]).figure().isEmpty)
        let nothing = LineChart.Line(name: "a", colour: 0, style: .strong, points: [(1, .nan)])
        #expect(LineChart(title: "t", axis: "x", lines: [nothing]).figure().isEmpty)
    }

    @Test("smoothing keeps a straight line straight but at its end, and makes a noise small")
    func smoothing() {
        let line = (0..<200).map(Double.init)
        #expect(zip(Smoothing.around(line).prefix(196), line).allSatisfy { abs($0 - $1) < 1e-9 })
        let noise = (0..<200).map { $0 % 2 == 0 ? 1.0 : -1.0 }
        #expect(Smoothing.around(noise).dropFirst(10).allSatisfy { abs($0) < 0.25 })
        #expect(Smoothing.around([]).isEmpty && Smoothing.around([3]) == [3])
    }
}
