import Domain
import Foundation
import Testing

@testable import Scoring

@Suite struct NativeRuntimeTests {
    private let rows = #"{"data": [[5.1, 3.5, 1.4, 0.2], [6.7, 3.1, 4.7, 1.5], [6.3, 3.3, 6.0, 2.5]]}"#

    @Test func answersAListAsMLflowDoesOnAzure() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deployNative()
            for body in [
                rows, "[[5.1, 3.5, 1.4, 0.2], [6.7, 3.1, 4.7, 1.5], [6.3, 3.3, 6.0, 2.5]]",
                #"{"input_data": {"columns": [0,1,2,3], "index": [0,1,2], "data": [[5.1,3.5,1.4,0.2],[6.7,3.1,4.7,1.5],[6.3,3.3,6.0,2.5]]}}"#,
            ] {
                let answer = try await fixture.score(body, headers: ["Content-Type": "application/json; charset=utf-8"])
                #expect(answer.status == 200)
                #expect(answer.body == "[0, 1, 2]")
                #expect(answer["content-type"] == "application/json")
                #expect(answer["azureml-model-deployment"] == "blue")
                #expect(answer["x-ms-run-function-failed"] == "False")
                #expect(answer["x-ms-run-fn-exec-ms"]?.wholeMatch(of: /\d+\.\d{3}/) != nil)
            }
            let asked = try await fixture.score(#"{"data": [[5.1, 3.5, 1.4, 0.2]], "outputs": ["probabilities"]}"#)
            let scores = try JSONDecoder().decode([[Double]].self, from: Data(asked.body.utf8))
            #expect(scores[0].count == 3 && abs(scores[0].reduce(0, +) - 1) < 1e-5 && scores[0][0] > 0.9)
            let both = try await fixture.score(#"{"data": [[5.1, 3.5, 1.4, 0.2]], "outputs": ["probabilities", "label"]}"#)
            #expect(both.body.hasPrefix(#"{"probabilities": [[0.9"#) && both.body.hasSuffix(#"]], "label": [0]}"#))
        }
    }

    @Test func answersTextsNumbersAndMaps() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deployNative("text_labels")
            #expect(try await fixture.score(rows).body == #"["setosa", "versicolor", "virginica"]"#)
            try await fixture.deployNative("mixed_table")
            let table = try await fixture.score(
                #"{"dataframe_records": [{"age": 30, "children": 4, "city": "Genève"}, {"city": "?", "age": null, "children": 0}]}"#)
            #expect(table.status == 200 && table.body.wholeMatch(of: /\[[01], [01]\]/) != nil)
            try await fixture.deployNative("logistic_zipmap")
            let maps = try await fixture.score(#"{"data": [[5.1, 3.5, 1.4, 0.2]], "outputs": ["output_probability"]}"#)
            let scores = try JSONDecoder().decode([[String: Double]].self, from: Data(maps.body.utf8))
            #expect(scores[0].keys.sorted() == ["0", "1", "2"])
            try await fixture.deployNative("linear")
            let numbers = try await fixture.score("[\(Array(repeating: "[0,0,0,0,0,0,0,0,0,0]", count: 2).joined(separator: ","))]")
            #expect(try JSONDecoder().decode([Double].self, from: Data(numbers.body.utf8)).count == 2)
        }
    }

    @Test func speaksEveryDialect() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deployNative()
            func ask(_ path: String, _ body: String, type: String = "application/json") async throws -> RawClient.Response {
                try await fixture.client().request(
                    "POST", "/endpoints/iris\(path)", body: body, headers: ScoringFixture.authorised(["Content-Type": type]))
            }
            let inputs = #"{"id": "7", "inputs": [{"name": "X", "shape": [2, 4], "datatype": "FP32", "data": [5.1,3.5,1.4,0.2,6.3,3.3,6.0,2.5]}], "outputs": [{"name": "label"}]}"#
            let infer = try await ask("/v2/models/iris/infer", inputs)
            #expect(infer.status == 200)
            #expect(infer.body.contains(#""outputs": [{"name": "label", "datatype": "INT64", "shape": [2], "data": [0, 2]}]"#))
            let few = #"[[5.1, 3.5, 1.4, 0.2], [6.3, 3.3, 6.0, 2.5]]"#
            #expect(try await ask("/invocations", "{\"inputs\": \(few)}").body == #"{"predictions": [0, 2]}"#)
            let csv = try await ask("/invocations", "a,b,c,d\r\n5.1,3.5,1.4,0.2\n\"6.3\",3.3,6.0,2.5\n", type: "text/csv")
            #expect(csv.body == #"{"predictions": [0, 2]}"#)
            #expect(try await ask("/v1/models/iris:predict", "{\"instances\": \(few)}").body == #"{"predictions": [0, 2]}"#)
            #expect(try await ask("/predict", "{\"instances\": \(few), \"parameters\": {}}").body == #"{"predictions": [0, 2]}"#)
            let lines = try await fixture.client().request(
                "POST", "/endpoints/iris/invocations", body: "a,b,c,d\n5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n",
                headers: ScoringFixture.authorised(["Content-Type": "text/csv", "Accept": "text/csv"]))
            #expect(lines.body == "0\n2\n" && lines["content-type"]?.hasPrefix("text/csv") == true)
            let refused = try await ask("/invocations", few)
            #expect(refused.status == 400 && refused.body.contains("exactly one of"))
            #expect(refused.body.contains(#""error_code": "BAD_REQUEST""#))
            let swagger = try await fixture.client().request(
                "GET", "/endpoints/iris/swagger.json?version=3", headers: ScoringFixture.authorised())
            #expect(swagger.status == 200 && swagger.body.contains("openapi"))
        }
    }

    /// Two hundred kinds of body that are wrong: a sentence each, and the server answers as before.
    @Test func refusesWrongBodiesAndGoesOn() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deployNative { $0.maximumBody = ByteCount(1 << 20) }
            let client = try fixture.client()
            func ask(_ bytes: [UInt8], _ headers: [String: String] = [:]) async throws -> RawClient.Response {
                let head = RawClient.text(
                    "POST", "/endpoints/iris/score",
                    headers: ScoringFixture.authorised(headers.merging(["Content-Length": "\(bytes.count)"]) { $1 }))
                try await client.send(Array(head.utf8) + bytes)
                return try await client.response()
            }
            var kinds = MalformedBodies.all.map { Array($0.text.utf8) } + MalformedBodies.bytes.map(\.0)
            kinds += [
                "[[1, 2, 3]]", "[[1, 2, 3, 4, 5]]", "[[1, 2, 3, null]]", "[[1, 2, 3, NaN]]", "[[1, 2, 3, 1e300]]",
                "[[\"a\", 2, 3, 4]]", "[1, 2, 3, 4]", "[[[1, 2, 3, 4]]]", "{\"data\": [[1, 2, 3, 4]], \"outputs\": [\"x\"]}",
                "{\"inputs\": {\"a\": [1], \"b\": [1], \"c\": [1]}}", "{\"inputs\": {\"X\": [[1, 2, 3]]}}",
            ].map { Array($0.utf8) }
            #expect(kinds.count >= 200)
            for bytes in kinds {
                let answer = try await ask(bytes)
                let shown = String(decoding: bytes.prefix(100), as: UTF8.self)
                #expect((400...499).contains(answer.status), "\(shown): \(answer.status)")
                let message = try JSONDecoder().decode([String: String].self, from: Data(answer.body.utf8))["message"]
                #expect((message ?? "").count > 10, "\(shown)")
            }
            for type in ["text/plain", "application/octet-stream", "multipart/form-data; boundary=x", "application/xml", "image/png"] {
                let answer = try await ask(Array("[[1, 2, 3, 4]]".utf8), ["Content-Type": type])
                #expect(answer.status == 415 && answer.body.contains("application/json"))
            }
            #expect(try await ask(Array(rows.utf8)).body == "[0, 1, 2]")
            // Longer than it may be, and cut off.
            #expect(try await fixture.score(String(repeating: " ", count: 3_000_000)).status == 413)
            let broken = try fixture.client()
            try await broken.send(RawClient.text("POST", "/endpoints/iris/score", headers: ScoringFixture.authorised(["Content-Length": "100"])) + "[[1,")
            #expect(try await fixture.score(rows).body == "[0, 1, 2]")
            let query = try await fixture.client().request(
                "GET", "/endpoints/iris/score?data=1", headers: ScoringFixture.authorised())
            #expect(query.status == 400 && query.body.contains("POST"))
        }
    }

    /// What waits while a thread is busy is scored as one, and answered each its own.
    @Test func scoresWhatWaitsTogether() async throws {
        try await ScoringFixture.run { fixture in
            let gate = ModelGate()
            let runtime = try await fixture.deployNative(gate: gate)
            async let first = fixture.score("[[5.1, 3.5, 1.4, 0.2]]")
            await gate.waitForArrival()
            let bodies = ["[[6.3, 3.3, 6.0, 2.5]]", "[[5.1, 3.5, 1.4, 0.2], [6.7, 3.1, 4.7, 1.5]]", "[[6.7, 3.1, 4.7, 1.5]]"]
            let expected = ["[2]", "[0, 1]", "[1]"]
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for (index, body) in bodies.enumerated() {
                    group.addTask { (index, try await fixture.score(body).body) }
                }
                while await runtime.statistics().queued < bodies.count { await Task.yield() }
                gate.open()
                for try await (index, body) in group { #expect(body == expected[index]) }
            }
            #expect(try await first.body == "[0]")
            #expect(gate.rows == [1, 4])
            #expect(await runtime.instruments().batches == [1, 0, 1])
            let statistics = await runtime.statistics()
            #expect(statistics.requests == 4 && statistics.succeeded == 4 && statistics.inFlight == 0 && statistics.queued == 0)
            #expect(statistics.condition == .ready)
        }
    }

    @Test func refusesMoreThanMayWait() async throws {
        try await ScoringFixture.run { fixture in
            let gate = ModelGate()
            let runtime = try await fixture.deployNative(gate: gate) { $0.requestSettings.maxConcurrentRequestsPerInstance = 1 }
            async let first = fixture.score(rows)
            await gate.waitForArrival()
            async let second = fixture.score(rows)
            while await runtime.statistics().queued < 1 { await Task.yield() }
            let third = try await fixture.score(rows)
            #expect(third.status == 429 && third["retry-after"] == "1")
            #expect(third.body.contains("has 2 requests under way"))
            gate.open()
            #expect(try await first.status == 200)
            #expect(try await second.status == 200)
        }
    }

    @Test func answersInTimeOrSaysThatItDidNot() async throws {
        try await ScoringFixture.run { fixture in
            let gate = ModelGate()
            try await fixture.deployNative(gate: gate) { $0.requestSettings.queueWaitLimit = 60 }
            async let first = fixture.score(rows)
            await gate.waitForArrival()
            let impatient = try await fixture.score(rows, headers: ["x-ms-request-timeout-ms": "20"])
            #expect(impatient.status == 408 && impatient.body.contains("x-ms-request-timeout-ms is 20 ms"))
            let waiting = try await fixture.score(rows)
            #expect(waiting.status == 408 && waiting.body.contains("max_queue_wait_ms"))
            gate.open()
            #expect(try await first.status == 200)
            let second = ModelGate()
            try await fixture.deployNative(gate: second) { $0.requestSettings.requestTimeoutMilliseconds = 50 }
            let hanging = try await fixture.score(rows)
            #expect(hanging.status == 408 && hanging.body.contains("within 50 ms"))
            second.open()
        }
    }

    @Test func finishesWhatItTookBeforeItEnds() async throws {
        try await ScoringFixture.run { fixture in
            let gate = ModelGate()
            let runtime = try await fixture.deployNative(gate: gate)
            async let first = fixture.score(rows)
            await gate.waitForArrival()
            let next = try await fixture.deployNative("text_labels")
            async let end: Void = runtime.drainAndStop(within: nil)
            gate.open()
            await end
            #expect(try await first.body == "[0, 1, 2]")
            #expect(await runtime.statistics().condition == .stopped)
            // The route that is in force knows who answers.
            fixture.publishNative(runtime)
            #expect(try await fixture.score(rows).status == 503)
            fixture.publishNative(next)
            #expect(try await fixture.score(rows).status == 200)
        }
    }

    @Test func startsForTheFirstRequest() async throws {
        try await ScoringFixture.run { fixture in
            let (asked, ask) = AsyncStream<Void>.makeStream()
            let runtime = NativeRuntime(plan: try fixture.nativePlan(), logger: ScoringFixture.quiet, onDemand: { ask.yield() })
            fixture.publishNative(runtime)
            #expect(!runtime.isReady)
            async let answer = fixture.score(rows)
            for await _ in asked { break }
            try await runtime.start()
            #expect(try await answer.body == "[0, 1, 2]")
            #expect(runtime.isReady)
        }
    }

    @Test func saysWhyItCannotStart() async throws {
        try await ScoringFixture.run { fixture in
            let plan = try fixture.nativePlan()
            try Data("this is no model".utf8).write(to: URL(filePath: plan.modelFile))
            let runtime = NativeRuntime(plan: plan, logger: ScoringFixture.quiet)
            let failure = await #expect(throws: StartFailure.self) { try await runtime.start() }
            #expect(failure?.error.message.contains("logistic.onnx cannot be loaded: it is not a whole ONNX file") == true)
            fixture.publishNative(runtime)
            #expect(try await fixture.score(rows).status == 503)
        }
    }

    @Test func scoresManyRowsOffTheLoop() async throws {
        try await ScoringFixture.run { fixture in
            let runtime = try await fixture.deployNative()
            let body = "{\"data\": [" + (0..<20_000).map { _ in "[5.1, 3.5, 1.4, 0.2]" }.joined(separator: ", ") + "]}"
            #expect(body.utf8.count > NativeRuntime.inlineBody)
            let answer = try await fixture.score(body)
            #expect(try JSONDecoder().decode([Int].self, from: Data(answer.body.utf8)) == Array(repeating: 0, count: 20_000))
            #expect(await runtime.statistics().succeeded == 1)
        }
    }
}
