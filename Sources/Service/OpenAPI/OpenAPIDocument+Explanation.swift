extension OpenAPIDocument {
    static let explanation = """
              "Explanation": {"type": "object", "required": ["view", "parts", "length", "ranks"], "description": "What \
        brought a result, where that was asked for.", "properties": {
                "view": {"type": "string", "enum": ["i", "t", "m"], "description": "Which of the result's vectors the \
        question was held against: of its picture, its text, or both."},
                "parts": {"type": "array", "minItems": 1, "description": "The vectors that the question is the sum of. The \
        cosine with the question is the sum of weight * score, divided by length.", "items": {"type": "object", \
        "required": ["input", "weight", "score"], "properties": {
                  "input": {"type": "string", "enum": ["text", "image", "product", "text+image", "text+product", "not.text", \
        "not.image", "not.product"], "description": "What it was made of; a plus where both became one vector, of a product \
        its picture."},
                  "number": {"type": "integer", "minimum": 0, "description": "Which one of its kind in not, from 0."},
                  "weight": {"type": "number", "description": "As it was used; of what is in not, negative."},
                  "score": {"type": "number", "description": "The cosine of the result with this vector alone."}}}},
                "length": {"type": "number", "exclusiveMinimum": 0},
                "words": {"type": "array", "items": {"type": "string"}, "description": "The words of the question that the \
        full-text index finds in the product; absent where no words were looked up, as they are for a question that is \
        nothing but words."},
                "ranks": {"type": "object", "description": "The places in the lists that the order was made of, from 1; \
        one that is absent did not bring the result.", "properties": {
                  "vector": {"type": "integer", "minimum": 1}, "words": {"type": "integer", "minimum": 1}}},
                "picture": {"type": "integer", "minimum": 0, "description": "Which of the product's pictures is nearest, \
        where pictures were searched."},
                "filter": {"type": "string", "description": "The filter as it was understood."}}}
        """
}
