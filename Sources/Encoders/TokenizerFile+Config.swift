public import Tokens

extension TokenizerFile {
    /// The tokenizer of a folder, as a text encoder of that shape reads texts.
    public init(from directory: String, for text: EncoderConfig.Text) throws(TokenError) {
        switch text.architecture {
        // What was learnt here has a row for every token.
        case .preNorm, .bert: try self.init(from: directory, cleaning: text.cleaning)
        case .clip, .siglip: try self.init(from: directory, cleaning: text.cleaning, rows: text.vocabulary)
        }
    }
}
