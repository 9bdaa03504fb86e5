import Domain

/// Chooses among the libraries on the box the one that scores a model. Pure.
enum LibraryChoice {
    /// Where a library was found; the earlier is taken where two are as good.
    enum Source: Int, Sendable, Comparable {
        case environment, installed, system

        static func < (left: Source, right: Source) -> Bool { left.rawValue < right.rawValue }
    }

    struct Candidate: Sendable, Hashable {
        let path: String
        let version: String
        let source: Source
    }

    /// What trained a model scores it: that version when it is there, else the nearest of the same minor version, then
    /// the next newer one, which reads what older ones wrote, then the newest of the older ones. Without a wish the
    /// first source's newest. Nil when there is none.
    static func best(for wanted: String?, among candidates: [Candidate]) -> Candidate? {
        guard let wanted else {
            return candidates.min {
                $0.source == $1.source ? LibraryVersion($0.version) > LibraryVersion($1.version) : $0.source < $1.source
            }
        }
        let wish = LibraryVersion(wanted)
        return candidates.min { left, right in
            let (one, other) = (LibraryVersion(left.version), LibraryVersion(right.version))
            let (rank, otherRank) = (Self.rank(one, wish), Self.rank(other, wish))
            if rank != otherRank { return rank < otherRank }
            if one != other { return rank == 2 ? one < other : one > other }
            return left.source < right.source
        }
    }

    private static func rank(_ version: LibraryVersion, _ wish: LibraryVersion) -> Int {
        if version.text == wish.text { return 0 }
        if version.major == wish.major, version.minor == wish.minor { return 1 }
        return version > wish ? 2 : 3
    }

    /// What to say when another version scores than trained.
    static func warning(_ runtime: RuntimeName, wanted: String?, chosen: Candidate) -> String? {
        guard let wanted, wanted != chosen.version else { return nil }
        return "the model was made with \(runtime.title) \(wanted) and is scored with \(chosen.version); for the same one "
            + "run '\(runtime.installation(of: wanted))' and deploy again"
    }
}
