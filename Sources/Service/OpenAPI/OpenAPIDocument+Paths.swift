import Catalog

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
                  {"name": "min_score", "in": "query", "description": "The least cosine of an answer.", \
        "schema": {"type": "number", "minimum": -1, "maximum": 1}},
                  {"name": "facets", "in": "query", "explode": false, \
        "schema": {"$ref": "#/components/schemas/Fields"}},
                  {"name": "fold", "in": "query", "schema": {"$ref": "#/components/schemas/Fold"}},
                  {"name": "explain", "in": "query", "schema": {"$ref": "#/components/schemas/Explain"}},
                  {"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/offset"}, \
        {"$ref": "#/components/parameters/page"}
                ],
                "responses": {"200": {"$ref": "#/components/responses/answer"}, \
        \(problems(400, 404, 409, 410))}
              },
              "post": {
                "operationId": "compose", "summary": "Ask by any mix of words, a picture and a product.",
                "requestBody": {"required": true, "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Question"}},
                  "multipart/form-data": {"schema": {"$ref": "#/components/schemas/QuestionForm"}}
                }},
                "responses": {"200": {"$ref": "#/components/responses/answer"}, \
        \(problems(400, 404, 408, 409, 410, 413, 415, 422))}
              }
            },
            "/v1/facets": {
              "get": {
                "operationId": "facets", "summary": "What the products, or those that satisfy a filter, are like.",
                "parameters": [
                  {"name": "fields", "in": "query", "required": true, "explode": false, \
        "schema": {"$ref": "#/components/schemas/Fields"}},
                  {"name": "filter", "in": "query", "schema": {"$ref": "#/components/schemas/Filter"}}
                ],
                "responses": {"200": {"description": "Values by field, and how many products satisfy the filter.", \
        "content": {"application/json": {"schema": {"type": "object", "required": ["facets", "total"], "properties": {
                  "facets": {"$ref": "#/components/schemas/Facets"}, "total": {"type": "integer", "minimum": 0}}}}}}, \
        \(problems(400))}
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
                  \(problems(400))}
              },
              "post": {
                "operationId": "storeProducts", "summary": "Store many products, one on each line.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": {"required": true, "content": {"application/x-ndjson": \
        {"schema": {"$ref": "#/components/schemas/ProductOnLine"}}}},
                "responses": {"200": {"$ref": "#/components/responses/lines"}, \
        \(writeProblems(408, 413, 415))}
              }
            },
            "/v1/products/{id}": {
              "parameters": [{"$ref": "#/components/parameters/id"}],
              "get": {
                "operationId": "product", "summary": "One product.",
                "responses": {"200": {"description": "The product.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Product"}}}}, \(problems(400, 404))}
              },
              "put": {
                "operationId": "storeProduct", "summary": "Store one product, new or known.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": {"required": true, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/ProductToStore"}}}},
                "responses": {
                  "200": {"description": "It was known.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Stored"}}}},
                  "201": {"description": "It was new.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Stored"}}}},
                  \(writeProblems(408, 413, 415))}
              },
              "delete": {
                "operationId": "removeProduct", "summary": "Remove one product.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "responses": {"204": {"description": "It is removed."}, \
        \(writeProblems(404))}
              }
            },
            "/v1/products/{id}/image": {
              "parameters": [{"$ref": "#/components/parameters/id"}],
              "get": {
                "operationId": "picture", "summary": "A picture of a product.",
                "parameters": [{"name": "number", "in": "query", "description": "Which one: 0 is the main one.", \
        "schema": {"type": "integer", "minimum": 0, "maximum": \(StoredProduct.mostPictures - 1), "default": 0}}],
                "responses": {
                  "200": {"description": "Its bytes.", "headers": {"ETag": {"$ref": "#/components/headers/tag"}}, \
        "content": {"image/jpeg": {}, "image/png": {}, "image/webp": {}}},
                  "304": {"$ref": "#/components/responses/same"},
                  \(problems(400, 404))}
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
        \(problems(400, 404, 409, 410))}
              }
            }
        """
    }

    static let otherPaths = """
            "/v1/check": {
              "post": {
                "operationId": "check", "summary": "Would a listing be a duplicate, of what, and why: before it is published.",
                "description": "It is compared as an audit compares; nothing of it is stored.",
                "parameters": [{"$ref": "#/components/parameters/limit"}],
                "requestBody": {"required": true, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/ListingToCheck"}}}},
                "responses": {"200": {"description": "What it would be.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/CheckAnswer"}}}}, \(problems(400, 408, 413, 415, 422))}
              }
            },
            "/v1/clicks": {
              "post": {
                "operationId": "addClicks", "summary": "Add clicks, one on each line, to be learnt from.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": {"required": true, "content": {"application/x-ndjson": \
        {"schema": {"$ref": "#/components/schemas/Click"}}}},
                "responses": {"200": {"$ref": "#/components/responses/lines"}, \
        \(writeProblems(408, 413, 415))}
              }
            },
        \(open("/healthz", "health", "Whether the server is alive.", schema: "Health")),
        \(open("/readyz", "readiness", "Whether an index and its model are loaded.", schema: "Readiness", 503)),
        \(open("/openapi.json", "openapi", "This document.", schema: "Document")),
            "/metrics": {
              "get": {
                "operationId": "metrics", "summary": "Figures for Prometheus.",
                "responses": {"200": {"description": "Text format 0.0.4.", \
        "content": {"text/plain": {"schema": {"type": "string"}}}}, \(problems())}
              }
            },
        \(page("/", "page", "The search page.")),
        \(page("/audits", "auditsPage", "The page on which audits are reviewed.")),
        \(pageFile("/web/{name}", "pageFile", "A file of the pages.")),
        \(pageFile("/web/audits/{name}", "auditsPageFile", "A file of the review page."))
        """

    private static func page(_ path: String, _ name: String, _ summary: String) -> String {
        """
            "\(path)": {
              "get": {
                "operationId": "\(name)", "summary": "\(summary)", "security": [{}],
                "responses": {"200": {"description": "Its text.", "headers": {"ETag": {"$ref": \
        "#/components/headers/tag"}}, "content": {"text/html": {}}}, "304": {"$ref": "#/components/responses/same"}, \
        \(openProblems([]))}
              }
            }
        """
    }

    private static func pageFile(_ path: String, _ name: String, _ summary: String) -> String {
        """
            "\(path)": {
              "parameters": [{"name": "name", "in": "path", "required": true, "schema": {"type": "string"}}],
              "get": {
                "operationId": "\(name)", "summary": "\(summary)", "security": [{}],
                "responses": {"200": {"description": "Its bytes.", "headers": {"ETag": {"$ref": \
        "#/components/headers/tag"}}, "content": {"text/css": {}, "text/javascript": {}, "image/svg+xml": {}}}, \
        "304": {"$ref": "#/components/responses/same"}, \(openProblems([404]))}
              }
            }
        """
    }

    /// A route that asks for no key and is not asked with anything.
    private static func open(
        _ path: String, _ name: String, _ summary: String, schema: String, _ others: Int...
    ) -> String {
        """
            "\(path)": {
              "get": {
                "operationId": "\(name)", "summary": "\(summary)", "security": [{}],
                "responses": {"200": {"description": "What it says.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/\(schema)"}}}}, \
        \(openProblems(others))}
              }
            }
        """
    }
}
