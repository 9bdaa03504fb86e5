/// A version of a library, to compare with others: `2.1.4`, `3.0.0rc1`.
struct LibraryVersion: Comparable, Hashable, Sendable {
    let text: String
    private let numbers: [Int]
    /// `rc1`, `.dev3`: what comes before the release of its numbers.
    private let isEarly: Bool

    init(_ text: String) {
        self.text = text
        let plain = text.prefix { $0.isNumber || $0 == "." }
        numbers = plain.split(separator: ".").compactMap { Int($0) }
        isEarly = text.dropFirst(plain.count).first?.isLetter ?? false
    }

    var major: Int { numbers.first ?? 0 }
    var minor: Int { numbers.count > 1 ? numbers[1] : 0 }

    static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count) {
            let one = index < left.numbers.count ? left.numbers[index] : 0
            let other = index < right.numbers.count ? right.numbers[index] : 0
            if one != other { return one < other }
        }
        return left.isEarly && !right.isEarly
    }
}
