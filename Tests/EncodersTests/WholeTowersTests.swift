import Encoders
import Foundation
import Pictures
import Safetensors
import Tensors
import Testing

/// Where `Tools/reference/towers.py FOLDER` wrote larger models and 200 inputs; they are never part of the project.
private let place = ProcessInfo.processInfo.environment["SAMESTYLE_TOWERS"].map { URL(filePath: $0) }

/// How far an embedding may be from the reference, relative to its length: both are f32.
private let tolerance = 1e-4
/// Two scores that lie closer in the reference may change places: they are sums of f32.
private let tie: Float = 1e-6

/// The whole way of 200 pictures and texts against transformers and open_clip.
@Suite(.enabled(if: place != nil, "SAMESTYLE_TOWERS names no folder of Tools/reference/towers.py"))
struct WholeTowersTests {
    private struct Line: Decodable { let text: String }

    @Test(arguments: ["clip", "siglip", "open-clip", "open-siglip"])
    func twoHundredInputsLieAndRankAsInTheReference(name: String) throws {
        let place = try #require(place)
        let model = try TowersFolder(from: place.appending(path: name).path).model(name: name)
        var encoder = model.encoder
        encoder.precision = .single
        let exact = EmbeddingModel(name: name, encoder: encoder, vocabulary: model.vocabulary)
        let texts = try String(contentsOf: place.appending(path: "texts.jsonl"), encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).text }
        let pictures = try (0..<texts.count).map { at -> Picture in
            let file = place.appending(path: String(format: "pictures/%03d.png", at))
            return try PictureCodec.decode([UInt8](Data(contentsOf: file)))
        }
        let golden = try SafetensorsFile(path: place.appending(path: "\(name)-embeddings.safetensors").path)
        let (count, d) = (texts.count, model.dimension)
        let (wantedI, wantedT) = (
            unit(try golden.tensor("i", shape: [count, d])), unit(try golden.tensor("t", shape: [count, d]))
        )
        let tape = Tape(recording: false)
        let given = unit(encoder.side(ofPictures: try golden.tensor("pixels"), on: tape).value)
        let (i, t) = (exact.embed(pictures: pictures), exact.embed(texts: texts))
        let (towers, words) = (
            GoldenTowers.apart(given, wantedI, columns: d), GoldenTowers.apart(t, wantedT, columns: d)
        )
        #expect(count == 200 && towers < tolerance && words < tolerance)
        #expect(changedPlaces(given, t, wantedI, wantedT, d) == 0)
        let whole = GoldenTowers.apart(i, wantedI, columns: d)
        let fast = model.embed(pictures: pictures)
        print(
            "\(name): pictures apart \(towers), prepared here \(whole), texts \(words); in \(model.encoder.precision.rawValue) "
                + "\(GoldenTowers.apart(fast, wantedI, columns: d)), \(GoldenTowers.apart(model.embed(texts: texts), wantedT, columns: d)); "
                + "places changed, pictures prepared here: \(changedPlaces(i, t, wantedI, wantedT, d)) of \(count * (count - 1))"
        )
    }

    private func unit(_ rows: Tensor) -> [Float] {
        Tape(recording: false).normalizeRows(Variable(rows)).value.values
    }

    /// Of all texts' rankings of all pictures, how many neighbours stand in the other order.
    private func changedPlaces(_ i: [Float], _ t: [Float], _ wantedI: [Float], _ wantedT: [Float], _ d: Int) -> Int {
        let count = i.count / d
        func scores(_ t: [Float], _ i: [Float]) -> [Float] {
            let result = Tensor(uninitialized: [count, count])
            Arithmetic.product(t, i, into: result.memory, m: count, n: count, k: d, transposing: .second)
            return result.values
        }
        let (wantedScores, seenScores) = (scores(wantedT, wantedI), scores(t, i))
        var changed = 0
        for text in 0..<count {
            let wanted = Array(wantedScores[(text * count)..<((text + 1) * count)])
            let seen = Array(seenScores[(text * count)..<((text + 1) * count)])
            let order = (0..<count).sorted { wanted[$0] > wanted[$1] }
            for (a, b) in zip(order, order.dropFirst()) where seen[a] < seen[b] && wanted[a] - wanted[b] > tie {
                changed += 1
            }
        }
        return changed
    }
}
