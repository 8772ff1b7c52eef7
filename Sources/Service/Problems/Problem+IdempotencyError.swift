extension Problem {
    init(idempotency error: IdempotencyError) {
        switch error {
        case .busy:
            self.init(
                409, "key-in-use", "Still worked on",
                "the first request with this Idempotency-Key is still worked on; ask again in a moment",
                headers: ["Retry-After": "1"])
        case .otherRequest:
            self.init(
                422, "key-reused", "Key used before",
                "this Idempotency-Key came with another method, path or body; give each request its own")
        }
    }
}
