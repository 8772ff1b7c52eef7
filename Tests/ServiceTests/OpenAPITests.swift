import Foundation
import Testing

@testable import Service

@Suite struct OpenAPITests {
    private func document() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(OpenAPIDocument.text.utf8)) as? [String: Any])
    }

    @Test func theDocumentNamesEveryRouteAndNoOther() throws {
        let paths = try #require(try document()["paths"] as? [String: [String: Any]])
        let described = paths.mapValues { Set($0.keys).subtracting(["parameters"]) }
        let routes = try ServiceWorld(publishing: false).server().routes.methods
            .mapValues { Set($0.map { $0.rawValue.lowercased() }) }
        #expect(described == routes)
    }

    @Test func everyAnswerIsSaidToNameItsRequest() throws {
        let whole = try document()
        func answers(_ value: Any) -> [[String: Any]] {
            guard let object = value as? [String: Any] else { return [] }
            let own = (object["responses"] as? [String: [String: Any]])?.values.map { $0 } ?? []
            return own.filter { $0["$ref"] == nil } + object.values.flatMap(answers)
        }
        let found = answers(whole)
        #expect(found.count > 15)
        for answer in found { #expect((answer["headers"] as? [String: Any])?["X-Request-Id"] != nil, "\(answer)") }
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let whole = try document()
        func references(_ value: Any) -> [String] {
            switch value {
            case let object as [String: Any]:
                (object["$ref"] as? String).map { [$0] } ?? object.values.flatMap(references)
            case let list as [Any]: list.flatMap(references)
            default: []
            }
        }
        let found = Set(references(whole))
        #expect(found.count > 15)
        for reference in found {
            let end = reference.split(separator: "/").dropFirst().reduce(whole as Any?) { place, key in
                (place as? [String: Any])?[String(key)]
            }
            #expect(end != nil, "\(reference)")
        }
    }

    @Test func theFieldsOfAQuestionAreThoseThatAreRead() throws {
        let schemas = try #require((try document()["components"] as? [String: Any])?["schemas"] as? [String: Any])
        func fields(_ name: String) -> Set<String> {
            Set(((schemas[name] as? [String: Any])?["properties"] as? [String: Any] ?? [:]).keys)
        }
        #expect(fields("Question") == Set(SearchRequest.CodingKeys.allCases.map(\.rawValue)))
        #expect(fields("QuestionForm") == fields("Question"))
        #expect(fields("ProductOnLine") == fields("ProductToStore"))
        #expect(fields("ProductToStore") == Set(ProductRequest.CodingKeys.allCases.map(\.stringValue)))
        #expect(fields("Click") == Set(ClickRequest.CodingKeys.allCases.map(\.stringValue)))
    }
}
