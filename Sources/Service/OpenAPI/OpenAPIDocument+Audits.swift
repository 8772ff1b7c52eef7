import Audit

extension OpenAPIDocument {
    static let auditPaths = """
            "/v1/audits": {
              "get": {
                "operationId": "listAudits", "summary": "The audits that are kept, the newest first.",
                "responses": {"200": {"description": "All of them.", "content": {"application/json": {"schema": \
        {"type": "object", "required": ["audits"], "properties": {"audits": {"type": "array", \
        "items": {"$ref": "#/components/schemas/Audit"}}}}}}}, \(problems(400))}
              },
              "post": {
                "operationId": "startAudit", "summary": "Look through the whole catalogue for listings that are the same.",
                "description": "It runs with what questions leave of the processor, one at a time. One that was stopped, or \
        whose server ended, goes on where the same is asked for.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": {"required": true, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/AuditToStart"}}}},
                "responses": {"202": {"description": "It runs.", "headers": {"Location": {"description": "Where it is looked \
        at; left out where the answer is said again.", "schema": {"type": "string"}}}, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Audit"}}}}, \(writeProblems(408, 413, 415))}
              }
            },
            "/v1/audits/{id}": {
              "parameters": [{"$ref": "#/components/parameters/audit"}],
              "get": {
                "operationId": "audit", "summary": "One audit.",
                "responses": {"200": {"description": "How it is.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Audit"}}}}, \(problems(400, 404))}
              },
              "delete": {
                "operationId": "endAudit", "summary": "Stop an audit that runs; remove one that does not.",
                "description": "What was decided in it stays.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "responses": {"202": {"description": "It runs, and ends soon.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Audit"}}}}, "204": {"description": "It is removed."}, \
        \(writeProblems(404))}
              }
            },
            "/v1/audits/{id}/clusters": {
              "parameters": [{"$ref": "#/components/parameters/audit"}],
              "get": {
                "operationId": "listClusters", "summary": "What an audit found, to be reviewed.",
                "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/from"},
                  {"name": "state", "in": "query", "schema": {"type": "string", "enum": ["all", "open", "decided"], \
        "default": "all"}},
                  {"name": "order", "in": "query", "description": "The surest first, or the largest.", \
        "schema": {"type": "string", "enum": ["confidence", "size"], "default": "confidence"}},
                  {"name": "q", "in": "query", "description": "Only those in which every word of it stands, within an id, a \
        title or a seller's name.", "schema": {"type": "string"}}],
                "responses": {"200": {"description": "A part of them, how many those are that were asked for, and how many \
        of all are open and decided.", "content": {"application/json": {"schema": {"type": "object", \
        "required": ["clusters", "total", "open", "decided"], "properties": {
                  "clusters": {"type": "array", "items": {"$ref": "#/components/schemas/Cluster"}, "description": "Each with \
        its 50 surest pairs at most."},
                  "total": {"type": "integer", "minimum": 0}, "open": {"type": "integer", "minimum": 0}, \
        "decided": {"type": "integer", "minimum": 0}}}}}}, \(problems(400, 404, 409))}
              }
            },
            "/v1/audits/{id}/clusters/{number}": {
              "parameters": [{"$ref": "#/components/parameters/audit"}, {"$ref": "#/components/parameters/number"}],
              "get": {
                "operationId": "cluster", "summary": "One cluster with all pairs that were kept of it.",
                "responses": {"200": {"description": "The cluster.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Cluster"}}}}, \(problems(400, 404, 409))}
              }
            },
            "/v1/audits/{id}/clusters/{number}/decision": {
              "parameters": [{"$ref": "#/components/parameters/audit"}, {"$ref": "#/components/parameters/number"}],
              "post": {
                "operationId": "decide", "summary": "Decide about a cluster, in place of what was decided about it before.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": {"required": true, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Decision"}}}},
                "responses": {"200": {"$ref": "#/components/responses/decided"}, \
        \(writeProblems(404, 408, 413, 415))}
              },
              "delete": {
                "operationId": "undo", "summary": "Undo the last decision about a cluster: what was decided before stands again.",
                "parameters": [{"$ref": "#/components/parameters/all"}, {"$ref": "#/components/parameters/key"}],
                "responses": {"200": {"$ref": "#/components/responses/decided"}, \(writeProblems(404))}
              }
            },
            "/v1/audits/{id}/decisions": {
              "parameters": [{"$ref": "#/components/parameters/audit"}],
              "post": {
                "operationId": "decideMany", "summary": "Decide the same about many clusters.",
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": {"required": true, "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Decisions"}}}},
                "responses": {"200": {"$ref": "#/components/responses/outcomes"}, \
        \(writeProblems(404, 408, 413, 415))}
              },
              "delete": {
                "operationId": "undoMany", "summary": "Undo the last decision about each of many clusters.",
                "parameters": [{"name": "clusters", "in": "query", "required": true, "explode": false, \
        "schema": {"$ref": "#/components/schemas/ClusterNumbers"}},
                  {"$ref": "#/components/parameters/all"}, {"$ref": "#/components/parameters/key"}],
                "responses": {"200": {"$ref": "#/components/responses/outcomes"}, \(writeProblems(404))}
              }
            },
        \(file("report", "auditReport", "The report: a page that needs no other file.", "text/html")),
        \(file("clusters.jsonl", "auditClusters", "The clusters, one on each line.", "application/jsonl")),
        \(file("pairs.csv", "auditPairs", "The pairs and what speaks for them.", "text/csv")),
            "/v1/decisions": {
              "get": {
                "operationId": "listDecisions", "summary": "What people decided about pairs of listings.",
                "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/from"},
                  {"name": "relation", "in": "query", "description": "Which one the labels are of: variants are of one style, and \
        no duplicates.", "schema": {"type": "string", "enum": ["duplicate", "same-style"], "default": "duplicate"}}],
                "responses": {"200": {"description": "A part of those that stand, by pair. As text/csv, where that is \
        accepted, all that hold: a,b,label,decision,keep,by,time.", "content": {
                  "application/json": {"schema": {"type": "object", "required": ["decisions", "total"], "properties": {
                    "decisions": {"type": "array", "items": {"$ref": "#/components/schemas/DecidedPair"}},
                    "total": {"type": "integer", "minimum": 0}}}},
                  "text/csv": {}}}, \(problems(400))}
              }
            }
        """

    private static func file(_ name: String, _ operation: String, _ summary: String, _ type: String) -> String {
        """
            "/v1/audits/{id}/\(name)": {
              "parameters": [{"$ref": "#/components/parameters/audit"}],
              "get": {
                "operationId": "\(operation)", "summary": "\(summary)",
                "responses": {"200": {"description": "The file.", "content": {"\(type)": {}}}, \(problems(400, 404, 409))}
              }
            }
        """
    }

    static let auditParameters = """
              "audit": {"name": "id", "in": "path", "required": true, "description": "The id of an audit.", \
        "schema": {"type": "string", "pattern": "\(AuditID.pattern)"}},
              "number": {"name": "number", "in": "path", "required": true, "description": "The number of a cluster.", \
        "schema": {"type": "integer", "minimum": 1, "maximum": \(ClustersController.largestOffset)}},
              "from": {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, \
        "maximum": \(ClustersController.largestOffset), "default": 0}},
              "all": {"name": "all", "in": "query", "description": "Every decision about it in this audit, not the last alone: \
        what was decided elsewhere stands again.", "schema": {"type": "boolean", "default": false}}
        """

    static let auditResponses = """
              "decided": {"description": "What is decided now.", "content": {"application/json": \
        {"schema": {"$ref": "#/components/schemas/Decided"}}}},
              "outcomes": {"description": "What is decided now about each cluster, or why not, in their order.", \
        "content": {"application/json": {"schema": {"type": "object", "required": ["outcomes"], "properties": {
                "outcomes": {"type": "array", "items": {"$ref": "#/components/schemas/ClusterOutcome"}}}}}}}
        """
}
