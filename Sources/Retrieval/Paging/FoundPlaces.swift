import Neighbors

/// Where answers stand in the lists that they were found in, counted from 1: by their vectors, and by their words.
final class FoundPlaces {
    private(set) var byVector: [Int: Int] = [:]
    private(set) var byWords: [Int: Int] = [:]

    /// The first list that an answer is in counts: a deeper search brought only what it was not in.
    func noteVectors(_ found: [Neighbor]) {
        for (at, neighbor) in found.enumerated() where byVector[neighbor.row] == nil { byVector[neighbor.row] = at + 1 }
    }

    func noteWords(_ rows: [Int]) {
        for (at, row) in rows.enumerated() where byWords[row] == nil { byWords[row] = at + 1 }
    }
}
