import Records

/// Clicks as the rows of a table that the importer knows.
enum ClickTable {
    static let header = ["session", "user", "query", "product", "event", "position", "time"]

    static func row(_ click: Click) -> [String] {
        [
            click.session, click.user ?? "", click.query ?? "", click.product.text, click.event.rawValue,
            click.position.map(String.init) ?? "", click.time.map(String.init) ?? "",
        ]
    }
}
