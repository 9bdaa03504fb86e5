import Client
import ControlAPI
import Domain

/// The workspace a verb works in, reached through the engine.
struct OpenWorkspace: Sendable {
    let engine: any ControlCaller
    let scope: Scope

    /// Calls a route, with the workspace's part of the path filled in.
    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String] = [:], query: [String: String] = [:],
        body: Body
    ) async throws -> Answer {
        let all = parts.merging(["workspace": scope.workspace.rawValue]) { part, _ in part }
        return try await engine.call(route, all, query: query, body: body)
    }

    func call<Answer>(
        _ route: ControlRoute<Nothing, Answer>, _ parts: [String: String] = [:], query: [String: String] = [:]
    ) async throws -> Answer {
        try await call(route, parts, query: query, body: Nothing())
    }

    func score(_ request: ScoringRequest) async throws -> ScoringResponse { try await engine.score(request) }

    /// The same workspace through a connection made anew.
    func reconnected(to engine: any ControlCaller) -> OpenWorkspace {
        OpenWorkspace(engine: engine, scope: scope)
    }
}

extension Session {
    /// The workspace the flags name, else the configured default, else `default`. Throws `notFound` when it does not
    /// exist, or exists in another group than the one named.
    ///
    /// - Parameter known: the connection to use; nil starts the engine if need be.
    func open(_ global: GlobalOptions, through known: (any ControlCaller)? = nil) async throws -> OpenWorkspace {
        let engine = try known ?? engine()
        let defaults = try AzureDefaults.read(from: location)
        let name = global.workspaceName ?? defaults["workspace"] ?? Workspace.defaultName.rawValue
        let workspace = try await engine.call(WorkspaceRoutes.show, ["workspace": name])
        if let group = global.resourceGroup ?? (global.workspaceName == nil ? defaults["group"] : nil),
            group.lowercased() != workspace.resourceGroup.rawValue.lowercased()
        {
            throw AtelierError(
                .notFound, "there is no workspace '\(name.neutralised)' in the resource group '\(group.neutralised)'",
                hint: "it is in '\(workspace.resourceGroup)'")
        }
        return OpenWorkspace(engine: engine, scope: Scope(of: workspace))
    }
}
