import GRDB

extension CatalogStore {
    /// How far the last import of `source` came, nil where there was none.
    public func importRecord(of source: ImportRecord.Source) throws(CatalogError) -> ImportRecord? {
        try reading { db in try ImportRow.find(source, db) }
    }

    /// Starts an import anew: gives the record with its number, in place of an older one of the same source.
    public func begin(_ record: ImportRecord) throws(CatalogError) -> ImportRecord {
        try writing { db in
            var record = record
            try db.execute(
                sql: "DELETE FROM import WHERE kind = ? AND path = ?",
                arguments: [record.source.kind, record.source.path])
            try ImportRow.insert(record, db)
            record.number = db.lastInsertedRowID
            return record
        }
    }
}
