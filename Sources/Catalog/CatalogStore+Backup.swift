import GRDB

extension CatalogStore {
    /// Copies the catalogue as it is at one moment into a new file, while it is read and written.
    public func backup(to path: String) throws(CatalogError) {
        try handing { pool in
            let copy = try DatabaseQueue(path: path)
            try pool.backup(to: copy)
            try copy.close()
        }
    }

    /// Says of every picture file in the folder `old` that it lies in the folder `new`: the data folder was moved. No
    /// product counts as changed.
    public func movePictures(from old: String, to new: String) throws(CatalogError) {
        func moved(_ path: String) -> String {
            path.utf8.starts(with: "\(old)/".utf8) ? new + path.dropFirst(old.count) : path
        }
        try writing { db in
            let rows = try Row.fetchAll(db, sql: "SELECT number, images, picture_path FROM product WHERE images != ''")
            for row in rows {
                let (images, picture): ([String], String?) = (TextList.texts(row[1]), row[2])
                guard images.contains(where: { moved($0) != $0 }) else { continue }
                try db.cachedStatement(sql: "UPDATE product SET images = ?, picture_path = ? WHERE number = ?")
                    .execute(arguments: [TextList.packed(images.map(moved)), picture.map(moved), row[0] as Int64])
            }
            for (table, key) in [("product_picture", "product, place"), ("picture_file", "path")] {
                let paths = try String.fetchAll(db, sql: "SELECT DISTINCT path FROM \(table) ORDER BY \(key)")
                for path in paths where moved(path) != path {
                    try db.execute(sql: "UPDATE \(table) SET path = ? WHERE path = ?", arguments: [moved(path), path])
                }
            }
        }
    }
}
