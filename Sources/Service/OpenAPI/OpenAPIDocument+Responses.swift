import Foundation

extension OpenAPIDocument {
    /// What a route that asks for a key may answer in place of what was asked for: any of them these, and `others`.
    static func problems(_ others: Int...) -> String { openProblems(others + [401, 403, 429, 503]) }

    /// The same of one that changes something, with an Idempotency-Key or without.
    static func writeProblems(_ others: Int...) -> String {
        openProblems(others + [400, 401, 403, 409, 422, 429, 503, 507])
    }

    /// The same of a route that asks for none.
    static func openProblems(_ others: [Int]) -> String {
        (others + [421, 500]).sorted().map { status in
            let name =
                switch status {
                case 401: "noKey"
                case 429, 503: "later"
                default: "problem"
                }
            return "\"\(status)\": {\"$ref\": \"#/components/responses/\(name)\"}"
        }.joined(separator: ", ")
    }

    /// `text` with the fields that every answer has, in each answer that it describes.
    static func withCommonHeaders(_ text: String) -> String {
        text.replacing(/("(?:[1-5]\d\d|[a-zA-Z]+)": \{"description": "[^"]*")(, "headers": \{)?/) { answer in
            "\(answer.1), \"headers\": {\(commonHeaders)\(answer.2 == nil ? "}" : ", ")"
        }
    }

    private static let commonHeaders: String = ["request", "limit", "remaining", "reset"].map { name -> String in
        let field = name == "request" ? "X-Request-Id" : "RateLimit-\(name.capitalized)"
        return "\"\(field)\": {\"$ref\": \"#/components/headers/\(name)\"}"
    }.joined(separator: ", ")

    static let responses = """
              "problem": {"description": "What went wrong.", \(problem)},
              "noKey": {"description": "A key is needed, or this one is not known.", "headers": {
                "WWW-Authenticate": {"required": true, "schema": {"type": "string", "pattern": "^Bearer"}}}, \(problem)},
              "later": {"description": "It may be answered later.", "headers": {"Retry-After": {"required": true, \
        "description": "In how many seconds.", "schema": {"type": "integer", "minimum": 0}}}, \(problem)},
              "answer": {"description": "The answers, best first.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/SearchAnswer"}}}},
              "lines": {"description": "One answer for each line, in their order; a bad line has its own error and the \
        others are kept.", "content": {"application/x-ndjson": \
        {"schema": {"$ref": "#/components/schemas/LineAnswer"}}}},
              "same": {"description": "It is the one that If-None-Match names."}
        """

    private static let problem =
        ##""content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}"##

    static let headers = """
              "request": {"required": true, "description": "Names the request in the server's log: what the client called \
        it by this header, where that is 1 to 128 of letters, digits, dots, underscores and hyphens.", \
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"}},
              "limit": {"description": "How many requests the client may send at once, where the server limits it.", \
        "schema": {"type": "integer", "minimum": 1}},
              "remaining": {"description": "How many it may send now.", "schema": {"type": "integer", "minimum": 0}},
              "reset": {"description": "In how many seconds it may send all of them again.", \
        "schema": {"type": "integer", "minimum": 0}},
              "tag": {"required": true, "description": "For If-None-Match.", "schema": {"type": "string", \
        "pattern": "^(W/)?\\".*\\"$"}}
        """

    static let stateSchemas = """
              "Health": {"type": "object", "required": ["status"], "properties": {"status": {"const": "alive"}}},
              "Readiness": {"type": "object", "required": ["status", "model", "products"], "properties": {
                "status": {"const": "ready"}, "model": {"type": "string"}, "products": {"type": "integer", "minimum": 0}}},
              "Document": {"type": "object", "required": ["openapi", "info", "paths", "components"], \
        "properties": {"openapi": {"const": "3.1.0"}}}
        """
}
