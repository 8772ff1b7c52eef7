extension StoredProduct {
    public var pictures: [PictureFacts] { picture.map { [$0] } ?? [] }
}
