/// SentencePiece's Unigram model (Kudo 2018): of all ways to cut a word into known pieces the one whose scores add up
/// highest, found by Viterbi's algorithm.
///
/// It gives what Hugging Face's tokenizers give.
public struct Unigram: Tokenizer {
    let stages: TextStages
    let pieces: ScoredPieces

    public var vocabularySize: Int { stages.vocabularySize }
    public var padding: Int32 { stages.padding }
    public var end: Int32? { stages.after.last }

    public func encode(_ text: String, limit: Int) -> [Int32] {
        stages.ids(of: text, limit: limit) { pieces.append($0, to: &$1) }
    }
}
