import Foundation
import Testing

/// The road with the real programs, on what every Debian has: train, register, deploy, score, roll back.
@Suite struct RoadTests {
    @Test(.ends) func fromAJobToAPredictionAndBack() async throws {
        try await Box.with { box in
            let file = try box.writeJob(
                "train",
                command: """
                    mkdir -p outputs/model
                    echo "slope ${{inputs.slope}}" > outputs/model/weights.txt
                    echo "trained with ${{inputs.slope}}"
                    """, more: "inputs:\n  slope: 3\n")
            let job = try await box.submit(file)
            let streamed = try await box.stream(job)
            #expect(streamed.code == 0)
            #expect(streamed.output.contains("trained with 3"))
            #expect(try await box.status(of: job) == "Completed")

            for version in ["1", "2"] {
                let made = try await box.atelier(
                    "model", "create", "--name", "line", "--path",
                    "azureml://jobs/\(job)/outputs/artifacts/paths/outputs/model", "--query", "version", "-o", "tsv")
                #expect(made == version)
            }

            try await box.createEndpoint("line-endpoint")
            try await box.deploy(
                "blue", on: "line-endpoint", script: Self.script("blue"), allTraffic: true,
                more: "model: azureml:line:1")
            try await box.deploy(
                "green", on: "line-endpoint", script: Self.script("green"), allTraffic: false,
                more: "model: azureml:line:2")
            #expect(try await box.invoke("line-endpoint").contains("blue slope 3"))
            try await box.atelier(
                "online-endpoint", "update", "--name", "line-endpoint", "--traffic", "blue=0 green=100")
            #expect(try await box.invoke("line-endpoint").contains("green slope 3"))
            try await box.atelier("online-endpoint", "rollback", "--name", "line-endpoint")
            #expect(try await box.invoke("line-endpoint").contains("blue slope 3"))
            let revisions = try #require(
                try await box.json("online-endpoint", "revisions", "--name", "line-endpoint") as? [[String: Any]])
            #expect(revisions.count == 3)
        }
    }

    @Test(.ends) func badYAMLCreatesNothing() async throws {
        try await Box.with { box in
            let file = try box.write("type: command\ncomand: echo\nenviroment: {image: python}\n", to: "bad.yml")
            let outcome = try await box.run("job", "create", "--file", file)
            #expect(outcome.code == 65)
            #expect(outcome.errors.contains("bad.yml:2:1"))
            #expect(outcome.errors.contains(#""command""#))
            #expect(outcome.errors.contains("bad.yml:3:1"))
            #expect(outcome.output.isEmpty)
            #expect(try await box.atelier("job", "list", "--query", "length(@)") == "0")
        }
    }

    @Test(.ends) func aJobsEndIsToldAsItWas() async throws {
        try await Box.with { box in
            let failing = try await box.submit(try box.writeJob("failing", command: "echo before; exit 7"))
            let streamed = try await box.stream(failing)
            #expect(streamed.code == 1)
            #expect(streamed.output.contains("before"))
            #expect(streamed.output.contains("exit code 7"))
            #expect(try await box.status(of: failing) == "Failed")

            let long = try await box.submit(
                try box.writeJob("long", command: "trap 'echo interrupted; exit 0' INT; echo up; sleep 300 & wait"))
            try await box.waitForLog(of: long, containing: "up")
            try await box.atelier("job", "cancel", "--name", long)
            #expect(try await box.stream(long).output.contains("interrupted"))
            #expect(try await box.status(of: long) == "Canceled")

            let slow = try await box.submit(
                try box.writeJob("slow", command: "sleep 300", more: "limits:\n  timeout: 1\n"))
            #expect(try await box.stream(slow).output.contains("limit of 1 s"))
            #expect(try await box.status(of: slow) == "Failed")
        }
    }

    @Test(.ends) func aJobThatWaitsCanBeWatched() async throws {
        try await Box.with { box in
            try await box.atelier(
                "compute", "create", "--name", "one", "--type", "amlcompute", "--size", "Standard_DS2_v2",
                "--min-instances", "0", "--max-instances", "1")
            let file = try box.writeJob("first", command: "echo up; sleep 300 & wait")
            let first = try await box.atelier(
                "job", "create", "--file", file, "--set", "compute=one", "--query", "name", "-o", "tsv")
            try await box.waitForLog(of: first, containing: "up")
            let next = try box.writeJob("next", command: "echo my turn")
            let second = try await box.atelier(
                "job", "create", "--file", next, "--set", "compute=one", "--query", "name", "-o", "tsv")
            let watcher = try box.begin("job", "stream", "--name", second)
            try await box.wait(for: watcher.output, toContain: "Streaming")
            #expect(try await box.status(of: second) == "Queued")
            try await box.atelier("job", "cancel", "--name", first)
            let seen = try await watcher.end()
            #expect(seen.code == 0, "\(seen.errors)")
            #expect(seen.output.contains("my turn"))
            #expect(!seen.errors.contains("went away"), "\(seen.errors)")
        }
    }

    private static func script(_ name: String) -> String {
        """
        import glob, os

        def init():
            global weights
            [path] = glob.glob(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model", "weights.txt"))
            weights = open(path).read().strip()

        def run(data):
            return {"answer": "\(name) " + weights}
        """
    }
}
