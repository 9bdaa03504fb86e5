import Domain
import Engine
import Foundation
import Scoring
import Store
import Synchronization
import Testing

@Suite struct ReplacementTests {
    private func deploy(
        _ version: String, in world: EndpointWorld, as name: DeploymentName? = nil
    ) async throws -> OnlineDeployment {
        let asked = try await world.catalog.deploy(
            AssetReference(name: "iris", selector: .version(version)), to: "iris", as: name, in: "default", by: "bob")
        return try await world.catalog.waitUntilSettled(asked.name, of: "iris", in: "default")
    }

    @Test func aModelComesUpInTheIdleColourAsACopyOfWhatServes() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            let python = world.folder.appending(path: "python")
            try Data().write(to: python)
            world.assets.python.withLock { $0 = python.path }
            var spec = world.spec("blue", instances: 2)
            spec.environmentVariables = ["GREETING": "hello"]
            spec.requestSettings.requestTimeoutMilliseconds = 1234
            spec.tags = ["team": "flowers"]
            _ = try await world.catalog.deploy(spec, allTraffic: true, in: "default", by: "ada")
            let blue = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            // Nothing that blue was made from is there any more, or means the same.
            try FileManager.default.removeItem(at: world.folder.appending(path: "code"))
            world.assets.failEnvironment(with: AtelierError(.invalidState, "another environment by now"))
            world.assets.python.withLock { $0 = "/elsewhere" }

            world.scoring.hold("green")
            let asked = try await world.catalog.deploy(
                AssetReference(name: "iris", selector: .version("2")), to: "iris", in: "default", by: "bob")
            #expect(asked.name == "green" && asked.provisioningState == .creating)
            await world.scoring.wait { $0.begun.count == 2 }
            #expect(
                try await world.catalog.showDeployment("green", of: "iris", in: "default").provisioningState
                    == .creating)
            world.scoring.release("green")
            let green = try await world.catalog.waitUntilSettled("green", of: "iris", in: "default")
            #expect(green.provisioningState == .succeeded)
            #expect(green.model == AssetReference(name: "iris", selector: .version("2")))
            #expect(green.code == blue.code && green.environment == blue.environment)
            #expect(green.creation.createdBy == "bob")
            var expected = spec
            expected.name = "green"
            expected.model = .registered(AssetReference(name: "iris", selector: .version("2")))
            #expect(green.spec == expected)

            let workers = try #require(world.scoring.route(of: "iris")?.workers(of: "green"))
            #expect(FileManager.default.fileExists(atPath: workers.plan.codeFolder + "/score.py"))
            #expect(workers.plan.python == python.path)
            let endpoint = try await world.catalog.show("iris", in: "default")
            #expect(endpoint.traffic.live == ["blue"] && endpoint.revision == 1)
        }
    }

    @Test func theNextModelReplacesTheIdleColourInPlace() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            #expect(try await deploy("2", in: world).name == "green")
            let again = try await deploy("3", in: world)
            #expect(again.name == "green" && again.provisioningState == .succeeded)
            #expect(again.model?.selector == .version("3"))
            #expect(world.scoring.route(of: "iris")?.workers(of: "green")?.version == 2)
            try await world.setTraffic(["green": 100])
            let next = try await deploy("4", in: world)
            #expect(next.name == "blue" && next.model?.selector == .version("4"))
            let names = try await world.catalog.listDeployments(of: "iris", in: "default").map(\.name)
            #expect(names == ["blue", "green"])
        }
    }

    @Test func aCopyThatDoesNotBecomeReadyFailsAndNothingElseChanges() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            world.scoring.fail("green", with: AtelierError(.invalidState, "init() of score.py failed"))
            let failed = try await deploy("2", in: world)
            #expect(failed.provisioningState == .failed && failed.reason == "init() of score.py failed")
            #expect(try await world.catalog.show("iris", in: "default").traffic.live == ["blue"])
            world.scoring.fail("green", with: nil)
            #expect(try await deploy("2", in: world).provisioningState == .succeeded)
        }
    }

    @Test func aCopyIsMadeByTheNextEngineWhenTheFirstOneDies() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try FileManager.default.removeItem(at: world.folder.appending(path: "code"))
            world.scoring.hold("green")
            let asking = Task { try await deploy("2", in: world) }
            await world.scoring.wait { $0.begun.count == 2 }
            try await world.restarted { again in
                let green = try await again.catalog.waitUntilSettled("green", of: "iris", in: "default")
                #expect(green.provisioningState == .succeeded && green.model?.selector == .version("2"))
            }
            #expect(try await asking.value.provisioningState != .failed)
        }
    }

    @Test func withoutTrafficTheNewestIsCopiedAndTheOtherColourTaken() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("first")
            world.clock.advance(seconds: 1)
            var spec = world.spec("blue")
            spec.description = "the newest"
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            _ = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            let made = try await deploy("2", in: world)
            #expect(made.name == "green" && made.spec.description == "the newest")
            let named = try await deploy("2", in: world, as: "candidate")
            #expect(named.name == "candidate" && named.provisioningState == .succeeded)
        }
    }

    @Test func nothingToCopyAndNoIdleColourAreSaid() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            await #expect { _ = try await deploy("2", in: world) } throws: { error in
                let error = error as? AtelierError
                return error?.code == .invalidState && error?.hint?.contains("online-deployment create") == true
            }
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            await #expect { _ = try await deploy("2", in: world, as: "blue") } throws: {
                ($0 as? AtelierError)?.code == .conflict
            }
            _ = try await world.catalog.update(
                "iris", EndpointChange(mirrorTraffic: try MirrorSplit(["green": 10])), in: "default", by: "ada")
            await #expect { _ = try await deploy("2", in: world) } throws: { error in
                (error as? AtelierError)?.code == .conflict && "\(error)".contains("green gets 10 % mirrored")
            }
            _ = try await world.catalog.update(
                "iris", EndpointChange(traffic: try TrafficSplit(["blue": 90, "green": 10]), mirrorTraffic: MirrorSplit()),
                in: "default", by: "ada")
            await #expect { _ = try await deploy("2", in: world) } throws: { error in
                (error as? AtelierError)?.code == .conflict && "\(error)".contains("blue has 90 %")
            }
            await #expect {
                _ = try await world.catalog.deploy(
                    AssetReference(name: "rose", selector: .version("1")), to: "iris", in: "default", by: "bob")
            } throws: { ($0 as? AtelierError)?.code == .notFound }
            #expect(world.scoring.begun.count == 2)
        }
    }
}
