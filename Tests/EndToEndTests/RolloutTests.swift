import Foundation
import LinuxSystem
import Testing

/// Rollouts of real deployments under load, in short steps.
@Suite struct RolloutTests {
    /// Slow is what the box is while other tests run; it is not judged here.
    private static let plan = """
        steps:
          - {kind: mirror, weight: 30, min_samples: 60, min_time: 2, max_time: 60}
          - {kind: live, weight: 20, min_samples: 60, min_time: 2, max_time: 60}
          - {kind: live, weight: 100}
        interval: 1
        limits: {latency_budget_ms: 60000}

        """
    private static let roomy = "request_settings:\n  max_concurrent_requests_per_instance: 100\n"

    private func script(_ line: String) -> String {
        "import os, random\ndef init(): pass\ndef run(data):\n    \(line)\n    return {'class': 'a', 'score': 0.5}\n"
    }

    @Test(.ends) func badVersionsGoBackAndAGoodOneTakesOverAndNobodyNotices() async throws {
        try await Box.with { box in
            try await box.createEndpoint("ship")
            try await box.deploy("blue", on: "ship", script: script("pass"), allTraffic: true, more: Self.roomy)
            let plan = try box.write(Self.plan, to: "plan.yml")
            let load = try await box.door(of: "ship").load(connections: 3)
            let green = ["--name", "green", "--endpoint-name", "ship"]
            let faults = [
                ("if random.random() < 0.2: raise ValueError('x')", "of its answers failed"),
                ("if random.random() < 0.05: os._exit(3)", "ended unasked"),
                ("return {'class': 'b', 'score': 0.5}", "answers differ from the live ones (class"),
                ("return ['a', 0.5]", "answers differ from the live ones (shape"),
            ]
            for (line, reason) in faults {
                try await box.deploy("green", on: "ship", script: script(line), allTraffic: false, more: Self.roomy)
                let outcome = try await box.run(
                    ["online-deployment", "rollout"] + green
                        + ["--file", plan, "--watch", "--query", "[state, step, reason]", "-o", "tsv"])
                #expect(outcome.code == 1)
                #expect(outcome.output.contains("rolled_back") && outcome.output.contains(reason), "\(outcome)")
            }
            // The plan in the deployment's own file begins when it is ready.
            let inside = Self.plan.split(separator: "\n").map { "  \($0)\n" }.joined()
            try await box.deploy(
                "green", on: "ship", script: script("pass"), allTraffic: false, more: Self.roomy + "rollout:\n" + inside)
            let watched = try await box.run(["online-deployment", "rollout"] + green + ["--watch", "--query", "state", "-o", "tsv"])
            #expect(watched.code == 0 && watched.output.contains("promoted"), "\(watched)")
            let traffic = try await box.atelier(
                "online-endpoint", "show", "--name", "ship", "--query", "traffic.green", "-o", "tsv")
            #expect(traffic == "100")
            // What the bad ones did, they did to copies.
            let statuses = try await load.stop()
            #expect(Set(statuses.keys) == [200], "\(statuses)")
        }
    }

    @Test(.ends) func aRolloutSurvivesItsEngine() async throws {
        try await Box.with { box in
            try await box.createEndpoint("ship")
            try await box.deploy("blue", on: "ship", script: script("pass"), allTraffic: true, more: Self.roomy)
            try await box.deploy("green", on: "ship", script: script("pass"), allTraffic: false, more: Self.roomy)
            let green = ["--name", "green", "--endpoint-name", "ship"]
            let plan = try box.write(
                "steps: [{kind: live, weight: 20, min_samples: 40, min_time: 1}, {kind: live, weight: 100}]\n"
                    + "interval: 1\nlimits: {latency_budget_ms: 60000}\n", to: "plan.yml")
            #expect(try await box.run(["online-deployment", "rollout"] + green + ["--file", plan]).code == 0)
            #expect(try await box.killEngine())
            let shown = try await box.run(["online-deployment", "rollout"] + green + ["--show", "--query", "state", "-o", "tsv"])
            #expect(shown.output.contains("running"), "\(shown)")
            let load = try await box.door(of: "ship").load(connections: 2)
            let watched = try await box.run(["online-deployment", "rollout"] + green + ["--watch", "--query", "state", "-o", "tsv"])
            #expect(watched.code == 0 && watched.output.contains("promoted"), "\(watched)")
            let statuses = try await load.stop()
            #expect(Set(statuses.keys) == [200], "\(statuses)")
        }
    }
}
