/// Byte pair encoding (Sennrich et al. 2016) as CLIP has it (Radford et al. 2021): words spelt in an alphabet of bytes,
/// then neighbours joined, those first that were joined first in learning.
///
/// It gives what Hugging Face's tokenizers give. Merges are looked up by pairs of ids, and a word takes time that grows
/// with its length times the logarithm of it, however long it is.
public struct BytePairs: Tokenizer {
    let stages: TextStages
    let merges: MergeTable

    public var vocabularySize: Int { stages.vocabularySize }
    public var padding: Int32 { stages.padding }
    public var end: Int32? { stages.after.last }

    public func encode(_ text: String, limit: Int) -> [Int32] {
        stages.ids(of: text, limit: limit) { merges.append($0, to: &$1) }
    }
}
