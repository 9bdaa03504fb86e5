import Foundation
import Glibc
import LinuxSystem
import Testing

/// `kill -9` of everything that is not the engine: the states tell the truth, nothing is left behind, and the place
/// on the node is free for the next job.
@Suite struct DeathTests {
    @Test(.ends) func aKilledCommandFailsItsJob() async throws {
        try await Box.with { box in
            let job = try await box.submitHanging("command")
            try await box.killed(try box.process(toldIn: "told/command"))
            #expect(try await box.stream(job).output.contains("signal 9"))
            #expect(try await box.status(of: job) == "Failed")
            try await box.expectRoomForAnother()
        }
    }

    @Test(.ends) func aKilledRunnerTakesItsCommandWithIt() async throws {
        try await Box.with { box in
            let job = try await box.submitHanging("command")
            let command = try box.process(toldIn: "told/command")
            let child = try box.process(toldIn: "told/child")
            let runner = try #require(box.processes().first { $0.command.contains("atelier-runner") })
            try await box.killed(try #require(try ProcessHandle(runner.identity)))
            try await command.waitForExit()
            try await child.waitForExit()
            #expect(try await box.stream(job).output.contains("runner was killed"))
            #expect(try await box.status(of: job) == "Failed")
            try await box.expectRoomForAnother()
        }
    }

    @Test(.ends) func aKilledRunnerIsNoticedByTheNextEngineToo() async throws {
        try await Box.with { box in
            let job = try await box.submitHanging("command")
            let child = try box.process(toldIn: "told/child")
            let runner = try #require(box.processes().first { $0.command.contains("atelier-runner") })
            try await box.killEngine()
            try await box.killed(try #require(try ProcessHandle(runner.identity)))
            #expect(try await box.stream(job).output.contains("runner was killed"))
            try await child.waitForExit()
            #expect(try await box.status(of: job) == "Failed")
            try await box.expectRoomForAnother()
        }
    }

    @Test(.ends) func whoWatchesMayDieAtAnyTime() async throws {
        try await Box.with { box in
            let job = try await box.submitHanging("command")
            let watcher = try box.begin("job", "stream", "--name", job)
            try await box.wait(for: watcher.output, toContain: "hanging")
            try await box.killed(watcher.process.handle)
            #expect(try await box.status(of: job) == "Running")
            try box.process(toldIn: "told/child").signal(SIGTERM)
            #expect(try await box.stream(job).output.contains("went on"))
            #expect(try await box.status(of: job) == "Completed")
        }
    }

    @Test(.ends) func whoWatchesMissesNothingWhenTheEngineDies() async throws {
        try await Box.with { box in
            try box.write("", to: "go/.keep")
            let steps = 3
            let job = try await box.submit(
                try box.writeJob(
                    "steps",
                    command: """
                        for step in $(seq \(steps)); do
                          echo step $step
                          while [ ! -e \(box.root.path)/go/$step ]; do sleep 0.05; done
                        done
                        """))
            let watcher = try box.begin("job", "stream", "--name", job)
            for step in 1...steps {
                try await box.wait(for: watcher.output, toContain: "step \(step)")
                try await box.killEngine()
                try box.write("", to: "go/\(step)")
            }
            let seen = try await watcher.end()
            #expect(seen.code == 0, "\(seen.errors)")
            let lines = seen.output.split(separator: "\n").filter { $0.hasPrefix("step ") }
            #expect(lines == (1...steps).map { "step \($0)" })
        }
    }

    @Test(.ends) func whatAJobLeavesInTheBackgroundEndsWithIt() async throws {
        try await Box.with { box in
            try box.write("", to: "told/.keep")
            let job = try await box.submit(
                try box.writeJob(
                    "daemon",
                    command: "setsid bash -c 'echo $$ > \(box.root.path)/told/daemon; exec sleep 600' & echo started"))
            _ = try await box.stream(job)
            #expect(try await box.status(of: job) == "Completed")
            #expect(box.processes().allSatisfy { $0.command.contains("atelierd") })
        }
    }

    @Test(.ends) func theEngineLeavesNoWorkerBehindAndAnswersAgain() async throws {
        try await Box.with { box in
            try await box.createEndpoint("orphans")
            let script = """
                import os, pathlib
                def init(): pathlib.Path("\(box.root.path)/pid").write_text(str(os.getpid()))
                def run(data): return "ok"
                """
            try await box.deploy("blue", on: "orphans", script: script, allTraffic: true)
            let door = try await box.door(of: "orphans")
            let worker = try box.process(toldIn: "pid")
            try await box.killEngine()
            try await worker.waitForExit()
            try await box.atelier("engine", "start")
            #expect(try await door.answerAfterRestart() == #""ok""#)
            let state = try await box.atelier(
                "online-deployment", "show", "--name", "blue", "--endpoint-name", "orphans", "--query",
                "provisioning_state", "-o", "tsv")
            #expect(state == "Succeeded")
            #expect(try await box.invoke("orphans") == #""ok""#)
        }
    }

    @Test(.ends) func anAcknowledgedSwitchOutlivesTheEngine() async throws {
        try await Box.with { box in
            try await box.createEndpoint("switch")
            for name in ["blue", "green"] {
                let script = "def init(): pass\ndef run(data): return '\(name)'\n"
                try await box.deploy(name, on: "switch", script: script, allTraffic: name == "blue")
            }
            let door = try await box.door(of: "switch")
            for name in ["green", "blue", "green"] {
                try await box.atelier(
                    "online-endpoint", "update", "--name", "switch", "--traffic",
                    name == "green" ? "blue=0 green=100" : "blue=100 green=0")
                try await box.killEngine()
                try await box.atelier("engine", "start")
                #expect(try await door.answerAfterRestart() == "\"\(name)\"")
            }
            let revisions = try await box.atelier(
                "online-endpoint", "revisions", "--name", "switch", "--query", "length(@)")
            #expect(revisions == "4")
        }
    }
}

extension Door {
    /// Asks until the endpoint answers. Until its workers are there again it is unavailable, never unknown.
    fileprivate func answerAfterRestart() async throws -> String {
        while true {
            let answer = try await post("{}")
            if answer.status == 200 { return answer.body }
            try #require(answer.status == 503, "\(answer)")
        }
    }
}

extension Box {
    /// A job that tells the pids of its command and a child of it, and hangs until the child ends.
    fileprivate func submitHanging(_ name: String) async throws -> String {
        try write("", to: "told/.keep")
        let job = try await submit(
            try writeJob(
                name,
                command: """
                    echo $$ > \(root.path)/told/command
                    sleep 600 &
                    echo $! > \(root.path)/told/child.new
                    mv \(root.path)/told/child.new \(root.path)/told/child
                    echo hanging
                    wait
                    echo went on
                    """))
        try await waitForLog(of: job, containing: "hanging")
        return job
    }

    /// Nothing but the engine runs, and it takes another job.
    fileprivate func expectRoomForAnother() async throws {
        let left = processes().filter { !$0.command.contains("atelierd") }
        #expect(left.isEmpty, "left behind: \(left.map(\.command))")
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var jobs: [String] = []
        for number in 0..<cores {
            jobs.append(try await submit(try writeJob("next-\(number)", command: "echo next")))
        }
        for job in jobs { #expect(try await stream(job).code == 0) }
    }
}
