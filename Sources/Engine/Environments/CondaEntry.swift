import Domain

/// One of conda's own packages, e.g. `conda-forge::numpy>=1.22,<2` or `scipy=1.10=py310_0`.
struct CondaEntry: Hashable {
    let written: String
    let name: String
    /// Conda's words for versions: `=1.2`, `>=1.2,<2`, empty for any.
    let version: String
    let build: String?

    enum Meaning: Hashable {
        case python(PythonRequest?)
        case requirement(String, warning: String?)
        /// Comes with every Python environment, or means nothing outside conda.
        case nothing
        case refused(String)
    }

    init(_ text: String) {
        written = text.trimmingSpaces
        var rest = written[...]
        if let channel = rest.firstRange(of: "::") { rest = rest[channel.upperBound...] }
        if let bracket = rest.firstIndex(of: "[") { rest = rest[..<bracket] }
        let end = rest.firstIndex { "=<>!~ ".contains($0) } ?? rest.endIndex
        name = rest[..<end].lowercased()
        let words = rest[end...].split(separator: " ").map(String.init)
        let isSpaced = rest[end...].first == " "
        if isSpaced, let first = words.first, first.first?.isNumber == true {
            // `numpy 1.22 py310_0`: conda's three words.
            version = "=" + first
            build = words.dropFirst().first
            return
        }
        let joined = words.joined()
        // `=1.2=build`: a second, single '=' after an exact version starts the build.
        if joined.hasPrefix("="), !joined.hasPrefix("=="), let second = joined.dropFirst().firstIndex(of: "=") {
            version = String(joined[..<second])
            build = String(joined[joined.index(after: second)...])
        } else {
            version = joined
            build = nil
        }
    }

    var meaning: Meaning {
        if name == "python" { return .python(PythonRequest(conda: version)) }
        if CondaNames.harmless.contains(name) { return .nothing }
        if let reason = CondaNames.impossible[name] { return .refused("'\(name)' \(reason)") }
        if CondaNames.impossiblePrefixes.contains(where: { name.hasPrefix($0) }) {
            return .refused("'\(name)' is not a Python package")
        }
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
        else { return .refused("'\(written.neutralised)' is not a conda package") }
        guard let specifier = Self.specifier(version) else {
            return .refused("'\(written.neutralised)' has a version Atelier cannot read")
        }
        let known = CondaNames.onPyPI[name] ?? name
        let warning = build.map {
            "the build '\($0.neutralised)' of conda's '\(name)' was left out: PyPI has none"
        }
        return .requirement(known + specifier, warning: warning)
    }

    /// Conda's version words as pip's: `=1.2` → `==1.2.*`, `==1.2` and ranges stay. Nil when they cannot be said.
    static func specifier(_ version: String) -> String? {
        guard !version.isEmpty, version != "*", version != "=*" else { return "" }
        guard !version.contains("|") else { return nil }
        var clauses: [String] = []
        for clause in version.split(separator: ",").map(String.init) {
            let number = String(clause.drop { "=<>!~".contains($0) })
            let sign = String(clause.dropLast(number.count))
            guard let first = number.first, first.isNumber else { return nil }
            switch sign {
            case "=": clauses.append(number.hasSuffix("*") ? "==\(dotted(number))" : "==\(number).*")
            case "", "==": clauses.append("==\(dotted(number))")
            case ">=", "<=", ">", "<", "!=": clauses.append(sign + (sign == "!=" ? dotted(number) : bare(number)))
            case "~=": clauses.append("~=\(bare(number))")
            default: return nil
            }
        }
        return clauses.joined(separator: ",")
    }

    /// `1.2*` → `1.2.*`, which is how pip says it.
    private static func dotted(_ number: String) -> String {
        guard number.hasSuffix("*"), !number.hasSuffix(".*") else { return number }
        return number.dropLast() + ".*"
    }

    private static func bare(_ number: String) -> String {
        number.hasSuffix(".*") ? String(number.dropLast(2)) : number
    }
}
