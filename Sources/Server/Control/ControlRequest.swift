import ControlAPI
import Domain
import Hummingbird

/// What a route's handler sees of a request: its path's parts, its query and who asks.
struct ControlRequest: Sendable {
    private let parts: [String: String]
    private let query: [String: String]
    /// The asker's login name; the socket's folder keeps other users out.
    let person: String

    init(request: Request, context: some RequestContext, person: String) {
        parts = Dictionary(
            context.parameters.map { (String($0.key), PercentEncoding.decode($0.value) ?? String($0.value)) },
            uniquingKeysWith: { _, last in last })
        query = Dictionary(
            request.uri.queryParameters.map { (String($0.key), String($0.value)) },
            uniquingKeysWith: { _, last in last })
        self.person = person
    }

    /// A named part of the path.
    func part(_ name: String) throws -> String {
        guard let value = parts[name], !value.isEmpty else {
            throw AtelierError(.invalidArgument, "the path lacks its \(name)")
        }
        return value
    }

    /// A named part of the path as the id it is.
    func id<Noun>(_ name: String) throws -> Identifier<Noun> {
        try Identifier(part(name))
    }

    var workspace: WorkspaceName {
        get throws { try id("workspace") }
    }

    func text(_ name: String) -> String? { query[name] }

    func flag(_ name: String) -> Bool { query[name] == "true" }

    /// A whole number of the query. Throws `invalidArgument` when it is something else.
    func number(_ name: String) throws -> Int64? {
        guard let text = query[name] else { return nil }
        guard let number = Int64(text), (0...Self.largest).contains(number) else {
            throw AtelierError(.invalidArgument, "'\(text.neutralised)' is not a value for \(name)", hint: "use a number")
        }
        return number
    }

    /// Larger than any offset, count or time there is, and small enough to reckon with.
    private static let largest: Int64 = 1 << 53

    var listFilter: ListFilter {
        get throws {
            ListFilter(
                archived: text("archived").flatMap(ListFilter.Archived.init) ?? .excluded,
                limit: try number("limit").map(Int.init))
        }
    }
}
