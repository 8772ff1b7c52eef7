/// The small slips of those who type fast.
enum Spelling {
    /// Misspells one word of `groups` that has only letters, none in the group at `spared`.
    static func slip(in groups: inout [[String]], sparing spared: Int?, _ dice: inout Dice) {
        let long = groups.indices.filter { $0 != spared }.flatMap { group in
            groups[group].indices.filter { groups[group][$0].count > 4 }.map { (group, $0) }
        }
        guard !long.isEmpty else { return }
        let (group, word) = dice.pick(long)
        groups[group][word] = slipped(groups[group][word], &dice)
    }

    /// `word` with two inner letters exchanged, one left out, or one doubled.
    static func slipped(_ word: String, _ dice: inout Dice) -> String {
        var letters = Array(word)
        guard letters.count > 3 else { return word }
        let place = dice.whole(1...letters.count - 3)
        switch dice.whole(0...2) {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.remove(at: place)
        default: letters.insert(letters[place], at: place)
        }
        return String(letters)
    }
}
