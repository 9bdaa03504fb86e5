/// A version of Python, as precise as it was said: `3`, `3.10` or `3.10.13`.
package struct PythonVersion: Codable, Hashable, Sendable {
    package let major: Int
    package let minor: Int?
    package let patch: Int?

    package init(_ major: Int, _ minor: Int? = nil, _ patch: Int? = nil) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads `3.10`, `3.10.4`, `3.10.*` and release candidates such as `3.14.0rc2`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).prefix(3)
        var numbers: [Int] = []
        for part in parts where part != "*" {
            guard let number = Int(part.prefix { $0.isASCII && $0.isNumber }) else { return nil }
            numbers.append(number)
        }
        guard let major = numbers.first, (2...9).contains(major) else { return nil }
        self.init(major, numbers.count > 1 ? numbers[1] : nil, numbers.count > 2 ? numbers[2] : nil)
    }

    /// Whether a full version is what this one asks for.
    package func admits(_ version: PythonVersion) -> Bool {
        major == version.major && (minor == nil || minor == version.minor)
            && (patch == nil || patch == version.patch)
    }

    /// How far two versions are apart; a smaller one is nearer. Of two as near, the newer wins. Who names no minor gets
    /// one near the standard, and who names no patch the newest.
    func distance(to other: PythonVersion) -> (Int, Int, Int, Int) {
        let near = minor ?? (major == Self.standard.major ? Self.standard.minor : nil)
        let minors = (other.minor ?? 0) - (near ?? other.minor ?? 0)
        let newest = -(other.patch ?? 0)
        return (
            abs(other.major - major), abs(minors), minors < 0 ? 1 : 0,
            patch.map { abs((other.patch ?? 0) - $0) } ?? newest
        )
    }

    /// What Azure's images hold when nothing says otherwise.
    package static let standard = PythonVersion(3, 10)
}

extension PythonVersion: Comparable {
    package static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.major, lhs.minor ?? 0, lhs.patch ?? 0) < (rhs.major, rhs.minor ?? 0, rhs.patch ?? 0)
    }
}

extension PythonVersion: CustomStringConvertible {
    package var description: String {
        [major, minor, patch].compactMap { $0.map(String.init) }.joined(separator: ".")
    }
}
