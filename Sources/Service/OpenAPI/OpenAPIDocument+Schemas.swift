import Catalog
import Retrieval

extension OpenAPIDocument {
    static let schemas = """
              "View": {"type": "string", "enum": ["i", "t", "m"], "description": "Which vectors are searched: from the \
        picture, the text, or both; the fitting ones where left out."},
              "Filter": {"type": "string", "maxLength": 4096, "description": "A condition on the answers.", \
        "examples": ["category = \\"Shoes\\" and price < 50 and color in (\\"red\\", \\"blue\\")"]},
              "Fields": {"type": "array", "maxItems": \(Query.mostFacets), "uniqueItems": true, \
        "items": {"type": "string", "minLength": 1, "maxLength": \(Query.longestFacet), \
        "pattern": "^[^,]*[^,\\\\s][^,]*$"}, \
        "description": "Fields as in a filter whose values are counted; not id and title, which every product has of its \
        own.", "examples": [["category", "brand", "price", "color"]]},
              "Fold": {"type": "boolean", "default": false, "description": "Whether answers of one style make one result, \
        with the others as its variants. The \(Query.folded) nearest are gathered, by the stored vectors; those beyond follow \
        one by one, whatever their style. A page, an offset and the total then count results."},
              "Explain": {"type": "boolean", "default": false, "description": "Whether each result says what brought it."},
              "Weight": {"type": "number", "minimum": -100, "maximum": 100, "default": 1},
              "Weights": {"type": "object", "additionalProperties": false, "description": "How much each input counts.", \
        "properties": {
                "text": {"$ref": "#/components/schemas/Weight"}, "image": {"$ref": "#/components/schemas/Weight"},
                "product": {"$ref": "#/components/schemas/Weight"}}},
              "Box": {"type": "object", "additionalProperties": false, "required": ["x", "y", "width", "height"], \
        "description": "A part of the picture, in fractions of its upright sides, from the top left. It lies inside the \
        picture.", "properties": {
                "x": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
                "y": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
                "width": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
                "height": {"type": "number", "exclusiveMinimum": 0, "maximum": 1}}},
              "Unlike": {"type": "object", "additionalProperties": false, \
        "description": "What the answers should be unlike, of each kind one or a list, \(Query.Unlike.most) in all. \
        Together they count half of what the question counts, however many they are, each in what the question does not \
        share with it. Products among them are no answers.", "properties": {
                "text": {"$ref": "#/components/schemas/OneOrMany"},
                "product": {"$ref": "#/components/schemas/OneOrMany"},
                "image": {"$ref": "#/components/schemas/OneOrMany", "description": "JPEG, PNG or WebP as base64."}}},
              "OneOrMany": {"oneOf": [{"type": "string"}, {"type": "array", "maxItems": \(Query.Unlike.most), \
        "items": {"type": "string"}}]},
              "Question": {"type": "object", "additionalProperties": false, "properties": {
        \(question("""
                "image": {"type": "string", "contentEncoding": "base64", "description": "JPEG, PNG or WebP."}
        """))
              }},
              "QuestionForm": {"type": "object", "additionalProperties": false, \
        "description": "box, weights and not are JSON texts; facets may be there several times.", "properties": {
        \(question("""
                "image": {"description": "JPEG, PNG or WebP.", "type": "string", "contentMediaType": "image/*"}
        """))
              }},
        \(answers),
        \(explanation),
        \(stored)
        """

    private static func question(_ image: String) -> String {
        """
                "text": {"type": "string"},
        \(image),
                "image_url": {"type": "string", "maxLength": \(PictureURL.longest), "description": "In place of image: where the \
        picture lies, as an https address on the open network; where the settings say so, not fetched."},
                "box": {"$ref": "#/components/schemas/Box"},
                "product": {"type": "string"},
                "weights": {"$ref": "#/components/schemas/Weights"},
                "not": {"$ref": "#/components/schemas/Unlike"},
                "filter": {"$ref": "#/components/schemas/Filter"},
                "view": {"$ref": "#/components/schemas/View"},
                "limit": {"type": "integer", "minimum": 1, "maximum": 200, "default": 20},
                "offset": {"type": "integer", "minimum": 0, "maximum": 10000, "default": 0},
                "page": {"type": "string", "maxLength": 85, "description": "The `next` of the answer to the same \
        question, in place of an offset."},
                "min_score": {"type": "number", "minimum": -1, "maximum": 1, "description": "The least cosine of an answer."},
                "facets": {"$ref": "#/components/schemas/Fields"},
                "fold": {"$ref": "#/components/schemas/Fold"},
                "explain": {"$ref": "#/components/schemas/Explain"}
        """
    }

    private static let answers = """
              "Problem": {"type": "object", "required": ["type", "title", "status", "detail"], "properties": {
                "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                "detail": {"type": "string"}, "instance": {"type": "string", "description": "Names the request, with the id \
        that the answer and the server's log have."}}},
              "Product": {"type": "object", "required": ["id", "title"], "properties": {
        \(product),
                "image": {"type": "string", "description": "The address of its main picture on this server."},
                "images": {"type": "array", "items": {"type": "string"}, "description": "The addresses of all its \
        pictures, the main one first; absent where it has no other."}}},
              "SearchAnswer": {"type": "object", "required": ["results", "total", "took", "model"], "properties": {
                "results": {"type": "array", "items": {"type": "object", \
        "required": ["product", "score", "confidence", "relation"], "properties": {
                  "product": {"$ref": "#/components/schemas/Product"},
                  "score": {"type": "number", "minimum": 0, "maximum": 1, \
        "description": "The cosine with the question, 0 where it is less."},
                  "confidence": {"type": "number", "minimum": 0, "maximum": 1, \
        "description": "The chance of one style with what was asked for."},
                  "relation": {"type": "string", "enum": ["duplicate", "same-style", "similar"]},
                  "picture": {"type": "integer", "minimum": 0, "description": "Which of the product's pictures is \
        nearest, counted from 0, where pictures were searched."},
                  "variants": {"type": "object", "required": ["count", "products"], "description": "What else there is of \
        its style among the \(Query.folded) nearest; absent where answers are not folded.", "properties": {
                    "count": {"type": "integer", "minimum": 0},
                    "products": {"type": "array", "maxItems": \(SearchResult.Variants.mostProducts), \
        "items": {"type": "string"}, "description": "The ids of the best of them."}}},
                  "explanation": {"$ref": "#/components/schemas/Explanation"}}}},
                "total": {"type": "integer", "description": "How many were ranked."},
                "next": {"type": "string", "description": "The next page, as `page` of the same question; what was \
        there for the first page is there for it."},
                "took": {"type": "object", "description": "Milliseconds; total includes waiting; fetch is absent where \
        no picture was fetched.", "properties": {"fetch_ms": {"type": "number"},
                  "decode_ms": {"type": "number"}, "encode_ms": {"type": "number"}, "search_ms": {"type": "number"},
                  "total_ms": {"type": "number"}}},
                "model": {"type": "string"},
                "facets": {"$ref": "#/components/schemas/Facets", "description": "Counted over the 1,000 best answers; \
        absent where no field was asked for."}}},
              "Facets": {"type": "object", "description": "By field as it was asked for. What is counted for a field \
        satisfies the filter without its own conditions on that field, joined by `and` at its top.", \
        "additionalProperties": {"type": "array", "maxItems": 20, "items": {"type": "object", \
        "required": ["value", "count"], "properties": {
                "value": {"type": "string", "description": "The 20 most frequent; of price ranges of the amounts, from the \
        lowest on."}, "count": {"type": "integer", "minimum": 1},
                "from": {"type": "number", "description": "Of price: where the range begins."},
                "to": {"type": "number", "description": "Of price: what the range ends before; absent for the last."}}}}}
        """

    private static let product = """
                "id": {"type": "string", "minLength": 1, "maxLength": 128},
                "title": {"type": "string"}, "description": {"type": "string"},
                "category": {"type": "array", "items": {"type": "string"}, "description": "From the widest to the leaf."},
                "brand": {"type": "string"}, "seller": {"type": "string"},
                "price": {"type": "number", "minimum": 0}, "currency": {"type": "string"},
                "attributes": {"type": "object", "additionalProperties": {"type": "string"}}
        """

    private static let stored = """
        \(toStore("ProductToStore", needs: "title", said: "The address names it: the id may be left out.")),
        \(toStore("ProductOnLine", needs: "id", "title", said: "One of many.")),
        \(toStore("ListingToCheck", needs: "title", said: "As it would be stored; it needs no id yet.")),
        \(checked),
              "Stored": {"type": "object", "required": ["id", "outcome", "indexed"], "properties": {
                "id": {"type": "string"}, "outcome": {"type": "string", "enum": ["imported", "updated", "unchanged"]},
                "indexed": {"type": "boolean", "description": "Whether search finds it as it is now."}}},
              "Click": {"type": "object", "additionalProperties": false, "required": ["session", "product"], \
        "properties": {
                "session": {"type": "string", "minLength": 1}, "user": {"type": "string"}, "query": {"type": "string"},
                "product": {"type": "string"}, "event": {"type": "string", "default": "click", \
        "enum": ["view", "click", "like", "cart", "offer", "purchase"]},
                "position": {"type": "integer", "minimum": 1, "maximum": \(Int64.max)}, "time": {"type": "integer", "minimum": \(Int64.min), "maximum": \(Int64.max), \
        "description": "Seconds since 1970."}}},
              "LineAnswer": {"type": "object", "required": ["line"], "properties": {
                "line": {"type": "integer", "minimum": 1}, "id": {"type": "string"}, "outcome": {"type": "string"},
                "indexed": {"type": "boolean"}, "error": {"$ref": "#/components/schemas/Problem"}}}
        """

    private static let checked = """
              "CheckAnswer": {"type": "object", "required": ["verdict", "matches", "took", "model"], "properties": {
                "verdict": {"type": "string", "enum": ["duplicate", "same-style", "new"]},
                "matches": {"type": "array", "description": "Duplicates first, the surest first.", "items": {"type": "object", \
        "required": ["product", "relation", "confidence", "why", "evidence"], "properties": {
                  "product": {"$ref": "#/components/schemas/Product"},
                  "relation": {"type": "string", "enum": ["duplicate", "same-style"]},
                  "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                  "why": {"type": "array", "items": {"type": "string"}, "description": "What spoke for it and against."},
                  "evidence": {"type": "object", "description": "As an audit writes it."}}}},
                "took": {"type": "object", "description": "Milliseconds, as of a search."},
                "model": {"type": "string"}}}
        """

    private static func toStore(_ name: String, needs: String..., said: String) -> String {
        """
              "\(name)": {"type": "object", "additionalProperties": false, \
        "required": [\(needs.map { "\"\($0)\"" }.joined(separator: ", "))], "description": "\(said)", \
        "dependentRequired": {"currency": ["price"]}, "properties": {
        \(product),
                "image": {"type": ["string", "null"], "contentEncoding": "base64", "description": "The one \
        picture: JPEG, PNG or WebP; where left out the stored ones stay, null removes them."},
                "images": {"type": ["array", "null"], "maxItems": \(StoredProduct.mostPictures), \
        "items": {"type": "string", "contentEncoding": "base64"}, "description": "In place of image: all pictures, the \
        main one first, each as base64 or as the address where the product's answer has it."}}}
        """
    }
}
