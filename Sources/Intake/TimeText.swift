/// Reads times, without the cost of a date formatter: a log has millions.
enum TimeText {
    /// Seconds since 1970 of an ISO 8601 date or time, UTC where it names no zone, or of a number of seconds.
    ///
    /// A number from 10^11 on is milliseconds: as seconds it would lie beyond the year 5000. Fractions are dropped.
    static func seconds(_ text: String) -> Int64? {
        var scan = Scan(bytes: Array(text.utf8))
        guard let first = scan.number(1...18) else { return nil }
        guard scan.take("-") else {
            guard scan.fraction(), scan.atEnd else { return nil }
            return first >= 100_000_000_000 ? first / 1000 : first
        }
        guard scan.at == 5, let month = scan.number(2...2), scan.take("-"), let day = scan.number(2...2),
            (1...12).contains(month), day >= 1, day <= daysIn(month, first)
        else { return nil }
        let midnight = days(first, month, day) * 86400
        guard !scan.atEnd else { return midnight }
        guard scan.take("T") || scan.take("t") || scan.take(" "), let hour = scan.number(2...2), scan.take(":"),
            let minute = scan.number(2...2), hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        if scan.take(":") {
            guard let read = scan.number(2...2), read <= 60, scan.fraction() else { return nil }
            second = read
        }
        guard let shift = scan.zone(), scan.atEnd else { return nil }
        return midnight + hour * 3600 + minute * 60 + second - shift
    }

    /// The UTC day of a time, as `2020-08-01`.
    static func day(_ seconds: Int64) -> String {
        // Howard Hinnant's civil_from_days, the inverse of `days`.
        let z = Int64((Double(seconds) / 86400).rounded(.down)) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let two = { (n: Int64) in n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant's days_from_civil).
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func daysIn(_ month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private struct Scan {
        let bytes: [UInt8]
        var at = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var atEnd: Bool { at == bytes.count }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
            at += 1
            return true
        }

        /// A number of so many digits.
        mutating func number(_ digits: ClosedRange<Int>) -> Int64? {
            let start = at
            var value: Int64 = 0
            while at < bytes.count, at - start < digits.upperBound, (0x30...0x39).contains(bytes[at]) {
                value = value * 10 + Int64(bytes[at] - 0x30)
                at += 1
            }
            return at - start >= digits.lowerBound ? value : nil
        }

        /// Passes a fraction if there is one; false where a point has no digits.
        mutating func fraction() -> Bool { !take(".") || number(1...18) != nil }

        /// The zone's seconds ahead of UTC.
        mutating func zone() -> Int64? {
            _ = take(" ")
            if atEnd || take("Z") || take("z") { return 0 }
            if take("U") { return take("T") && take("C") ? 0 : nil }
            let ahead = take("+")
            guard ahead || take("-"), let hours = number(2...2), hours <= 23 else { return nil }
            _ = take(":")
            let minutes = atEnd ? 0 : number(2...2) ?? 60
            guard minutes < 60 else { return nil }
            return (hours * 3600 + minutes * 60) * (ahead ? 1 : -1)
        }
    }
}
