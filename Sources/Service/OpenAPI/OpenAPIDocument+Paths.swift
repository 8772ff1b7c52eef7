extension OpenAPIDocument {
    static let searchPaths = """
            "/v1/search": {
              "get": {
                "operationId": "search", "summary": "Ask by words, or by a product.",
                "parameters": [
                  {"name": "q", "in": "query", "description": "Words.", "schema": {"type": "string"}},
                  {"name": "product", "in": "query", "description": "The id of a product.", \
        "schema": {"type": "string"}},
                  {"name": "filter", "in": "query", "schema": {"$ref": "#/components/schemas/Filter"}},
                  {"name": "view", "in": "query", "schema": {"$ref": "#/components/schemas/View"}},
                  {"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/offset"}, \
        {"$ref": "#/components/parameters/page"}
                ],
                "responses": {"200": {"$ref": "#/components/responses/answer"}, \
        "default": {"$ref": "#/components/responses/problem"}}
              },
              "post": {
                "operationId": "compose", "summary": "Ask by any mix of words, a picture and a product.",
                "requestBody": {"required": true, "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Question"}},
                  "multipart/form-data": {"schema": {"$ref": "#/components/schemas/QuestionForm"}}
                }},
                "responses": {"200": {"$ref": "#/components/responses/answer"}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            }
        """

    static let productPaths = """
            "/v1/products": {
              "get": {
                "operationId": "listProducts", "summary": "A spread over the catalogue.",
                "parameters": [{"$ref": "#/components/parameters/limit"}],
                "responses": {
                  "200": {"description": "Products, and how many there are.", "content": {"application/json": {"schema": {
                    "type": "object", "required": ["products", "total"], "properties": {
                      "products": {"type": "array", "items": {"$ref": "#/components/schemas/Product"}},
                      "total": {"type": "integer"}}}}}},
                  "default": {"$ref": "#/components/responses/problem"}}
              },
              "post": {
                "operationId": "storeProducts", "summary": "Store many products, one on each line.",
                "description": "Search finds them after the next `samestyle index build`.",
                "requestBody": {"required": true, "content": {"application/x-ndjson": \
        {"schema": {"$ref": "#/components/schemas/ProductToStore"}}}},
                "responses": {"200": {"$ref": "#/components/responses/lines"}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            },
            "/v1/products/{id}": {
              "parameters": [{"$ref": "#/components/parameters/id"}],
              "get": {
                "operationId": "product", "summary": "One product.",
                "responses": {"200": {"description": "The product.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Product"}}}}, "default": {"$ref": "#/components/responses/problem"}}
              },
              "put": {
                "operationId": "storeProduct", "summary": "Store one product, new or known.",
                "description": "Search finds it as it is now after the next `samestyle index build`.",
                "requestBody": {"required": true, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/ProductToStore"}}}},
                "responses": {
                  "200": {"description": "It was known.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Stored"}}}},
                  "201": {"description": "It was new.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Stored"}}}},
                  "default": {"$ref": "#/components/responses/problem"}}
              },
              "delete": {
                "operationId": "removeProduct", "summary": "Remove one product.",
                "responses": {"204": {"description": "It is removed."}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            },
            "/v1/products/{id}/image": {
              "parameters": [{"$ref": "#/components/parameters/id"}],
              "get": {
                "operationId": "picture", "summary": "A picture of a product.",
                "parameters": [{"name": "number", "in": "query", "description": "Which one: 0 is the main one.", \
        "schema": {"type": "integer", "minimum": 0, "default": 0}}],
                "responses": {
                  "200": {"description": "Its bytes.", "content": {"image/jpeg": {}, "image/png": {}, "image/webp": {}}},
                  "304": {"description": "It is the one that If-None-Match names."},
                  "default": {"$ref": "#/components/responses/problem"}}
              }
            },
        \(related("same-style", "sameStyle", "The same product, other sellers' listings first.")),
        \(related("similar", "similar", "Products that are near and of another style.")),
        \(related("duplicates", "duplicates", "The same listing again."))
        """

    private static func related(_ path: String, _ name: String, _ summary: String) -> String {
        """
            "/v1/products/{id}/\(path)": {
              "parameters": [{"$ref": "#/components/parameters/id"}],
              "get": {
                "operationId": "\(name)", "summary": "\(summary)",
                "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/offset"}, \
        {"$ref": "#/components/parameters/page"}],
                "responses": {"200": {"$ref": "#/components/responses/answer"}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            }
        """
    }

    static let otherPaths = """
            "/v1/clicks": {
              "post": {
                "operationId": "addClicks", "summary": "Add clicks, one on each line, to be learnt from.",
                "requestBody": {"required": true, "content": {"application/x-ndjson": \
        {"schema": {"$ref": "#/components/schemas/Click"}}}},
                "responses": {"200": {"$ref": "#/components/responses/lines"}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            },
        \(open("/healthz", "health", "Whether the server is alive.", "application/json")),
        \(open("/readyz", "readiness", "Whether an index and its model are loaded; 503 otherwise.", "application/json")),
        \(open("/metrics", "metrics", "Figures for Prometheus; a read key is asked for.", "text/plain")),
        \(open("/openapi.json", "openapi", "This document.", "application/json")),
        \(open("/", "page", "The search page.", "text/html")),
            "/web/{name}": {
              "parameters": [{"name": "name", "in": "path", "required": true, "schema": {"type": "string"}}],
              "get": {
                "operationId": "pageFile", "summary": "A file of the search page.", "security": [{}],
                "responses": {"200": {"description": "Its bytes."}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            }
        """

    private static func open(_ path: String, _ name: String, _ summary: String, _ type: String) -> String {
        """
            "\(path)": {
              "get": {
                "operationId": "\(name)", "summary": "\(summary)",\(path == "/metrics" ? "" : " \"security\": [{}],")
                "responses": {"200": {"description": "What it says.", "content": {"\(type)": {}}}, \
        "default": {"$ref": "#/components/responses/problem"}}
              }
            }
        """
    }
}
