import Foundation
import Testing

/// The engine is killed with `kill -9` again and again while jobs are submitted, run, log metrics and end.
@Suite struct CrashTests {
    private static let kills = 100
    private static let steps = 4
    private static let lines = 50

    @Test(.ends) func nothingAcknowledgedIsLostAndNothingRunsTwice() async throws {
        try await Box.with { box in
            let file = try Self.writeJob(in: box)
            var names: [String] = []
            var kills = 0
            while kills < Self.kills {
                let number = names.count
                async let submission = box.submitUntilAcknowledged("job-\(number)", file: file, number: number)
                // The moment is the randomness; nothing is waited for.
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...500)))
                if try await box.killEngine() { kills += 1 }
                names.append(try await submission)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...200)))
                if kills < Self.kills, try await box.killEngine() { kills += 1 }
            }

            for name in names { _ = try await box.stream(name) }
            let listed = try #require(
                try await box.json("job", "list", "--all-results", "--query",
                    "[].{name: name, status: status}") as? [[String: String]])
            #expect(Set(listed.compactMap { $0["name"] }) == Set(names))
            for job in listed { #expect(job["status"] == "Completed", "job \(job["name"] ?? "?")") }
            let metrics = try await Self.metrics(of: names, in: box)
            for (number, name) in names.enumerated() {
                #expect(try box.read("ledger/\(number).starts") == "started\n", "the starts of \(name)")
                let log = try Data(contentsOf: box.logFile(of: name))
                #expect(log == Data(Self.expectedLog(number).utf8), "the log of \(name)")
                #expect(metrics[name] == Array(0..<Self.steps), "the metrics of \(name)")
            }
        }
    }

    private static func writeJob(in box: Box) throws -> String {
        try box.write(worker, to: "code/work.py")
        try box.write("", to: "ledger/.keep")
        return try box.write(
            """
            type: command
            code: ./code
            command: python3 work.py ${{inputs.number}} \(box.root.path)/ledger
            inputs:
              number: 0
            environment:
              image: python
            compute: azureml:local
            """, to: "job.yml")
    }

    /// The steps that each job's metric has, read back over the tracking door.
    private static func metrics(of names: [String], in box: Box) async throws -> [String: [Int]] {
        let variables = try #require(try await box.json("env") as? [String: String])
        let script = try box.write(reader, to: "read.py")
        let reading = try box.start(
            "/usr/bin/env",
            variables.map { "\($0)=\($1)" } + ["python3", script] + names)
        let outcome = try await reading.end()
        guard let metrics = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: [Int]]
        else { throw Box.Failure("the metrics cannot be read: \(outcome.errors)") }
        return metrics
    }

    /// A job that says it started, prints a known log, and logs metrics the way the MLflow client does: again and
    /// again until the server acknowledges.
    private static let worker = """
        import json, os, sys, urllib.request, time

        number, ledger = sys.argv[1], sys.argv[2]
        with open(f"{ledger}/{number}.starts", "a") as starts:
            starts.write("started\\n")

        def acknowledged(step):
            body = {"run_id": os.environ["MLFLOW_RUN_ID"], "key": "step", "value": step, "timestamp": 1, "step": step}
            request = urllib.request.Request(
                os.environ["MLFLOW_TRACKING_URI"] + "/api/2.0/mlflow/runs/log-metric", json.dumps(body).encode(),
                {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ["MLFLOW_TRACKING_TOKEN"]})
            try:
                return urllib.request.urlopen(request, timeout=30).status == 200
            except OSError as error:
                if 400 <= getattr(error, "code", 500) < 500:
                    raise
            except Exception as error:
                print(error, file=open(f"{ledger}/{number}.errors", "a"))
            time.sleep(0.05)
            return False

        for step in range(\(steps)):
            for line in range(\(lines)):
                print(f"job {number} step {step} line {line}")
            while not acknowledged(step):
                pass
        """

    private static let reader = """
        import json, os, sys, urllib.request

        def steps(run):
            request = urllib.request.Request(
                os.environ["MLFLOW_TRACKING_URI"] + f"/api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key=step",
                headers={"Authorization": "Bearer " + os.environ["MLFLOW_TRACKING_TOKEN"]})
            points = json.load(urllib.request.urlopen(request)).get("metrics", [])
            assert all(point["value"] == int(point["step"]) for point in points), points
            return [int(point["step"]) for point in points]

        print(json.dumps({name: steps(name) for name in sys.argv[1:]}))
        """

    private static func expectedLog(_ number: Int) -> String {
        (0..<steps).flatMap { step in
            (0..<lines).map { "job \(number) step \(step) line \($0)\n" }
        }.joined()
    }
}

extension Box {
    /// Submits under a chosen name, again after each lost answer; "exists already" is an acknowledgement that was lost.
    fileprivate func submitUntilAcknowledged(_ name: String, file: String, number: Int) async throws -> String {
        var outcomes: [Outcome] = []
        for _ in 0..<20 {
            let outcome = try await run(
                "job", "create", "--file", file, "--name", name, "--set", "inputs.number=\(number)", "-o", "none")
            if outcome.code == 0 || outcome.errors.contains("exists already") { return name }
            // An engine that was killed is "unavailable", and nothing else.
            guard outcome.code == 69 else { throw Failure("\(name): \(outcome.status): \(outcome.errors)") }
            outcomes.append(outcome)
        }
        throw Failure("\(name) could not be submitted: \(outcomes.map(\.errors))")
    }
}
