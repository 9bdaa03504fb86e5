import Domain
import Engine
import Foundation
import Testing

@Suite struct TrackingDoorTests {
    @Test func onlyTokensOpenIt() async throws {
        try await TrackingFixture.with { door in
            let path = "/api/2.0/mlflow/experiments/get?experiment_id=0"
            let refused = try await door.send("GET", path, token: nil)
            #expect(refused.status == 401 && refused.headers["www-authenticate"] == "Basic realm=\"mlflow\"")
            let user = door.tokens.userToken(), job = door.tokens.issue(for: "j1")
            for bad in ["", "x", user.dropLast() + "0x", "atj-" + user, job.replacingOccurrences(of: "j1", with: "j2"), "atj-"] {
                #expect(try await door.send("GET", path, token: String(bad)).status == 401, "\(bad)")
            }
            #expect(try await door.send("GET", path).status == 200)
            let basic = Data("anyone:\(user)".utf8).base64EncodedString()
            let headers = ["Authorization": "Basic \(basic)"]
            #expect(try await door.send("GET", path, token: nil, headers: headers).status == 200)
            // A job's token is of no use before the job is there.
            #expect(try await door.send("GET", path, token: job).status == 404)
        }
    }

    @Test func tokensOutliveTheEngineAndTheirKeyIsPrivate() async throws {
        try await TrackingFixture.with { door in
            let again = try RunTokens(home: door.home)
            #expect(again.issue(for: "j1") == door.tokens.issue(for: "j1") && again.userToken() == door.tokens.userToken())
            #expect(again.verify(door.tokens.issue(for: "j1")) == .job("j1"))
            let attributes = try FileManager.default.attributesOfItem(atPath: door.home.secrets + "/tracking.key")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
    }

    @Test func foreignHostsAndOriginsAreRefused() async throws {
        try await TrackingFixture.with { door in
            func status(_ name: String, _ value: String) async throws -> Int {
                let path = "/api/2.0/mlflow/experiments/get?experiment_id=0"
                return try await door.send("GET", path, headers: [name: value]).status
            }
            for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil:80"] {
                #expect(try await status("Host", host) == 403, "\(host)")
            }
            for host in ["localhost:\(door.port)", "LOCALHOST", "[::1]:5", "127.0.0.1"] {
                #expect(try await status("Host", host) == 200, "\(host)")
            }
            #expect(try await status("Origin", "https://evil.example") == 403)
            let health = try await door.send("GET", "/health", token: nil, headers: ["Host": "evil.example"])
            #expect(health.text == "OK")
        }
    }

    @Test func theSmallEndpointsAnswer() async throws {
        try await TrackingFixture.with { door in
            #expect(try await door.send("GET", "/version", token: nil).text == "3.3.0")
            #expect(try await door.send("GET", "/api/3.0/mlflow/server-info").json["workspaces_enabled"] == false)
            #expect(try await door.send("GET", "/ajax-api/2.0/mlflow/experiments/get?experiment_id=0").status == 200)
            for path in ["/api/2.0/mlflow/registered-models/search", "/", "/api/2.0/mlflow", "/api/9.0/x", "/v1/traces"] {
                let answer = try await door.send("GET", path)
                #expect(answer.status == 404 && answer.code == "ENDPOINT_NOT_FOUND", "\(path)")
            }
        }
    }
}
