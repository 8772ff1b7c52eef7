/// What the server answers at `/openapi.json`: OpenAPI 3.1, held against the routes by a test.
enum OpenAPIDocument {
    static let text = """
        {
          "openapi": "3.1.0",
          "info": {
            "title": "SameStyle",
            "version": "1",
            "summary": "Find the same product among a marketplace's listings.",
            "description": "Errors are RFC 9457 problems. Keys are asked for where the settings name some: a read key \
        for what only reads, a write key for what changes the catalogue. A server that only its own machine reaches and \
        that asks for no key answers 421 to a request for another host."
          },
          "security": [{}, {"bearer": []}, {"apiKey": []}],
          "paths": {
        \(withCommonHeaders(searchPaths)),
        \(withCommonHeaders(productPaths)),
        \(withCommonHeaders(auditPaths)),
        \(withCommonHeaders(otherPaths))
          },
          "components": {
            "securitySchemes": {
              "bearer": {"type": "http", "scheme": "bearer"},
              "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"}
            },
            "parameters": {
              "id": {"name": "id", "in": "path", "required": true, "description": "1 to 128 bytes of UTF-8, percent-encoded.", \
        "schema": {"type": "string", "minLength": 1, "maxLength": 128, \
        "pattern": "^[^\\u0000-\\u001f\\u007f]+$"}},
              "key": {"name": "\(WriteKey.header)", "in": "header", "description": "Chosen by the client for one request: \
        the same request again with the same key is not done again, and has the same answer, with Idempotency-Replayed, for a \
        day. With another request it is answered with 422, while the first is worked on with 409.", \
        "schema": {"type": "string", "minLength": 1, "maxLength": \(WriteKey.longest), "pattern": "^[!-~]+$"}},
              "limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 200}},
              "offset": {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, \
        "maximum": 10000, "default": 0}},
              "page": {"name": "page", "in": "query", "description": "The `next` of the answer to the same question, in \
        place of an offset.", "schema": {"type": "string", "maxLength": 85}},
        \(auditParameters)
            },
            "headers": {
        \(headers)
            },
            "responses": {
        \(withCommonHeaders(responses)),
        \(withCommonHeaders(auditResponses))
            },
            "schemas": {
        \(stateSchemas),
        \(schemas),
        \(auditSchemas)
            }
          }
        }
        """
}
