import Foundation

/// What a page asks of the server.
extension BrowserPage {
    /// Has every page to come note the searches it sends: the fields of each body, of a form as JSON where they are.
    func noteRequests() async throws {
        let program = """
            window.searches = [];
            const ask = window.fetch;
            window.fetch = async (address, options) => {
              if (String(address).startsWith("/v1/search") && options?.body) {
                const { body } = options;
                const read = (text) => { try { return JSON.parse(text); } catch { return text; } };
                window.searches.push(typeof body === "string" ? JSON.parse(body)
                  : Object.fromEntries([...body].map(([name, value]) =>
                    [name, typeof value === "string" ? read(value) : { type: value.type, bytes: value.size }])));
              }
              return ask(address, options);
            };
            """
        try await ask("Page.addScriptToEvaluateOnNewDocument", ["source": program])
    }

    /// The last search that was sent.
    func lastSearch<Value: Decodable>(_ field: String, as type: Value.Type) async throws -> Value? {
        try await value("window.searches.at(-1)?.\(field) ?? null", as: type)
    }

    /// How many searches this page has sent.
    var searches: Int { get async throws { Int(try await number("window.searches.length")) } }

    /// Waits until another search than the first `count` ones was sent and answered.
    func waitForSearch(after count: Int) async throws {
        try await wait(for: "window.searches.length > \(count) && document.body.dataset.state !== 'asking'")
    }

    /// Does something and waits until the search that follows from it is answered.
    func search(_ act: () async throws -> Void) async throws {
        let count = try await searches
        try await act()
        try await waitForSearch(after: count)
    }

    /// The ids of the products that are shown, in order.
    var products: [String] {
        get async throws {
            try await value(
                "[...document.querySelectorAll('#grid .card')].map((card) => card.dataset.product)", as: [String].self)
                ?? []
        }
    }
}
