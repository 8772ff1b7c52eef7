public import Records

extension ProductList: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
}
