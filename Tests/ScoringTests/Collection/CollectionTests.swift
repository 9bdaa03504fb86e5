import Dispatch
import Domain
import Foundation
import NIOCore
import Testing

@testable import Scoring

@Suite struct CollectionTests {
    private func plan(_ folder: URL, change: (inout CollectionPlan) -> Void = { _ in }) -> CollectionPlan {
        var plan = CollectionPlan(
            endpoint: "iris", deployment: "blue", folder: folder.appending(path: "modelDataCollector").path,
            collectsRequests: true, collectsResponses: true, modelVersion: "3")
        change(&plan)
        return plan
    }

    private func exchange(_ request: String, _ response: String = "[1]", at: Date = .distantPast) throws -> PayloadCollector.Exchange {
        let head = try RequestHeadReader.read(ByteBuffer(string:
            "POST /endpoints/iris/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer s\r\nX-Team: red\r\n"
            + "Content-Type: text/plain\r\n\r\n"))
        return PayloadCollector.Exchange(
            at: at, head: head, requestID: "r1", correlationID: "c1", request: ByteBuffer(string: request),
            response: ByteBuffer(string: response), status: 200, responseType: "application/json")
    }

    /// The lines of a collection's only file, and the file's path below the folder.
    private func lines(_ plan: CollectionPlan, _ collection: String) throws -> (path: String, lines: [JSONValue]) {
        let root = URL(filePath: plan.folder)
        let files = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".jsonl") && $0.contains("/\(collection)/") }
        try #require(files.count == 1)
        let text = try String(contentsOf: root.appending(path: files[0]), encoding: .utf8)
        return (files[0], try text.split(separator: "\n").map {
            try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
        })
    }

    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "collection-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test func anExchangeIsTwoCloudEvents() async throws {
        try await withFolder { folder in
            let plan = plan(folder) { $0.headers = ["x-team", "Authorization"] }
            let files = CollectionFiles(plan)
            let at = Date(timeIntervalSince1970: 1_767_229_445.5)  // 2026-01-01T01:04:05.5Z
            #expect(files.write(try exchange("{\"a\":\n 1}", at: at)))
            #expect(files.write(try exchange("plain \"text\"", at: at)))
            let (path, requests) = try lines(plan, "request")
            #expect(path.hasPrefix("iris/blue/request/2026/01/01/01/"))
            #expect(requests.count == 2)
            #expect(requests[0] == [
                "specversion": "1.0", "id": "r1-request", "source": "/onlineEndpoints/iris/deployments/blue",
                "type": "azureml.inference.request", "time": "2026-01-01T01:04:05.500Z", "path": "/endpoints/iris/score",
                "method": "POST", "correlationid": "c1", "xrequestid": "r1", "modelversion": "3", "agent": "atelier",
                "headers": ["x-team": "red"], "contentrange": "bytes 0-8/9", "datacontenttype": "application/json",
                "data": ["a": 1],
            ])
            #expect(requests[1]["datacontenttype"] == "text/plain" && requests[1]["data"] == "plain \"text\"")
            let responses = try lines(plan, "response").lines
            #expect(responses[0]["type"] == "azureml.inference.response" && responses[0]["statuscode"] == 200)
            #expect(responses[0]["data"] == [1] && responses[0]["headers"] == nil)
        }
    }

    @Test func whatIsLongIsLeftOutAndWhatIsNoTextIsBase64() async throws {
        try await withFolder { folder in
            let plan = plan(folder) { $0.collectsResponses = false }
            let files = CollectionFiles(plan)
            #expect(files.write(try exchange(String(repeating: "1", count: CollectionFiles.longestBody + 1))))
            var binary = try exchange("")
            binary = PayloadCollector.Exchange(
                at: binary.at, head: binary.head, requestID: "b", correlationID: "b", request: ByteBuffer(bytes: [0xFF, 0x00]),
                response: ByteBuffer(), status: 200, responseType: "")
            #expect(files.write(binary))
            let requests = try lines(plan, "request").lines
            #expect(requests[0]["data"] == nil && requests[0]["dataleftout"] == "4194305 bytes are more than 4194304")
            #expect(requests[1]["data_base64"] == "/wA=")
            #expect(!FileManager.default.fileExists(atPath: "\(plan.folder)/iris/blue/response"))
        }
    }

    @Test func filesRoll() {
        let at = Date(timeIntervalSince1970: 1_767_229_445)
        #expect(CollectionFiles.partition(of: at, .day) == "2026/01/01")
        #expect(CollectionFiles.partition(of: at, .hour) == "2026/01/01/01")
        #expect(CollectionFiles.partition(of: at, .minute) == "2026/01/01/01/04")
    }

    @Test func aShareIsTaken() async throws {
        try await withFolder { folder in
            for (rate, taken) in [(0, 0...0), (0.1, 99...101), (0.5, 499...501), (1, 1000...1000)] as [(Double, ClosedRange<Int>)] {
                let collector = PayloadCollector(plan(folder) { $0.samplingRate = rate })
                #expect(taken.contains((0..<1000).count { _ in collector.takesNext() }), "\(rate)")
            }
        }
    }

    @Test func aSlowDiskCostsLinesAndNoTime() async throws {
        try await withFolder { folder in
            let queue = DispatchQueue(label: "test", attributes: .initiallyInactive)
            let plan = plan(folder)
            let collector = PayloadCollector(plan, queue: queue)
            let large = try exchange("\"" + String(repeating: "x", count: PayloadCollector.capacity / 4) + "\"")
            for _ in 0..<5 { collector.collect(large) }
            #expect(collector.counts.dropped == 2)
            queue.activate()
            await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
            #expect(collector.counts.kept == 3 && collector.counts.dropped == 2)
            collector.collect(try exchange("1"))
            await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
            #expect(collector.counts.kept == 4)
        }
    }

    @Test func aDiskThatRefusesIsCounted() async throws {
        try await withFolder { folder in
            try Data().write(to: folder)
            let queue = DispatchQueue(label: "test")
            let collector = PayloadCollector(plan(folder), queue: queue)
            collector.collect(try exchange("1"))
            await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
            #expect(collector.counts.dropped == 1 && collector.counts.kept == 0)
        }
    }

    @Test func theDoorKeepsWhatARouteAsksFor() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.echo)
            let plan = plan(fixture.folder)
            func publish() {
                fixture.server.publish(
                    EndpointRoute(
                        endpoint: "iris", keys: [KeyDigest(of: ScoringFixture.key)], traffic: .all(to: "blue"),
                        deployments: ["blue": pool], collections: ["blue": plan]))
            }
            publish()
            _ = try await fixture.score("{\"x\": 1}", headers: ["x-request-id": "mine"])
            // A new route with the same wish goes on in the same file.
            publish()
            _ = try await fixture.score("2")
            _ = try await fixture.client().request("POST", "/endpoints/iris/score", body: "no key")
            await fixture.server.finishCollecting()
            let requests = try lines(plan, "request").lines
            #expect(requests.map { $0["data"] } == [["x": 1], 2])
            #expect(requests[0]["xrequestid"] == "mine" && requests[0]["correlationid"] == "mine")
            #expect(try lines(plan, "response").lines.map { $0["data"]?["got"] } == [#"{"x": 1}"#, "2"])
        }
    }
}
