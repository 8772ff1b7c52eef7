import Catalog
import Foundation
import Records
import Testing

@testable import Audit

/// Pairs whose titles tell about how sure one can be.
private enum Pairs {
    static func drawn(_ count: Int, seed: UInt64 = 7) throws -> [(pair: LabelledPair, evidence: PairEvidence)] {
        var state = seed
        func chance() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        return try (0..<count).map { at in
            var evidence = PairEvidence()
            evidence.titleOverlap = Float(chance())
            evidence.spelling = Float(chance())
            let logit = -6 + 7 * Double(evidence.titleOverlap) + 4 * Double(evidence.spelling)
            let isSame = chance() < EvidenceModel.probability(logit)
            return (LabelledPair(try Shelf.name("a\(at)"), try Shelf.name("b\(at)"), isSame: isSame), evidence)
        }
    }
}

@Test func aFittedModelIsAsOftenRightAsItIsSure() throws {
    let calibration = try Calibrator(.duplicate).calibrate(Pairs.drawn(4000))
    #expect(calibration.reliability.count == 10)
    #expect(calibration.reliability.allSatisfy { abs($0.confidence - $0.right) < 0.08 })
    #expect(calibration.reliability.reduce(0) { $0 + $1.count } == 4000)
    let hand = try Calibrator(.duplicate).calibrate(Pairs.drawn(4000), fits: false)
    #expect(hand.model == .standard(for: .duplicate))
    #expect(!hand.reliability.allSatisfy { abs($0.confidence - $0.right) < 0.08 })
    // What was never seen is as it was said to be.
    let fresh = try Pairs.drawn(4000, seed: 8).map {
        (confidence: calibration.model.confidence($0.evidence), isSame: $0.pair.isSame)
    }
    #expect(ReliabilityBin.bins(fresh).allSatisfy { abs($0.confidence - $0.right) < 0.08 })
    #expect(try Calibrator(.duplicate).calibrate(Pairs.drawn(4000)) == calibration)
}

@Test(arguments: [0.8, 0.9])
func aThresholdKeepsWhatItWasChosenForOnPairsNobodyLookedAt(share: Double) throws {
    let calibration = try Calibrator(.duplicate).calibrate(Pairs.drawn(6000))
    let fresh = try Pairs.drawn(6000, seed: 9)
    func outcome(_ threshold: Double) -> (precision: Double, recall: Double) {
        let taken = fresh.filter { calibration.model.confidence($0.evidence) >= threshold }
        let right = taken.count { $0.pair.isSame }
        return (
            Double(right) / Double(taken.count), Double(right) / Double(fresh.count { $0.pair.isSame })
        )
    }
    let precise = try #require(try calibration.chosen(for: .precision(share)).threshold)
    #expect(abs(outcome(precise).precision - share) < 0.03)
    let complete = try #require(try calibration.chosen(for: .recall(share)).threshold)
    #expect(abs(outcome(complete).recall - share) < 0.03)
    #expect(complete < precise)
    let expected = try #require(calibration.expectation(at: precise))
    #expect(expected.precision >= share)
    #expect(expected.knownBy.contains("measured on 6000 labelled pairs"))
}

@Test func aPrecisionThatThePairsDoNotShowIsRefused() throws {
    let calibration = try Calibrator(.duplicate).calibrate(Pairs.drawn(400))
    #expect(throws: CalibrationError.self) { try calibration.chosen(for: .precision(0.999)) }
    #expect(throws: CalibrationError.nothingMeasured) {
        try EvidenceCalibration(model: .standard(for: .duplicate)).chosen(for: .precision(0.5))
    }
}

@Test func threePairsThatAreAllRightShowNoPrecisionOfOne() throws {
    let curve = PrecisionCurve([(0.9, true), (0.8, true), (0.7, true), (0.1, false)])
    #expect(curve.points.map(\.taken) == [1, 2, 3, 4])
    #expect(curve.point(for: .precision(0.8))?.taken == 3)
    #expect(curve.point(for: .precision(0.9)) == nil)
    #expect(curve.surest?.threshold == 0.7)
    // A wrong pair that the share would allow, and that finds nothing, is not taken; and the threshold lies between.
    let point = try #require(curve.point(for: .precision(0.6)))
    #expect(point.taken == 3 && abs(curve.threshold(point) - 0.4) < 1e-12)
    #expect(curve.point(for: .balance)?.threshold == 0.7)
    #expect(curve.point(for: .recall(0.6))?.threshold == 0.8)
    #expect(curve.point(at: 0.75)?.threshold == 0.8)
}

@Test func tooFewPairsAreRefused() throws {
    let few = try Pairs.drawn(400).filter { $0.pair.isSame }.prefix(9)
    #expect(throws: CalibrationError.tooFew(same: 9, different: 0, least: 10)) {
        try Calibrator(.duplicate).calibrate(Array(few))
    }
}

@Test func whatPeopleDecidedGoesBeforeLabels() throws {
    let (a, b, c) = (try Shelf.name("a"), try Shelf.name("b"), try Shelf.name("c"))
    let labels = [LabelledPair(b, a, isSame: true), LabelledPair(a, c, isSame: false)]
    let decisions = [PairDecision(a, b, .variants)]
    let duplicates = LabelledPair.joined(labels, decisions, relation: .duplicate)
    #expect(duplicates == [LabelledPair(a, b, isSame: false), LabelledPair(a, c, isSame: false)])
    #expect(LabelledPair.joined([], decisions, relation: .sameStyle) == [LabelledPair(a, b, isSame: true)])
}

@Test func aFileOfEvidenceIsReadBackAndItsFirstFormToo() throws {
    var file = EvidenceFile()
    file[.duplicate] = try Calibrator(.duplicate).calibrate(Pairs.drawn(300)).chosen(for: .balance)
    let again = try EvidenceFile(try file.encoded)
    #expect(again[.duplicate]?.threshold == file[.duplicate]?.threshold)
    #expect(again[.duplicate]?.model == file[.duplicate]?.model)
    #expect(again[.sameStyle] == nil)
    let first = Data(#"{"weights":[-7,3,2,3,4,5,4,-3,1,-1.5,0.5,-2,-1.5,0.5,-24,0.3,-16]}"#.utf8)
    #expect(try EvidenceFile(first)[.duplicate]?.model["title"] == 4)
    #expect(try EvidenceFile(first)[.duplicate]?.curve == nil)
}

@Test(
    arguments: [
        ("{", "no file of calibrated evidence"), (#"{"version":3}"#, "version 3"),
        (#"{"weights":[1]}"#, "has 17 of them, here are 1"), ("{}", "it has no weights"),
        (
            #"{"version":2,"duplicate":{"model":{"weights":{"luck":1}},"reliability":[],"decisions":0,"source":"labels"}}"#,
            "there is no feature called luck"
        ),
    ])
func aDamagedFileOfEvidenceIsRefusedInWords(text: String, words: String) {
    do {
        _ = try EvidenceFile(Data(text.utf8))
        Issue.record("it was read")
    } catch {
        #expect("\(error)".contains(words))
    }
}

@Test func aReliabilityPlotShowsEveryBinAndNeedsNothingElse() throws {
    let bins = [ReliabilityBin(confidence: 0.05, right: 0, count: 90), .init(confidence: 0.95, right: 0.9, count: 10)]
    let svg = ReliabilityPlot(bins).svg
    #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>"))
    #expect(svg.components(separatedBy: "<circle").count == 3)
    #expect(svg.contains("10 pairs, 95 % sure, 90 % right"))
    #expect(!svg.contains("http") && !svg.contains("<script"))
    #expect(ReliabilityPlot([]).svg.isEmpty)
}
