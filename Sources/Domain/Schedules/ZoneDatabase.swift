/// Time zones by the names Azure has for them (`Pacific Standard Time`) and by those of the box's time zone database
/// (`America/Los_Angeles`).
package struct ZoneDatabase: Sendable {
    private let read: @Sendable (_ path: String) -> [UInt8]?

    /// - Parameter read: what a file holds, nil when there is none.
    package init(read: @escaping @Sendable (_ path: String) -> [UInt8]?) {
        self.read = read
    }

    /// The rules of a zone, UTC without a name as Azure has it. Throws `invalidArgument` for a name nobody knows and
    /// `unavailable` where the box has no database.
    package func rules(named name: String?) throws -> ZoneRules {
        guard let name, !Self.universal.contains(name.uppercased()) else { return .utc }
        let known = Self.windows[name] ?? Self.windows.first { $0.key.lowercased() == name.lowercased() }?.value
        if let known, let rules = rules(ofFile: known) ?? Self.fixedRules(known) { return rules }
        if known == nil, name.wholeMatch(of: /[A-Za-z0-9_+\-]+(\/[A-Za-z0-9_+\-]+)*/) != nil, let rules = rules(ofFile: name) {
            return rules
        }
        guard rules(ofFile: "Europe/Berlin") != nil || rules(ofFile: "Asia/Tokyo") != nil else {
            throw AtelierError(
                .unavailable, "this box has no time zone database to find \"\(name.neutralised)\" in",
                hint: "install the package tzdata, or use UTC")
        }
        let names = Array(Self.windows.keys) + Array(Self.windows.values)
        throw AtelierError(
            .invalidArgument, "\"\(name.neutralised)\" is no time zone",
            hint: EditDistance.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
                ?? "write one such as Pacific Standard Time or America/Los_Angeles")
    }

    private func rules(ofFile name: String) -> ZoneRules? { read("\(Self.folder)/\(name)").flatMap { ZoneRules(file: $0) } }

    /// `Etc/GMT+8` is eight hours west, and needs no file.
    private static func fixedRules(_ name: String) -> ZoneRules? {
        guard let match = name.wholeMatch(of: /Etc\/GMT([-+]\d+)/), let west = Int(match.1) else { return nil }
        return ZoneRules(initialOffset: -west * 3600, changes: [])
    }

    private static let folder = "/usr/share/zoneinfo"
    private static let universal: Set<String> = ["UTC", "ETC/UTC", "GMT", "Z"]
}
