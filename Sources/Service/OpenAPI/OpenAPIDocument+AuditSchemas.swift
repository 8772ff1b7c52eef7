extension OpenAPIDocument {
    static let auditSchemas = """
              "AuditToStart": {"type": "object", "additionalProperties": false, "description": "Null is as left out.", \
        "properties": {
                "relation": {"enum": ["duplicate", "same-style", null], "default": "duplicate"},
                "within": {"enum": ["seller", "all", null], "default": "all"},
                "threshold": {"type": ["number", "null"], "minimum": 0, "maximum": 1, \
        "description": "How sure a pair must be; left out, as calibrated."},
                "precision": {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "In place of a threshold: \
        the share of the pairs found that is to be right, going by the labelled pairs it was calibrated with."},
                "recall": {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "In place of a threshold: \
        the share of the right pairs that is to be found."},
                "since": {"enum": ["last", null], "description": "Only clusters with a listing that changed since \
        the last audit of this relation and scope."}}},
              "Audit": {"type": "object", "required": ["id", "state", "relation", "within", "threshold", "since", "created", \
        "finished", "by", "listings", "clusters", "duplicates", "seconds", "expected_precision", "precision_known_by", \
        "decided", "progress"], "description": "What is not known yet is null.", "properties": {
                "id": {"type": "string"},
                "state": {"type": "string", "enum": ["running", "done", "failed", "stopped"]},
                "relation": {"type": "string", "enum": ["duplicate", "same-style"]},
                "within": {"type": "string", "enum": ["seller", "all"]}, "threshold": {"type": "number"},
                "since": {"type": ["integer", "null"], "description": "The catalogue's revision after which a listing \
        changed in each cluster; null where all were looked for."},
                "created": {"type": "integer", "description": "Seconds since 1970."},
                "finished": {"type": ["integer", "null"]},
                "by": {"type": ["string", "null"], "description": "The name of the key it came with."},
                "listings": {"type": ["integer", "null"]}, "clusters": {"type": ["integer", "null"]},
                "duplicates": {"type": ["integer", "null"], "description": "How many listings would go if each cluster kept \
        one."},
                "seconds": {"type": ["number", "null"]},
                "expected_precision": {"type": ["number", "null"], "description": "The share of pairs expected to be right."},
                "precision_known_by": {"type": ["string", "null"], "description": "How that is known."},
                "decided": {"type": ["integer", "null"], "description": "How many clusters are decided."},
                "progress": {"type": ["object", "null"], "required": ["stage", "done", "total", "seconds_left"], \
        "description": "Of one that runs in this server.", "properties": {
                  "stage": {"type": "string"}, "done": {"type": "integer"}, "total": {"type": "integer"},
                  "seconds_left": {"type": ["number", "null"], "description": "Of this stage."}}}}},
              "Cluster": {"type": "object", "required": ["cluster", "relation", "confidence", "members", "pairs", "keep", \
        "keep_why", "decision", "ruling"], "properties": {
                "cluster": {"type": "integer", "minimum": 1, "description": "Its number: the surest is 1."},
                "relation": {"type": "string", "enum": ["duplicate", "same-style"]},
                "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                "members": {"type": "array", "items": {"$ref": "#/components/schemas/Member"}},
                "pairs": {"type": "array", "description": "The surest first.", "items": {"type": "object", \
        "required": ["a", "b", "confidence", "evidence", "why"], "properties": {
                  "a": {"type": "string"}, "b": {"type": "string"},
                  "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                  "evidence": {"type": "object", "description": "As an audit writes it."},
                  "why": {"type": "array", "items": {"type": "string"}, "description": "The same in words."}}}},
                "keep": {"type": "string", "description": "The listing to keep: as decided, or as suggested."},
                "keep_why": {"type": "string", "description": "Why that one, in words."},
                "decision": {"oneOf": [{"$ref": "#/components/schemas/Verdict"}, {"type": "null"}], "description": "What is \
        decided: in this audit, else what the audit found decided; null where nothing is."},
                "ruling": {"type": ["object", "null"], "required": ["decision", "keep", "members", "by", "time"], \
        "description": "The decision of this audit that stands.", "properties": {
                  "decision": {"$ref": "#/components/schemas/Verdict"}, "keep": {"type": ["string", "null"]},
                  "members": {"type": ["array", "null"], "items": {"type": "string"}, "description": "Those that it is about; \
        null where that is all."},
                  "by": {"type": ["string", "null"]}, "time": {"type": "integer"}}}}},
              "Member": {"type": "object", "required": ["id", "title", "seller", "price", "currency", "attributes", "image", \
        "gone", "changed"], "description": "A listing as it is now.", "properties": {
                "id": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"},
                "category": {"type": "array", "items": {"type": "string"}}, "brand": {"type": "string"},
                "seller": {"type": ["string", "null"]}, "price": {"type": ["number", "null"]},
                "currency": {"type": ["string", "null"]},
                "attributes": {"type": "object", "additionalProperties": {"type": "string"}},
                "image": {"type": ["string", "null"], "description": "The address of its main picture on this server."},
                "gone": {"type": "boolean", "description": "Whether the catalogue has it no more: then the audit has the rest."},
                "changed": {"type": "boolean", "description": "Whether it changed since the audit."}}},
              "Verdict": {"type": "string", "enum": ["duplicate", "variants", "different"]},
              "Decision": {"type": "object", "additionalProperties": false, "required": ["decision"], \
        "description": "It stands for as long as the listings say the same: title, description, brand, attributes and \
        pictures.", "properties": {
                "decision": {"$ref": "#/components/schemas/Verdict"},
                "keep": {"type": ["string", "null"], "minLength": 1, "maxLength": 128, "description": "The one of the duplicates that \
        is kept; the suggested one where left out."},
                "members": {"type": ["array", "null"], "minItems": 1, "uniqueItems": true, "items": {"type": "string", "minLength": 1, \
        "maxLength": 128}, "description": "Those that it is about; all where left out. Each of the others is different from \
        each of them, and of the others among themselves nothing is said."}}},
              "ClusterNumbers": {"type": "array", "minItems": 1, "maxItems": \(BulkDecisionRequest.most), "uniqueItems": true, \
        "items": {"type": "integer", "minimum": 1, "maximum": \(ClustersController.largestOffset)}},
              "Decisions": {"type": "object", "additionalProperties": false, "required": ["clusters", "decision"], \
        "properties": {
                "clusters": {"$ref": "#/components/schemas/ClusterNumbers"},
                "decision": {"$ref": "#/components/schemas/Verdict"}}},
              "Decided": {"type": "object", "required": ["cluster", "decision", "keep"], "properties": {
                "cluster": {"type": "integer"},
                "decision": {"oneOf": [{"$ref": "#/components/schemas/Verdict"}, {"type": "null"}]},
                "keep": {"type": ["string", "null"]}}},
              "ClusterOutcome": {"type": "object", "required": ["cluster"], "properties": {
                "cluster": {"type": "integer"},
                "decision": {"oneOf": [{"$ref": "#/components/schemas/Verdict"}, {"type": "null"}]},
                "keep": {"type": ["string", "null"]}, "error": {"$ref": "#/components/schemas/Problem"}}},
              "DecidedPair": {"type": "object", "required": ["a", "b", "label", "decision", "keep", "by", "time", "holds"], \
        "properties": {
                "a": {"type": "string"}, "b": {"type": "string"}, "label": {"type": "integer", "enum": [0, 1]},
                "decision": {"$ref": "#/components/schemas/Verdict"}, "keep": {"type": ["string", "null"]},
                "by": {"type": ["string", "null"]}, "time": {"type": "integer", "description": "Seconds since 1970."},
                "holds": {"type": "boolean", "description": "Whether both listings are there and say what they said then: a \
        decision that does not hold is kept and binds nobody."}}}
        """
}
