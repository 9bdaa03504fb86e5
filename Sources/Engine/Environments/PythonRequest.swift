/// The Python somebody asked for, in conda's words: `3.10`, `3.10.4`, `>=3.8,<3.11`.
package struct PythonRequest: Hashable, Sendable {
    private struct Clause: Hashable, Sendable {
        let sign: String
        let version: PythonVersion

        func admits(_ candidate: PythonVersion) -> Bool {
            switch sign {
            case ">=": candidate >= version
            case ">": candidate > version && !version.admits(candidate)
            case "<=": candidate <= version || version.admits(candidate)
            case "<": candidate < version
            case "!=": !version.admits(candidate)
            case "~=": candidate >= version && candidate.major == version.major
            default: version.admits(candidate)
            }
        }
    }

    private let clauses: [Clause]

    package init(_ version: PythonVersion) {
        clauses = [Clause(sign: "=", version: version)]
    }

    /// Nil when the text holds no version.
    init?(conda text: String) {
        clauses = text.split(separator: ",").compactMap { part in
            let number = part.drop { "=<>!~ ".contains($0) }
            return PythonVersion(number).map { version in
                Clause(sign: part.dropLast(number.count).filter { $0 != " " }, version: version)
            }
        }
        if clauses.isEmpty { return nil }
    }

    package func admits(_ version: PythonVersion) -> Bool {
        clauses.allSatisfy { $0.admits(version) }
    }

    /// The one to look for, to download, and to stay near to.
    package var preferred: PythonVersion {
        let isExact = { (clause: Clause) in clause.sign.allSatisfy { $0 == "=" } }
        if let exact = clauses.first(where: isExact) { return exact.version }
        if admits(.standard) { return .standard }
        return clauses.first { $0.sign == ">=" || $0.sign == "~=" }?.version ?? .standard
    }
}

extension PythonRequest: CustomStringConvertible {
    package var description: String {
        clauses.map { $0.sign.allSatisfy { $0 == "=" } ? "\($0.version)" : "\($0.sign)\($0.version)" }
            .joined(separator: ",")
    }
}
