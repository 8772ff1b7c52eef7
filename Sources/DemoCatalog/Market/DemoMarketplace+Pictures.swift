public import Records

import Pictures

extension DemoMarketplace {
    /// The file that holds the picture of the listing called `id`, nil where there is no such listing.
    public func picture(of id: ProductID) -> [UInt8]? {
        guard let listing = listing(id) else { return nil }
        let drawn = Studio(style: styles[listing.style]).picture(listing.photo)
        return listing.resaved(drawn.encoded(as: listing.photo.format, quality: listing.photo.quality))
    }

    /// The files of an original and of its copies, drawn once.
    func pictures(of original: DemoListing, and copies: [DemoListing]) -> [(path: String, bytes: [UInt8])] {
        let drawn = Studio(style: styles[original.style]).picture(original.photo)
        let bytes = drawn.encoded(as: original.photo.format, quality: original.photo.quality)
        return ([original] + copies).flatMap { listing in
            listing.product.images.map { ($0, listing.resaved(bytes)) }
        }
    }
}

extension DemoListing {
    /// The bytes of this listing's picture, made from those of the original.
    fileprivate func resaved(_ original: [UInt8]) -> [UInt8] {
        guard let resaving, let picture = try? PictureCodec.decode(original) else { return original }
        let width = max(1, Int((Double(picture.width) * resaving.scale).rounded()))
        let height = max(1, Int((Double(picture.height) * resaving.scale).rounded()))
        let sized =
            resaving.scale == 1 ? picture : picture.resized(width: width, height: height)
        return PictureCodec.jpeg(sized, quality: resaving.quality)
    }
}

extension Picture {
    /// As a file of `format`; `quality` counts for JPEG and WebP.
    fileprivate func encoded(as format: PictureFormat, quality: Int) -> [UInt8] {
        switch format {
        case .jpeg: PictureCodec.jpeg(self, quality: quality)
        case .webp: PictureCodec.webp(self, quality: quality)
        case .png: PictureCodec.png(self)
        }
    }
}
