package import Domain

/// One of the runs that are looked at together. Its letter is its sign wherever colour alone would tell them apart.
package struct ComparedRun: Sendable, Hashable {
    package let letter: Character
    package let job: JobName

    private static let letters = Array("abcdefghijkl")
    /// More lines than this on one chart tell nothing.
    package static let most = letters.count

    package static func runs(_ jobs: [JobName]) -> [ComparedRun] {
        zip(letters, jobs).map { ComparedRun(letter: $0, job: $1) }
    }

    /// Its place among the colours of lines.
    package var number: Int { Self.letters.firstIndex(of: letter) ?? 0 }
}
