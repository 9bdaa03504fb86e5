package import Domain
import FoundationEssentials

/// How a filter of events stands in a query: `kind=job.failed,compute.&resource=job/NAME&by=ann&since=SECONDS&limit=N`.
package enum EventQuery {
    package static func items(of filter: EventFilter) -> [String: String] {
        var items: [String: String] = [:]
        if !filter.kinds.isEmpty { items["kind"] = filter.kinds.joined(separator: ",") }
        items["resource"] = filter.resourceKind.map { kind in filter.resourceName.map { "\(kind)/\($0)" } ?? kind }
        items["workspace"] = filter.workspace?.rawValue
        items["by"] = filter.person
        items["since"] = filter.since.map { "\($0.timeIntervalSince1970)" }
        items["until"] = filter.until.map { "\($0.timeIntervalSince1970)" }
        items["limit"] = filter.newest.map { "\($0)" }
        return items
    }

    /// Throws `invalidArgument` for a time or a number that is none.
    package static func filter(from item: (String) -> String?) throws -> EventFilter {
        let resource = item("resource")?.split(separator: "/", maxSplits: 1).map(String.init) ?? []
        return EventFilter(
            kinds: item("kind")?.split(separator: ",").map(String.init) ?? [], resourceKind: resource.first,
            resourceName: resource.count > 1 ? resource[1] : nil,
            workspace: item("workspace").map { WorkspaceName($0) }, person: item("by"),
            since: try number("since", item, Double.init).map(Date.init(timeIntervalSince1970:)),
            until: try number("until", item, Double.init).map(Date.init(timeIntervalSince1970:)),
            newest: try number("limit", item) { Int($0) })
    }

    private static func number<Value: Comparable & ExpressibleByIntegerLiteral>(
        _ name: String, _ item: (String) -> String?, _ parse: (String) -> Value?
    ) throws -> Value? {
        guard let text = item(name) else { return nil }
        guard let value = parse(text), value >= 0 else {
            throw AtelierError(.invalidArgument, "'\(text.neutralised)' is not a value for \(name)", hint: "use a number")
        }
        return value
    }
}
