import Foundation
import Testing

/// What was deleted comes back with the real programs, also over the death of the engine.
@Suite struct UndeletionTests {
    @Test(.ends) func aModelAndItsEndpointComeBack() async throws {
        try await Box.with { box in
            let weights = try box.write("weights", to: "model/weights.bin")
            try await box.atelier("model", "create", "--name", "iris", "--path", weights, "-o", "none")
            try await box.createEndpoint("iris")
            try await box.deploy(
                "blue", on: "iris", script: "def init(): pass\ndef run(data): return 'here'\n", allTraffic: true)
            let door = try await box.door(of: "iris")
            #expect(try await door.post("{}") == (200, #""here""#))

            let gone = try await box.run("online-endpoint", "delete", "--name", "iris", "--yes")
            let event = try #require(gone.errors.firstMatch(of: /undo --event ([0-9]+)/)?.1)
            #expect(gone.code == 0 && gone.errors.contains("brings it back until "))
            try await box.atelier("model", "delete", "--name", "iris", "--version", "1", "--yes")
            #expect(try await box.run("model", "show", "--name", "iris", "--version", "1").code != 0)
            #expect(try await box.killEngine())

            // The last first: the model, then the endpoint, under its old address and keys.
            let model = try await box.run("undo", "-o", "none")
            #expect(model.code == 0 && model.errors.hasPrefix("model iris:1 is back\n"), "\(model.errors)")
            let path = try await box.atelier(
                "model", "show", "--name", "iris", "--version", "1", "--query", "version", "-o", "tsv")
            #expect(path == "1")
            try await box.atelier("model", "download", "--name", "iris", "--version", "1", "--download-path", "got")
            let got = try FileManager.default.subpathsOfDirectory(atPath: box.root.appending(path: "got").path)
            #expect(got.contains { $0.hasSuffix("weights.bin") })
            try await box.atelier("undo", "--event", String(event))
            #expect(try await door.post("{}") == (200, #""here""#))

            // And the disk can be had at once.
            try await box.atelier("model", "delete", "--name", "iris", "--version", "1", "--yes")
            let listed = try #require(
                try await box.json("undo", "--list", "--query", "[?kind=='model.deleted'].sequence") as? [Int])
            let last = try #require(listed.first)
            let forgotten = try await box.run("undo", "--forget", "\(last)", "--yes", "-o", "none")
            #expect(forgotten.errors.hasPrefix("model iris:1 is gone for good, and "), "\(forgotten.errors)")
            #expect(try await box.run("undo", "--event", "\(last)").code == 69)
        }
    }

    /// Killed at any moment, a deletion is whole and can be undone, or none.
    @Test(.ends) func aKilledEngineLeavesNothingHalfDeleted() async throws {
        try await Box.with { box in
            let weights = try box.write("weights", to: "model/weights.bin")
            for round in 1...8 {
                try await box.atelier("model", "create", "--name", "iris", "--path", weights, "-o", "none")
                let version = "\(round)"
                async let deletion = box.run("model", "delete", "--name", "iris", "--version", version, "--yes")
                // The moment is the randomness; nothing is waited for.
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...120)))
                _ = try await box.killEngine()
                let outcome = try await deletion
                let shown = try await box.run("model", "show", "--name", "iris", "--version", version)
                let events = try #require(
                    try await box.json(
                        "undo", "--list", "--query", "[?resource=='model/iris:\(version)'].sequence") as? [Int])
                #expect((shown.code == 0) == events.isEmpty, "round \(round): \(shown.errors) \(events)")
                // What was acknowledged is so.
                if outcome.code == 0 { #expect(shown.code != 0) }
                if let event = events.first { try await box.atelier("undo", "--event", "\(event)", "-o", "none") }
                let home = box.home.appending(path: "workspaces/default")
                let file = home.appending(path: "models/iris/\(version)/weights.bin")
                #expect(try String(contentsOf: file, encoding: .utf8) == "weights", "round \(round)")
                let trash = try? FileManager.default.contentsOfDirectory(atPath: home.appending(path: "trash").path)
                #expect((trash ?? []).isEmpty, "round \(round)")
            }
        }
    }
}
