public import Records

/// Why a question has no answer; the comments say who must act.
public enum RetrievalError: Error, Equatable, CustomStringConvertible {
    /// Who asked: neither picture, text nor product.
    case emptyQuery
    /// Who asked: the catalogue has no such product.
    case unknownProduct(ProductID)
    /// Who asked: the product is in the catalogue and not yet in the index.
    case notIndexed(ProductID)
    /// Who asked: the filter cannot be read; `at` counts characters from 0.
    case badFilter(at: Int, reason: String)
    /// Who asked: the values of this cannot be counted.
    case badFacet(field: String, reason: String)
    /// Who asked: a number or a length lies outside what is allowed.
    case badNumber(field: String, allowed: String)
    /// Who asked: a picture, of a model that reads texts alone.
    case readsNoPictures(model: String)
    /// The shop: `index build` was never run.
    case noIndex(path: String)
    /// The shop: the index was made with another model than the one given.
    case otherModel(index: String, given: String)
    /// The shop: files of the snapshot are missing or altered.
    case damagedSnapshot(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// The shop: another process serves this folder.
    case otherWriter(path: String)
    /// Who asked: the page's token is none, or is of another question.
    case badPage(reason: String)
    /// Who asked: what the page was pinned to is gone.
    case expiredPage

    public var description: String {
        switch self {
        case .emptyQuery: "a query has at least one of text, image and product"
        case .unknownProduct(let id): "there is no product \(id)"
        case .notIndexed(let id): "product \(id) is not in the index yet: build the index again"
        case .badFilter(let at, let reason): "the filter cannot be read at character \(at + 1): \(reason)"
        case .badFacet(let field, let reason): "the values of \"\(field.prefix(100))\" are not counted: \(reason)"
        case .badNumber(let field, let allowed): "\(field) lies within \(allowed)"
        case .readsNoPictures(let model): "the model \(model) reads no pictures: ask with words"
        case .noIndex(let path): "there is no index at \(path): run `samestyle index build`"
        case .otherModel(let index, let given):
            "the index was made with the model \(index) and cannot be searched with \(given): build it again"
        case .damagedSnapshot(let path, let reason): "the index \(path) is damaged (\(reason)): build it again"
        case .unwritable(let path, let reason): "the index cannot be written to \(path): \(reason)"
        case .otherWriter(let path): "another process serves the index \(path): stop it first, or give another --data"
        case .badPage(let reason): "the page cannot be shown: \(reason)"
        case .expiredPage: "the page cannot be shown: the index was renewed since; ask again from the first page"
        }
    }
}
