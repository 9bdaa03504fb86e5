import Foundation
import LinuxSystem
import Testing

/// A scoring script that misbehaves harms only its own request; switching versions under load fails none.
@Suite struct ScoringTests {
    @Test(.ends) func aBadRequestHarmsOnlyItself() async throws {
        try await Box.with { box in
            try await box.createEndpoint("rough")
            try await box.deploy(
                "blue", on: "rough", script: Self.rough, allTraffic: true,
                more: "request_settings:\n  request_timeout_ms: 1000\n")
            let door = try await box.door(of: "rough")
            #expect(try await door.post("fine") == (200, #""fine""#))
            for (offence, status) in ["raise": 424, "hang": 408, "exit": 502, "die": 502, "rubbish": 424] {
                let answer = try await door.post(offence)
                #expect(answer.status == status, "\(offence) answered \(answer)")
                #expect(try await door.post("fine").status == 200, "after \(offence)")
            }
            let logs = try await box.atelier(
                "online-deployment", "get-logs", "--name", "blue", "--endpoint-name", "rough", "--lines", "5000")
            #expect(logs.contains("as asked"))
            #expect(try await door.post("print").status == 200)
            let huge = try await door.post("huge")
            #expect(huge.status == 200 && huge.body.utf8.count > 8 << 20)
            #expect(try await door.post("fine").status == 200)
        }
    }

    @Test(.ends) func switchingUnderLoadFailsNoRequest() async throws {
        try await Box.with { box in
            try await box.createEndpoint("busy")
            let script = { (name: String) in "def init(): pass\ndef run(data): return '\(name)'\n" }
            try await box.deploy("blue", on: "busy", script: script("blue"), allTraffic: true, more: Self.roomy)
            try await box.deploy("green", on: "busy", script: script("green"), allTraffic: false, more: Self.roomy)
            let load = try await box.door(of: "busy").load(connections: 4)
            for _ in 0..<5 {
                try await box.atelier(
                    "online-endpoint", "update", "--name", "busy", "--traffic", "blue=0 green=100", "-o", "none")
                try await box.atelier("online-endpoint", "rollback", "--name", "busy", "-o", "none")
            }
            try await box.atelier(
                "online-endpoint", "update", "--name", "busy", "--traffic", "blue=50 green=50", "-o", "none")
            let statuses = try await load.stop()
            #expect(Set(statuses.keys) == [200], "\(statuses)")
        }
    }

    @Test(.ends) func aKilledWorkerCostsItsOwnRequestAtMost() async throws {
        try await Box.with { box in
            try await box.createEndpoint("fragile")
            let script = """
                import os, pathlib
                def init(): pathlib.Path(f"\(box.root.path)/pids/{os.getpid()}").write_text(str(os.getpid()))
                def run(data): return os.getpid()
                """
            try box.write("", to: "pids/.keep")
            try await box.deploy("blue", on: "fragile", script: script, allTraffic: true, more: Self.roomy)
            let door = try await box.door(of: "fragile")
            let load = try await door.load(connections: 2)
            let victim = try await door.post("{}").body
            try await box.killed(try box.process(toldIn: "pids/\(victim)"))
            // A successor takes over.
            while try await door.post("{}").body == victim {}
            #expect(try await door.post("{}").status == 200)
            let statuses = try await load.stop()
            // One worker, so at most one request was with it; the others waited for its successor.
            #expect(statuses.filter { $0.key != 200 }.values.reduce(0, +) <= 1, "\(statuses)")
        }
    }

    private static let roomy = "request_settings:\n  max_concurrent_requests_per_instance: 100\n"

    private static let rough = """
        import os, sys, time

        def init():
            pass

        def run(data):
            if data == "raise":
                raise ValueError("as asked")
            if data == "hang":
                time.sleep(600)
            if data == "exit":
                sys.exit(3)
            if data == "die":
                os._exit(9)
            if data == "rubbish":
                return object()
            if data == "print":
                for _ in range(4000):
                    print("x" * 1024)
            if data == "huge":
                return "x" * (9 << 20)
            return "fine"
        """
}
