import ControlAPI
import Domain

extension OpenWorkspace {
    /// What things of a kind have cost so far, by name: one question for all of them.
    func costs(_ kind: CostKind) async throws -> [String: CostLine] {
        let lines = try await call(CostRoutes.list, query: ["by": kind.rawValue])
        return Dictionary(lines.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
