import Encoders
import Foundation
import Testing
import Training

/// Configs of students that are made after a teacher.
@Suite struct StudentTests {
    private static func blocks(_ config: EncoderConfig) -> Int {
        [config.image.transformer, config.text.transformer].reduce(0) { $0 + $1.depth * $1.width * $1.width }
    }

    @Test("half of a preset has about half of its blocks' parameters, a quarter a quarter, and never more")
    func shares() throws {
        for (name, _) in EncoderConfig.presets {
            let teacher = try #require(EncoderConfig.preset(name))
            for share in StudentShare.allCases {
                let student = try teacher.student(share)
                let ratio = Double(Self.blocks(student)) / Double(Self.blocks(teacher))
                #expect((share.share * 0.8...share.share).contains(ratio), "\(share) of \(name): \(ratio)")
                #expect(student.image.transformer.heads == teacher.image.transformer.heads)
                #expect(student.text.transformer.heads == teacher.text.transformer.heads)
                #expect(student.dimension == teacher.dimension && student.image.cells == teacher.image.cells)
            }
        }
    }

    @Test func aTowerThatHasTheBlocksLosesBlocksAndNoWidth() throws {
        var teacher = try #require(EncoderConfig.preset("base"))
        let half = try teacher.student(.half)
        #expect(half.image.transformer.depth == 6 && half.image.transformer.width == 384)
        #expect(half.text.transformer.depth == 3 && half.text.transformer.width == 384)
        // Six blocks do not quarter: two, narrower.
        let quarter = try teacher.student(.quarter)
        #expect(quarter.image.transformer.depth == 3 && quarter.image.transformer.width == 384)
        #expect(quarter.text.transformer.depth == 2 && quarter.text.transformer.width == 324)
        teacher.text.architecture = .bert(inner: 1000, epsilon: 1e-5)
        teacher.text.frozen = 6
        let bert = try teacher.student(.quarter)
        #expect(bert.text.architecture == .bert(inner: 843, epsilon: 1e-5) && bert.text.frozen == 0)
    }

    @Test("a student reads what its teacher reads, in cells that its rows divide into")
    func reading() throws {
        let (small, demo) = (
            try #require(EncoderConfig.preset("small")), try #require(EncoderConfig.preset("demo"))
        )
        let student = try demo.reading(as: small)
        #expect(student.image.preprocessing == small.image.preprocessing && student.text.length == small.text.length)
        #expect(student.image.transformer == demo.image.transformer && student.dimension == demo.dimension)
        // Eight rows a side do not divide into the six cells of the preset.
        #expect(student.image.cells == 8)
        var odd = demo
        (odd.image.stem, odd.image.cells) = (.patch(size: 7), 1)
        #expect(throws: ModelError.self) { try odd.reading(as: small) }
    }
}
