/// What open_clip does to a text before its tokenizer sees it (`tokenizer_kwargs.clean` in `open_clip_config.json`).
///
/// Its repair of mistaken encodings (ftfy) and of HTML entities is not done: texts are taken as they are.
public enum TextCleaning: String, Codable, Sendable {
    /// Runs of white space are one blank, none at the ends.
    case whitespace
    /// The same, in lower case.
    case lower
    /// The same, with "_" a blank and without ASCII's punctuation marks: the form SigLIP was trained on.
    case canonicalize
}
