import Domain
import Foundation
import Store

@testable import Engine

extension EndpointWorld {
    /// With the model that its deployments say they serve.
    func desk(addingModel: Bool = true) async throws -> UndoDesk {
        if addingModel {
            try await context.write { transaction in
                _ = try transaction.register("iris", version: "1", in: "default") { version in
                    ModelVersion(
                        workspace: "default", name: "iris", version: version, type: .custom, source: .local("/m"),
                        baseName: "m", contentHash: ContentHash(rawValue: "00"), size: ByteCount(7),
                        creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "ada"))
                }
            }
        }
        return UndoDesk(
            context: context, computes: ComputeFleet(context: context), endpoints: catalog,
            services: ["endpoint": catalog, "deployment": catalog])
    }

    /// Past the rules, for good.
    func removeModel() async throws {
        try await context.write { transaction in
            let model: ModelVersion? = try transaction.asset("iris", version: "1", in: "default")
            if let model { _ = try transaction.delete(model) }
        }
    }
}
