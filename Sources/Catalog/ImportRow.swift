import GRDB

/// An import as a row of the table `import`.
enum ImportRow {
    static func find(_ source: ImportRecord.Source, _ db: Database) throws -> ImportRecord? {
        let sql = """
            SELECT number, fingerprint, next_offset, next_line, read, imported, updated, unchanged, rejected, rejects,
            rejects_length, finished, pictures_left_out FROM import WHERE kind = ? AND path = ?
            """
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [source.kind, source.path]) else { return nil }
        var record = ImportRecord(source: source, fingerprint: row[1], rejects: row[9])
        record.number = row[0]
        record.offset = row[2]
        record.line = row[3]
        record.read = row[4]
        record.imported = row[5]
        record.updated = row[6]
        record.unchanged = row[7]
        record.rejected = row[8]
        record.rejectsLength = row[10]
        record.finished = row[11]
        record.picturesLeftOut = row[12]
        return record
    }

    static func insert(_ record: ImportRecord, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO import (kind, path, fingerprint, next_offset, next_line, read, imported, updated, unchanged,
                rejected, rejects, rejects_length, finished, pictures_left_out)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.source.kind, record.source.path, record.fingerprint, record.offset, record.line, record.read,
                record.imported, record.updated, record.unchanged, record.rejected, record.rejects,
                record.rejectsLength, record.finished, record.picturesLeftOut,
            ])
    }

    static func update(_ record: ImportRecord, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE import SET next_offset = ?, next_line = ?, read = ?, imported = ?, updated = ?, unchanged = ?,
                rejected = ?, rejects = ?, rejects_length = ?, finished = ?, pictures_left_out = ? WHERE number = ?
                """
        ).execute(arguments: [
            record.offset, record.line, record.read, record.imported, record.updated, record.unchanged,
            record.rejected, record.rejects, record.rejectsLength, record.finished, record.picturesLeftOut,
            record.number,
        ])
    }
}
