import Domain
import Foundation
import Testing

@testable import Scoring

@Suite struct ScoringServerTests {
    @Test func answersAsAzureDoes() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let answer = try await fixture.score(
                "[1, 2]", headers: ["x-ms-client-request-id": "mine", "TraceId": "t1"])
            #expect(answer.status == 200)
            #expect(answer.body == #"{"got": "[1, 2]"}"#)
            #expect(answer["Content-Type"] == "application/json")
            #expect(answer["azureml-model-deployment"] == "blue")
            #expect(answer["x-ms-run-function-failed"] == "False")
            let milliseconds = try #require(answer["x-ms-run-fn-exec-ms"])
            #expect(milliseconds.wholeMatch(of: /\d+\.\d{3}/) != nil)
            #expect(answer["x-ms-server-version"] != nil)
            #expect(answer["x-ms-client-request-id"] == "mine")
            #expect(answer["x-ms-request-id"] == "mine")
            let id = try #require(answer["x-request-id"])
            #expect(UUID(uuidString: id) != nil)
            #expect(answer["TraceId"] == "t1")
        }
    }

    @Test func derivesRequestIDsLikeTheInferenceServer() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let plain = try await fixture.score()
            #expect(plain["x-request-id"] == plain["x-ms-request-id"])
            #expect(plain["x-ms-client-request-id"] == nil)
            let own = try await fixture.score(headers: ["x-request-id": "r"])
            #expect(own["x-request-id"] == "r" && own["x-ms-request-id"] == "r")
            let legacy = try await fixture.score(headers: ["x-ms-request-id": "old"])
            #expect(legacy["x-ms-request-id"] == "old" && legacy["x-ms-client-request-id"] == "old")
            for name in ["x-request-id", "x-ms-request-id", "x-ms-client-request-id"] {
                let longest = try await fixture.score(headers: [name: String(repeating: "a", count: 100)])
                #expect(longest.status == 200)
                let tooLong = try await fixture.score(headers: [name: String(repeating: "a", count: 101)])
                #expect(tooLong.status == 431)
                #expect(tooLong.body.contains("must not exceed 100 characters"))
            }
        }
    }

    @Test func opensToEitherKeyOnly() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            func status(_ authorization: String?) async throws -> RawClient.Response {
                try await fixture.client().request(
                    "POST", "/endpoints/iris/score", body: "1",
                    headers: authorization.map { ["Authorization": $0] } ?? [:])
            }
            #expect(try await status("Bearer second").status == 200)
            #expect(try await status("bearer \(ScoringFixture.key)").status == 200)
            for wrong in [
                "Bearer", "Bearer ", "Bearer x", "Basic \(ScoringFixture.key)", ScoringFixture.key, "Bearer second ",
            ] {
                // Blanks at the end of a field are not part of it.
                #expect(try await status(wrong).status == (wrong == "Bearer second " ? 200 : 401), "\(wrong)")
            }
            let missing = try await status(nil)
            #expect(missing.status == 401)
            #expect(missing.body.contains("get-credentials --name iris"))
            #expect(missing["WWW-Authenticate"] == "Bearer")
        }
    }

    @Test func knowsItsRoutesAndMethods() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let client = try fixture.client()
            #expect(try await client.request("GET", "/").body == "Healthy")
            #expect(try await client.request("GET", "/endpoints/iris/").body == "Healthy")
            let head = try await client.request("HEAD", "/endpoints/iris/")
            #expect(head.status == 200 && head["content-length"] == "7")
            #expect(try await client.request("OPTIONS", "/endpoints/iris/score").status == 200)
            #expect(try await client.request("PUT", "/endpoints/iris/score", body: "1").status == 405)
            #expect(try await client.request("DELETE", "/endpoints/iris/score").status == 405)
            #expect(try await client.request("POST", "/", body: "1").status == 405)
            for path in ["/score", "/endpoints/other/score", "/endpoints/other/", "/nothing", "/endpoints/iris/x"] {
                let answer = try await client.request("POST", path, body: "1")
                #expect(answer.status == (path == "/endpoints/other/" ? 405 : 404), "\(path)")
                #expect(answer["content-type"] == "application/json")
            }
            let query = try await client.request(
                "GET", "/endpoints/iris/score?a=1&b=[1,2]&c=x%20y&d=1&d=z", headers: ScoringFixture.authorised())
            let got = try JSONDecoder().decode([String: String].self, from: Data(query.body.utf8))
            #expect(got["got"] == #"{"a": 1, "b": [1, 2], "c": "x y", "d": [1, "z"]}"#)
        }
    }

    @Test func describesTheService() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let client = try fixture.client()
            #expect(try await client.request("GET", "/endpoints/iris/swagger.json").status == 401)
            for (version, field) in [
                ("", "swagger"), ("?version=2", "swagger"), ("?version=3", "openapi"), ("?version=3.1", "openapi"),
            ] {
                let answer = try await client.request(
                    "GET", "/endpoints/iris/swagger.json\(version)", headers: ScoringFixture.authorised())
                let document = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
                #expect(document[field] != nil)
                #expect(document["paths"]?["/endpoints/iris/score"] != nil)
            }
            let unknown = try await client.request(
                "GET", "/endpoints/iris/swagger.json?version=9", headers: ScoringFixture.authorised())
            #expect(unknown.status == 404)
        }
    }

    @Test func takesChunksPipelinesAndOldClients() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let chunked = try fixture.client()
            let head = "POST /endpoints/iris/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer second\r\n"
            try await chunked.send("\(head)Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
            #expect(try await chunked.response().body == #"{"got": "abc"}"#)

            let eager = try fixture.client()
            let requests = (0..<50).map {
                $0 % 5 == 0
                    ? RawClient.text("GET", "/endpoints/iris/")
                    : RawClient.text(
                        "POST", "/endpoints/iris/score", body: "\($0)", headers: ["Authorization": "Bearer second"])
            }
            try await eager.send(requests.joined())
            for index in 0..<50 {
                let body = try await eager.response().body
                #expect(body == (index % 5 == 0 ? "Healthy" : #"{"got": "\#(index)"}"#))
            }

            let polite = try fixture.client()
            try await polite.send("\(head)Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await polite.response().status == 100)
            try await polite.send("ok")
            #expect(try await polite.response().body == #"{"got": "ok"}"#)

            let refused = try fixture.client()
            try await refused.send(
                "POST /endpoints/iris/score HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await refused.response().status == 401)
            #expect(try await refused.isClosedByServer())

            let old = try fixture.client()
            try await old.send(
                "POST /endpoints/iris/score HTTP/1.0\r\nAuthorization: Bearer second\r\nContent-Length: 1\r\n\r\nx")
            let answer = try await old.response()
            #expect(answer.status == 200 && answer["connection"] == "close")
            #expect(try await old.isClosedByServer())
        }
    }

    @Test func refusesWhatIsNotARequest() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            for malformed in MalformedRequests.all {
                let client = try fixture.client()
                try await client.send(malformed.bytes)
                let answer = try await client.response()
                #expect(answer.status == malformed.status, "\(malformed.name)")
                #expect(answer["connection"] == "close")
                #expect(answer.body.hasPrefix(#"{"message": ""#))
            }
            #expect(try await fixture.score("still here").status == 200)
        }
    }

    @Test func refusesBodiesThatAreTooLong() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo) { $0.maximumBody = ByteCount(1000) }
            #expect(try await fixture.score(String(repeating: "a", count: 1000)).status == 200)
            #expect(try await fixture.score(String(repeating: "a", count: 1001)).status == 413)
            #expect(try await fixture.score(String(repeating: "a", count: 3_000_000)).status == 413)
        }
    }

    @Test func carriesLargeBodiesBothWays() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let body = String(repeating: "0123456789", count: 1_500_000)
            #expect(try await fixture.score(body).body == #"{"got": "\#(body)"}"#)
            #expect(try await fixture.score("small").status == 200)
        }
    }

    @Test func givesSlowClientsUp() async throws {
        try await ScoringFixture.run(settings: ScoringSettings(requestTime: .milliseconds(50))) { fixture in
            for start in ["POST / HTTP/1.1\r\nHo", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"] {
                let client = try fixture.client()
                try await client.send(start)
                #expect(try await client.response().status == 408)
                #expect(try await client.isClosedByServer())
            }
        }
    }

    @Test func closesIdleConnections() async throws {
        try await ScoringFixture.run(settings: ScoringSettings(idleTime: .milliseconds(50))) { fixture in
            let client = try fixture.client()
            #expect(try await client.request("GET", "/").status == 200)
            #expect(try await client.isClosedByServer())
        }
    }

    @Test func namesThePortThatIsTaken() async throws {
        try await ScoringFixture.run { fixture in
            let second = ScoringServer(eventLoops: fixture.loops, logger: ScoringFixture.quiet)
            let error = await #expect(throws: AtelierError.self) { try await second.start(port: fixture.port) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("\(fixture.port)") == true)
        }
    }

    @Test func worksAcrossThreads() async throws {
        try await ScoringFixture.run(threads: 3) { fixture in
            try await fixture.deploy(Script.echo) { $0.workers = 2 }
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for index in 0..<30 {
                    group.addTask { (index, try await fixture.score("\(index)").body) }
                }
                for try await (index, body) in group { #expect(body == #"{"got": "\#(index)"}"#) }
            }
        }
    }
}
