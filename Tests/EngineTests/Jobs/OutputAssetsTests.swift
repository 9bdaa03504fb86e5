import Domain
import Foundation
import Store
import Testing

@testable import Engine

@Suite struct OutputAssetsTests {
    @Test func anOutputIsRegisteredOnceHoweverOftenAJobIsFinished() async throws {
        try await AssetFixture.run { fixture in
            let outputs = [
                "model": JobOutput(type: .customModel, assetName: "wine"),
                "scores": JobOutput(type: .uriFile, assetName: "scores", assetVersion: "7"),
            ]
            try await fixture.addJob("fox", outputs: outputs)
            let workspace = fixture.workspace
            let job = try #require(try await fixture.context.store.read { try $0.job(named: "fox", in: workspace) })
            let place = fixture.home.datastore(Datastore.blobStore, in: workspace) + "/azureml/fox"
            try fixture.write("weights", to: place + "/model/model.bin")
            try fixture.write("1,2", to: place + "/scores/scores")
            let data = DataCatalog(fixture.context, locations: fixture.locations)
            let assets = OutputAssets(models: fixture.models, data: data)
            for _ in 0..<2 {
                for (name, output) in outputs { try await assets.register(name, output, of: job) }
            }
            let models = try await fixture.models.list(in: workspace)
            #expect(models.map { "\($0.name):\($0.version)" } == ["wine:1"])
            #expect(models.first?.lineage.job == "fox")
            #expect(try await data.list(in: workspace).map { "\($0.name):\($0.version)" } == ["scores:7"])
        }
    }
}
