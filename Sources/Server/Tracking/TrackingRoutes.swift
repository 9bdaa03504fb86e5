import Domain
import Engine

/// The routes of MLflow's REST API, by method and path below `/api/2.0/mlflow`. Routes decode, call the ledger and
/// encode; they decide nothing.
struct TrackingRoutes: Sendable {
    let ledger: TrackingLedger
    let files: ArtifactFiles
    private var table: [String: TrackingRoute] = [:]

    init(ledger: TrackingLedger, files: ArtifactFiles) {
        self.ledger = ledger
        self.files = files
        addExperiments()
        addRuns()
        addLogging()
        addMetrics()
        addLoggedModels()
        addArtifacts()
    }

    mutating func add(
        _ method: String, _ path: String, _ body: TrackingRoute.Body = .fields(limit: TrackingRoute.usualLimit),
        _ handler: @escaping TrackingHandler
    ) {
        table["\(method) \(path)"] = TrackingRoute(body, handler)
    }

    /// The route and the encoded rest of the path that belongs to it. A path below a known folder names a thing.
    func route(_ method: String, _ path: Substring) -> (route: TrackingRoute, tail: String)? {
        if let route = table["\(method) \(path)"] { return (route, "") }
        for folder in Self.folders where path.hasPrefix(folder) {
            let rest = path.dropFirst(folder.count)
            for action in Self.actions where rest.hasSuffix(action) {
                if let route = table["\(method) \(folder)*\(action)"] {
                    return (route, String(rest.dropLast(action.count)))
                }
            }
            if folder == Self.models, let tags = rest.range(of: "/tags/"),
                let route = table["\(method) \(folder)*/tags/*"]
            {
                return (route, "\(rest[..<tags.lowerBound])/\(rest[tags.upperBound...])")
            }
            if let route = table["\(method) \(folder)*"] { return (route, String(rest)) }
        }
        return nil
    }

    static let models = "/logged-models/"
    static let artifacts = "/mlflow-artifacts/artifacts/"
    private static let folders = [artifacts, models]
    private static let actions = ["/tags", "/params", "/artifacts/directories"]
}

extension Substring {
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
