import Foundation
import LinuxSystem
import Testing

/// Starting and stopping the engine: one for a home, jobs left alone unless asked otherwise.
@Suite struct EngineLifeTests {
    @Test(.ends) func startsAtOnceGiveOneEngine() async throws {
        try await Box.with { box in
            let starts = try (0..<6).map { _ in try box.begin("engine", "start", "-o", "json") }
            var pids: Set<Int> = []
            for start in starts {
                let outcome = try await start.end()
                #expect(outcome.code == 0, "\(outcome.errors)")
                let status = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
                pids.insert(try #require(status?["pid"] as? Int))
            }
            #expect(pids.count == 1)
            let status = try #require(try await box.json("engine", "status") as? [String: Any])
            #expect(status["tracking_uri"] as? String == "http://127.0.0.1:\(box.ports.tracking)")
            #expect(status["scoring_uri"] as? String == "http://127.0.0.1:\(box.ports.scoring)")
            let engine = try #require(try box.engine())
            #expect(Int(engine.identity.pid) == pids.first)
        }
    }

    @Test(.ends) func stopLeavesJobsRunningAndTheNextEngineFinishesThem() async throws {
        try await Box.with { box in
            let running = try await box.submitPatient("running")
            let ended = try await box.submitPatient("ended")
            let engine = try #require(try box.engine())
            let stopped = try await box.run("engine", "stop")
            #expect(stopped.code == 0)
            #expect(stopped.errors.contains("2 jobs left running"))
            try await engine.waitForExit()
            let status = try #require(try await box.json("engine", "status") as? [String: Any])
            #expect(status["status"] as? String == "Stopped")

            let runner = try box.process(toldIn: "told/ended")
            try box.write("", to: "go/ended")
            try await runner.waitForExit()
            #expect(try await box.status(of: running) == "Running")
            _ = try await box.stream(ended)
            #expect(try await box.status(of: ended) == "Completed")
            try box.write("", to: "go/running")
            #expect(try await box.stream(running).output.contains("goes on"))
            #expect(try await box.status(of: running) == "Completed")
        }
    }

    @Test(.ends) func stopWithCancelJobsEndsThem() async throws {
        try await Box.with { box in
            let job = try await box.submitPatient("running")
            let engine = try #require(try box.engine())
            let stopped = try await box.run("engine", "stop", "--cancel-jobs")
            #expect(stopped.code == 0)
            #expect(stopped.errors.contains("1 job cancelled"))
            try await engine.waitForExit()
            #expect(box.processes().isEmpty, "\(box.processes().map(\.command))")
            #expect(try await box.status(of: job) == "Canceled")
        }
    }

    @Test(.ends) func aCommandRightAfterAStopFindsAnEngine() async throws {
        try await Box.with { box in
            for _ in 0..<3 {
                try await box.atelier("engine", "start")
                let stop = try box.begin("engine", "stop")
                let list = try await box.run("job", "list")
                // Either the old engine answered, or went away while it did, or a new one was started.
                #expect(list.code == 0 || list.errors.contains("went away"), "\(list.errors)")
                #expect(try await stop.end().code == 0)
                #expect(try await box.atelier("job", "list", "--query", "length(@)") == "0")
            }
        }
    }
}

extension Box {
    /// A job that runs until `go/<name>` is there.
    fileprivate func submitPatient(_ name: String) async throws -> String {
        try write("", to: "go/.keep")
        try write("", to: "told/.keep")
        let job = try await submit(
            try writeJob(
                name,
                command: """
                    echo $PPID > \(root.path)/told/\(name)
                    echo waiting
                    while [ ! -e \(root.path)/go/\(name) ]; do sleep 0.05; done
                    echo goes on
                    """))
        try await waitForLog(of: job, containing: "waiting")
        return job
    }
}
