import GRDB

/// The tables of the catalogue, version by version; a version that was released is never edited.
enum CatalogSchema {
    /// `SStl` in the file's header tells a catalogue from other SQLite files.
    static let applicationID: Int32 = 0x5353_746C

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: products, clicks, imports, decisions") { db in
            try db.execute(sql: first)
        }
        migrator.registerMigration("2: further pictures", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: second)
        }
        migrator.registerMigration("3: kept answers") { db in
            try db.execute(sql: third)
        }
        migrator.registerMigration("4: rulings", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: fourth)
        }
        return migrator
    }

    private static let first = """
        CREATE TABLE product (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            revision INTEGER NOT NULL,
            -- The import that gave it last: an id twice in one file is told by it.
            import INTEGER NOT NULL,
            title TEXT NOT NULL,
            description TEXT,
            category TEXT NOT NULL,
            brand TEXT,
            seller TEXT,
            amount REAL,
            currency TEXT,
            style TEXT,
            attributes TEXT NOT NULL,
            images TEXT NOT NULL,
            picture_path TEXT,
            picture_digest TEXT,
            picture_hash INTEGER,
            picture_width INTEGER,
            picture_height INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX product_revision ON product(revision);
        CREATE VIRTUAL TABLE product_text USING fts5(
            title, description, brand, category, attributes, tokenize = 'porter unicode61 remove_diacritics 2'
        );
        CREATE TABLE deleted_product (id TEXT PRIMARY KEY, revision INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
        CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO counter VALUES ('revision', 0);
        CREATE TABLE picture_file (
            path TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            digest TEXT NOT NULL,
            hash INTEGER NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE click (
            number INTEGER PRIMARY KEY,
            -- The first 16 bytes of a SHA-256 of all of it: the same click again is no new one.
            key BLOB NOT NULL UNIQUE,
            session TEXT NOT NULL,
            user TEXT,
            query TEXT,
            product TEXT NOT NULL,
            event TEXT NOT NULL,
            position INTEGER,
            time INTEGER
        ) STRICT;
        CREATE TABLE import (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            path TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            next_offset INTEGER NOT NULL,
            next_line INTEGER NOT NULL,
            read INTEGER NOT NULL,
            imported INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            rejects TEXT NOT NULL,
            rejects_length INTEGER NOT NULL,
            finished INTEGER NOT NULL,
            UNIQUE (kind, path)
        ) STRICT;
        CREATE TABLE decision (
            a TEXT NOT NULL,
            b TEXT NOT NULL,
            verdict TEXT NOT NULL,
            keep TEXT,
            time INTEGER NOT NULL,
            PRIMARY KEY (a, b)
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(applicationID);
        """

    // The main picture stays in its columns of `product`: most products have no other, and nothing is rewritten.
    private static let second = """
        CREATE TABLE product_picture (
            product INTEGER NOT NULL REFERENCES product(number) ON DELETE CASCADE,
            -- From 1 on.
            place INTEGER NOT NULL,
            path TEXT NOT NULL,
            digest TEXT NOT NULL,
            hash INTEGER NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            PRIMARY KEY (product, place)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE import ADD COLUMN pictures_left_out INTEGER NOT NULL DEFAULT 0;
        """

    // A row is deleted by number or by time; what all of them take stands in `counter`, so that nothing is added up.
    private static let third = """
        CREATE TABLE kept_answer (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            owner TEXT NOT NULL,
            key TEXT NOT NULL,
            -- SHA-256 of method, path and body.
            request BLOB NOT NULL,
            status INTEGER NOT NULL,
            type TEXT,
            body BLOB NOT NULL,
            time INTEGER NOT NULL,
            size INTEGER NOT NULL,
            UNIQUE (owner, key)
        ) STRICT;
        CREATE INDEX kept_answer_time ON kept_answer(time);
        INSERT INTO counter VALUES ('kept_bytes', 0);
        """

    // What was decided last and not undone stands, so nothing is ever written over. A decision of before becomes a ruling of its
    // own; what its listings said then is not known.
    private static let fourth = """
        CREATE TABLE ruling (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            verdict TEXT NOT NULL,
            keep TEXT,
            -- The name of the key it came with.
            person TEXT,
            time INTEGER NOT NULL,
            -- The cluster it was about; NULL where it was about a pair alone.
            audit TEXT,
            cluster INTEGER,
            -- The members that the verdict is about, where they are not all.
            members TEXT,
            -- Whether the audit itself found it decided.
            decided_before INTEGER NOT NULL DEFAULT 0,
            -- When it was undone.
            undone INTEGER
        ) STRICT;
        CREATE INDEX ruling_cluster ON ruling(audit, cluster);
        CREATE TABLE ruled_pair (
            a TEXT NOT NULL,
            b TEXT NOT NULL,
            ruling INTEGER NOT NULL REFERENCES ruling(number),
            verdict TEXT NOT NULL,
            -- What the two listings said; empty of one that was not there, NULL where it is not known.
            a_content BLOB,
            b_content BLOB,
            PRIMARY KEY (a, b, ruling)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO ruling (number, verdict, keep, time)
            SELECT row_number() OVER (ORDER BY time, a, b), verdict, keep, time FROM decision;
        INSERT INTO ruled_pair (a, b, ruling, verdict)
            SELECT a, b, row_number() OVER (ORDER BY time, a, b), verdict FROM decision;
        DROP TABLE decision;
        """
}
