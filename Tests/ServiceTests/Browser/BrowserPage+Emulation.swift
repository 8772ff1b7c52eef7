/// What a visitor may sit before: another screen, other wishes, no network.
extension BrowserPage {
    func resize(width: Int, height: Int, finger: Bool = false) async throws {
        try await ask(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": finger])
        try await ask("Emulation.setTouchEmulationEnabled", ["enabled": finger])
    }

    func prefer(dark: Bool = false, lessMotion: Bool = false) async throws {
        let features = [
            ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"],
            ["name": "prefers-reduced-motion", "value": lessMotion ? "reduce" : "no-preference"],
        ]
        try await ask("Emulation.setEmulatedMedia", ["features": features])
    }

    func disconnect(_ offline: Bool = true) async throws {
        try await ask(
            "Network.emulateNetworkConditions",
            ["offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1])
    }
}
