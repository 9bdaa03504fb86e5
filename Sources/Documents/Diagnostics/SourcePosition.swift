/// Where something is written: a place in a file, or a flag of the command line such as `--set limits.timeout`.
package struct SourcePosition: Sendable, Hashable {
    /// The file as the user named it, or the flag.
    package let source: String
    /// Counted from 1; 0 for a flag, which has no lines.
    package let line: Int
    /// Counted from 1 in Unicode scalars, as editors show it.
    package let column: Int

    package init(_ source: String, line: Int, column: Int) {
        self.source = source
        self.line = line
        self.column = column
    }

    package static func flag(_ flag: String) -> SourcePosition {
        SourcePosition(flag, line: 0, column: 0)
    }

    package var isFlag: Bool { line == 0 }
}

extension SourcePosition: CustomStringConvertible {
    /// `job.yml:14:3`
    package var description: String {
        isFlag ? source : "\(source):\(line):\(column)"
    }
}

extension SourcePosition {
    /// As another place of the same document names it: `14:3`; of another, with its name.
    func named(in source: String) -> String {
        isFlag || self.source != source ? description : "\(line):\(column)"
    }

    func isBefore(_ other: SourcePosition) -> Bool { (line, column) < (other.line, other.column) }
}
