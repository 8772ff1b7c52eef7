import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Metrics
import Testing

@testable import Service

@Suite struct MetricsTests {
    @Test func theTextIsWellFormedAndCountsByRoute() async throws {
        try await ServiceWorld().server().application.test(.router) { client in
            _ = try await client.ask(.get, "/v1/search?q=mug")
            _ = try await client.ask(.get, "/v1/products/p0")
            _ = try await client.ask(.get, "/v1/products/p1")
            _ = try await client.ask(.get, "/v1/products/zz")
            _ = try await client.ask(.get, "/no/such/place")
            _ = try await client.ask(HTTPRequest.Method("STRANGE") ?? .get, "/healthz")
            let reply = try await client.ask(.get, "/metrics")
            #expect(reply.response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = reply.text.split(separator: "\n").map(String.init)
            for line in [
                #"samestyle_http_requests_total{route="/v1/products/{id}",method="GET",status="200"} 2"#,
                #"samestyle_http_requests_total{route="/v1/products/{id}",method="GET",status="404"} 1"#,
                #"samestyle_http_requests_total{route="NotFound",method="GET",status="404"} 1"#,
                #"samestyle_http_requests_total{route="NotFound",method="other",status="405"} 1"#,
                #"samestyle_stage_seconds_count{stage="encode"} 1"#, #"samestyle_stage_seconds_count{stage="wait"} 1"#,
                #"samestyle_queue_bound{queue="questions"} 64"#, #"samestyle_queue_waiting{queue="writes"} 0"#,
                "samestyle_http_requests_in_flight 1", "# TYPE process_cpu_seconds_total counter",
                "samestyle_index_products 7", "samestyle_index_vectors 20", "samestyle_queue_refused_total 0",
                "# TYPE samestyle_http_request_seconds histogram",
            ] { #expect(lines.contains(line), "\(line)") }
            #expect(reply.text.contains(/\nsamestyle_model_info{model="tiny",version="[0-9a-f]{16}"} 1\n/))
            #expect(reply.text.contains(/\nsamestyle_index_age_seconds \d+\n/))
            #expect(reply.text.contains(/\nprocess_resident_memory_bytes [1-9]\d{6,}\n/))
            #expect(reply.text.contains(/\nprocess_open_fds [1-9]\d*\n/))
            let started = try #require(reply.text.firstMatch(of: /\nprocess_start_time_seconds ([0-9.]+)\n/))
            let age = Date().timeIntervalSince1970 - (Double(started.1) ?? 0)
            #expect(age > -60 && age < 86_400)
            try Self.check(reply.text)
        }
    }

    /// Every line is a comment or a sample whose metric was described, and buckets only grow.
    private static func check(_ text: String) throws {
        let sample = try Regex(#"([a-z_]+)(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? ([0-9.e+-]+)"#)
        var described: Set<String> = []
        var bucket = (name: "", count: 0)
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                described.insert(String(line.split(separator: " ")[2]))
                continue
            }
            if line.hasPrefix("# HELP ") { continue }
            let match = try #require(try sample.wholeMatch(in: line), "\(line)")
            let name = String(match[1].substring ?? "")
            let bare = name.replacing(try Regex("_(bucket|sum|count)$"), with: "")
            #expect(described.contains(name) || described.contains(bare), "\(line)")
            guard name.hasSuffix("_bucket") else { continue }
            let count = try #require(Int(line.split(separator: " ").last ?? ""))
            let key = "\(line.prefix { $0 != "," })"
            if key == bucket.name { #expect(count >= bucket.count) }
            bucket = (key, count)
        }
    }

    @Test func labelsAreEscapedAndNamesMadeFit() {
        let registry = PrometheusRegistry(help: ["a_b": "two\nlines"])
        Counter(label: "a.b", dimensions: [("k", "q\"\\\n")], factory: registry).increment(by: 2)
        Metrics.Timer(label: "t", factory: registry).recordMilliseconds(3)
        #expect(registry.text.hasPrefix("# HELP a_b two\\nlines\n# TYPE a_b counter\na_b{k=\"q\\\"\\\\\\n\"} 2\n"))
        #expect(registry.text.contains("t_bucket{le=\"0.0025\"} 0\nt_bucket{le=\"0.005\"} 1\n"))
        #expect(registry.text.hasSuffix("t_bucket{le=\"+Inf\"} 1\nt_sum 0.003\nt_count 1\n"))
    }
}
