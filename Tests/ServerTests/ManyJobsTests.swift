import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Store
import Testing

/// A workspace of ten thousand jobs is listed like one of ten.
@Suite(.serialized) struct ManyJobsTests {
    private static let count = 10_000

    private static func fill(_ door: OpenDoor) async throws {
        try await door.engine.context.write { transaction in
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))
            for index in 0..<count {
                let status: JobStatus = index % 100 == 0 ? .failed : .completed
                var job = Job(
                    name: JobName("j\(index)"), workspace: "default",
                    spec: JobSpec(tags: ["tenth": "\(index % 10)"], work: .command(work)),
                    experiment: index % 2 == 0 ? "even" : "odd", displayName: "job \(index)", status: status,
                    compute: Compute.localName,
                    creation: CreationContext(at: Date(timeIntervalSince1970: Double(index)), by: "ann"))
                job.isArchived = index % 1000 == 999
                try transaction.insert(job)
            }
        }
    }

    @Test func tenThousandAreListedFilteredAndPaged() async throws {
        try await OpenDoor.with { door in
            try await Self.fill(door)
            let bench = CommandBench(door)
            func list(_ flags: String...) async -> String {
                let outcome = await bench.run(["job", "list", "-o", "tsv"] + flags)
                #expect(outcome.code == 0, "\(flags): \(outcome.errors)")
                return outcome.output
            }
            // 10 of them are archived.
            #expect(await list("--all-results", "--query", "length(@)") == "9990\n")
            #expect(await list("--all-results", "--include-archived", "--query", "length(@)") == "10000\n")
            #expect(await list("--query", "length(@)") == "50\n")
            #expect(await list("--query", "[0].name") == "j9998\n")
            #expect(await list("--max-results", "3", "--query", "[].name") == "j9998\nj9997\nj9996\n")
            #expect(await list("--max-results", "0", "--query", "length(@)") == "0\n")
            #expect(await list("--max-results", "99999999", "--query", "length(@)") == "9990\n")
            #expect(await list("--all-results", "--status", "Failed", "--query", "length(@)") == "100\n")
            #expect(await list("--all-results", "--tag", "tenth=3", "--query", "length(@)") == "1000\n")
            #expect(await list("--all-results", "--experiment-name", "odd", "--query", "length(@)") == "4990\n")
            #expect(await list("--all-results", "--archived-only", "--query", "[-1].name") == "j999\n")
            #expect(await list("--max-results", "1", "--status", "Failed", "--tag", "tenth=0", "--query", "[].name") == "j9900\n")
            #expect(await list("--status", "Running", "--query", "length(@)") == "0\n")

            var names: [String] = []
            var query = ["limit": "700"]
            while case let page = try await door.client.call(JobRoutes.summaries, ["workspace": "default"], query: query),
                let last = page.last
            {
                names += page.map(\.name.rawValue)
                query["before"] = last.name.rawValue
            }
            #expect(names == (0..<Self.count).reversed().filter { $0 % 1000 != 999 }.map { "j\($0)" })
        }
    }
}
