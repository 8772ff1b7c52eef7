import Encoders

extension BatchMaker {
    /// How many products are embedded at once.
    private static let chunk = 256

    /// The training products that a model takes for like each other, category by category: the memory is that of the
    /// largest one's vectors, beside what the cache keeps of pictures.
    func hardNegatives(by model: EmbeddingModel, each: Int = 16) throws(ModelError) -> HardNegatives {
        var found = HardNegatives(products: set.training.products.count, each: each)
        for members in drawing.categories where members.count > 1 {
            let views = try embed(members, model)
            found.find(
                among: members, views: [views.m, views.i], dimension: model.dimension, together: together)
        }
        return found
    }

    /// Both views (members, dimension); rows of zeros for what has neither a readable picture nor words.
    private func embed(_ members: [Int], _ model: EmbeddingModel) throws(ModelError) -> (m: [Float], i: [Float]) {
        var (m, i): ([Float], [Float]) = ([], [])
        let nothing = [Float](repeating: 0, count: model.dimension)
        for start in stride(from: 0, to: members.count, by: Self.chunk) {
            let chunk = members[start..<min(members.count, start + Self.chunk)]
            let listings = chunk.map { at -> EmbeddingModel.Listing? in
                let (picture, text) = (pictures.picture(at), set.training.products[at].text)
                return picture == nil && text.isEmpty ? nil : (picture, text)
            }
            let views = try model.embed(listings: listings.compactMap { $0 })
            var row = 0
            for listing in listings {
                let range = (row * model.dimension)..<((row + 1) * model.dimension)
                m += listing == nil ? nothing[...] : views.m[range]
                i += listing == nil ? nothing[...] : views.i[range]
                row += listing == nil ? 0 : 1
            }
        }
        return (m, i)
    }
}
