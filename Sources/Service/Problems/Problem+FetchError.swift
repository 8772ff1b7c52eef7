extension Problem {
    init(fetch error: FetchError) {
        func not(_ reason: String) -> Problem {
            Problem(422, "not-fetched", "Not fetched", "image_url: \(reason)")
        }
        switch error {
        case .badURL(let reason): self.init(422, "bad-url", "Bad address", "image_url: \(reason)")
        case .closed(let host, let network):
            self.init(
                422, "forbidden-address", "Address not allowed",
                "image_url: \(host) has an address that is \(network); pictures are fetched from the open network alone"
            )
        case .unknownHost(let host): self = not("no host is called \(host)")
        case .unreachable(let host): self = not("\(host) cannot be reached, or broke off")
        case .untrusted(let host):
            self = not("the certificate of \(host) is not valid for it, or nobody who is trusted gave it")
        case .status(let code, let host): self = not("\(host) answered with \(code), not with a picture")
        case .tooManyRedirects(let most): self = not("it leads on more than \(most) times")
        case .tooLarge(let limit): self = not("what is there has more than \(limit) bytes, the most that are read")
        case .tooSlow(let seconds): self = not("it was not all there after \(seconds) seconds")
        case .noPicture: self.init(422, "no-picture", "No picture", "image_url: what is there is no JPEG, PNG or WebP")
        }
    }
}
