/// What the JSON files of a Hugging Face folder say of its BERT.
struct BertShape: Decodable, Sendable {
    let modelType: String
    let hiddenAct: String
    let hiddenSize: Int
    let intermediateSize: Int
    let layerNormEps: Float
    let maxPositionEmbeddings: Int
    let numAttentionHeads: Int
    let numHiddenLayers: Int
    let typeVocabSize: Int
    let vocabSize: Int
    let positionEmbeddingType: String?

    // The files' own names, so that an error names what stands there.
    enum CodingKeys: String, CodingKey {
        case modelType = "model_type"
        case hiddenAct = "hidden_act"
        case hiddenSize = "hidden_size"
        case intermediateSize = "intermediate_size"
        case layerNormEps = "layer_norm_eps"
        case maxPositionEmbeddings = "max_position_embeddings"
        case numAttentionHeads = "num_attention_heads"
        case numHiddenLayers = "num_hidden_layers"
        case typeVocabSize = "type_vocab_size"
        case vocabSize = "vocab_size"
        case positionEmbeddingType = "position_embedding_type"
    }

    private struct TokenizerShape: Decodable {
        let doLowerCase: Bool?
        let stripAccents: Bool?
        let tokenizeChineseChars: Bool?

        enum CodingKeys: String, CodingKey {
            case doLowerCase = "do_lower_case"
            case stripAccents = "strip_accents"
            case tokenizeChineseChars = "tokenize_chinese_chars"
        }
    }

    private struct Pooling: Decodable {
        let mean: Bool
        let first: Bool?
        let largest: Bool?

        enum CodingKeys: String, CodingKey {
            case mean = "pooling_mode_mean_tokens"
            case first = "pooling_mode_cls_token"
            case largest = "pooling_mode_max_tokens"
        }
    }

    init(_ path: String) throws(ModelError) {
        self = try FolderJSON.decode(BertShape.self, path)
        func need(_ holds: Bool, _ reason: String) throws(ModelError) {
            if !holds { throw .badImport(path: path, reason: reason) }
        }
        try need(modelType == "bert", "model_type is \(modelType); only bert is read")
        try need(hiddenAct == "gelu", "hidden_act is \(hiddenAct); only gelu is read")
        let positions = positionEmbeddingType ?? "absolute"
        try need(positions == "absolute", "position_embedding_type is \(positions); only absolute is read")
        try need((1...1024).contains(typeVocabSize), "type_vocab_size is \(typeVocabSize); it lies within 1...1024")
        if let fault = text.faults.first { throw .badImport(path: path, reason: fault) }
    }

    /// The text encoder of this shape, wholly frozen.
    var text: EncoderConfig.Text {
        EncoderConfig.Text(
            vocabulary: vocabSize, length: maxPositionEmbeddings,
            transformer: .init(width: hiddenSize, depth: numHiddenLayers, heads: numAttentionHeads),
            architecture: .bert(inner: intermediateSize, epsilon: layerNormEps), frozen: numHiddenLayers)
    }

    /// Refuses a tokenizer that is not ours: lower case, without accents, each Chinese character a word.
    static func checkTokenizer(_ path: String) throws(ModelError) {
        let shape = try FolderJSON.decode(TokenizerShape.self, path)
        for (name, value) in [
            ("do_lower_case", shape.doLowerCase), ("strip_accents", shape.stripAccents),
            ("tokenize_chinese_chars", shape.tokenizeChineseChars),
        ] where value == false {
            throw .badImport(path: path, reason: "\(name) is false; only uncased vocabularies are read")
        }
    }

    /// Refuses any pooling but the mean of a text's tokens.
    static func checkPooling(_ path: String) throws(ModelError) {
        let pooling = try FolderJSON.decode(Pooling.self, path)
        guard pooling.mean, pooling.first != true, pooling.largest != true else {
            throw .badImport(path: path, reason: "it does not pool by the mean of the tokens alone")
        }
    }
}
