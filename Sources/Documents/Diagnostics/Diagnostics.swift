import Domain

/// Gathers everything there is to say about one document, so that a person hears it all at once.
package final class Diagnostics {
    /// Nobody reads more, and a hostile file could ask for millions.
    static let limit = 1000

    private(set) var all: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []
    /// Of what stands here, everything has been said.
    private var settled: Set<SourcePosition> = []

    var hasErrors: Bool { all.contains { $0.severity == .error } }

    var errorCount: Int { all.count { $0.severity == .error } }

    func error(
        _ message: String, at position: SourcePosition, hint: String? = nil, code: ErrorCode = .invalidArgument
    ) {
        add(Diagnostic(.error, message, hint: hint, at: position, code: code))
    }

    /// An error that makes any other at its place meaningless.
    func onlyError(_ message: String, at position: SourcePosition, hint: String? = nil) {
        error(message, at: position, hint: hint)
        settled.insert(position)
    }

    func warning(_ message: String, at position: SourcePosition, hint: String? = nil) {
        add(Diagnostic(.warning, message, hint: hint, at: position))
    }

    func hasError(at position: SourcePosition) -> Bool {
        all.contains { $0.severity == .error && $0.position == position }
    }

    /// Says what was said elsewhere.
    func take(_ others: Diagnostics) {
        for diagnostic in others.all { add(diagnostic) }
    }

    func take(_ diagnostic: Diagnostic) {
        add(diagnostic)
    }

    /// One place reached by several aliases is told about once.
    private func add(_ diagnostic: Diagnostic) {
        guard all.count <= Self.limit, !settled.contains(diagnostic.position), seen.insert(diagnostic).inserted
        else { return }
        let isLast = all.count == Self.limit
        all.append(
            isLast ? Diagnostic(.error, "there is more wrong than is told here", at: diagnostic.position) : diagnostic)
    }

    /// By position: the document's own file first, then other files and flags by name.
    func sorted(mainSource: String) -> [Diagnostic] {
        func key(_ diagnostic: Diagnostic) -> (Int, String, Int, Int) {
            let position = diagnostic.position
            let rank = position.source == mainSource ? 0 : position.isFlag ? 2 : 1
            return (rank, position.source, position.line, position.column)
        }
        return all.enumerated()
            .sorted { left, right in
                let (first, second) = (key(left.element), key(right.element))
                return first == second ? left.offset < right.offset : first < second
            }
            .map(\.element)
    }
}
