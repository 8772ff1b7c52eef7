import Foundation
import Records

/// A click as a client sends it to be stored.
struct ClickRequest: Decodable {
    let click: Click

    enum CodingKeys: CodingKey, CaseIterable {
        case session, user, query, product, event, position, time
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let session = try fields.decode(String.self, forKey: .session)
        if session.isEmpty { throw RequestError.badField("session", reason: "it is empty") }
        let name = try fields.decodeIfPresent(String.self, forKey: .event) ?? Click.Event.click.rawValue
        guard let event = Click.Event(rawValue: name) else {
            let known = Click.Event.allCases.map(\.rawValue).joined(separator: ", ")
            throw RequestError.badField("event", reason: "it is none of \(known)")
        }
        let position = try fields.decodeIfPresent(Int.self, forKey: .position)
        if let position, position < 1 { throw RequestError.badField("position", reason: "places count from 1") }
        click = Click(
            session: session, user: try fields.decodeIfPresent(String.self, forKey: .user),
            query: try fields.decodeIfPresent(String.self, forKey: .query),
            product: try SearchRequest.id(try fields.decode(String.self, forKey: .product)), event: event,
            position: position, time: try fields.decodeIfPresent(Int64.self, forKey: .time))
    }
}
