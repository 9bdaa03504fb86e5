import Foundation
import LinuxSystem
import Testing

/// Keys and tokens stay where they belong.
@Suite struct SecretsTests {
    @Test(.ends) func noSecretIsInAFileALogOrACommandLine() async throws {
        try await Box.with { box in
            let job = try await box.submit(try box.writeJob("quiet", command: "echo nothing to hide"))
            _ = try await box.stream(job)
            try await box.createEndpoint("sealed")
            try await box.deploy(
                "blue", on: "sealed", script: "def init(): pass\ndef run(data): return 'ok'\n", allTraffic: true)
            let keys = try #require(
                try await box.json("online-endpoint", "get-credentials", "--name", "sealed") as? [String: String])
            let variables = try #require(try await box.json("env") as? [String: String])
            let token = try #require(variables["MLFLOW_TRACKING_TOKEN"])
            let secrets = [try #require(keys["primaryKey"]), try #require(keys["secondaryKey"]), token]

            let door = try await box.door(of: "sealed")
            #expect(try await door.post("{}").status == 200)
            #expect(try await box.invoke("sealed") == #""ok""#)
            let wrong = try await Door(box: box, uri: door.uri, key: token).post("{}")
            #expect(wrong.status == 401)
            let invocation = try box.begin(
                "online-endpoint", "invoke", "--name", "sealed", "--request-file", "request.json")
            var seen = box.processes().map(\.command)
            _ = try await invocation.end()
            seen.append(try await box.succeedingText("events", "-o", "json"))

            for secret in secrets {
                #expect(!seen.contains { $0.contains(secret) })
                for file in try box.filesOfHome() {
                    let content = try Data(contentsOf: file)
                    let isAllowed = secret == token && file.path.hasPrefix(box.home.appending(path: "secrets").path)
                    #expect(isAllowed || content.range(of: Data(secret.utf8)) == nil, "\(file.path) contains a secret")
                }
            }
        }
    }

    @Test(.ends) func whatTheEngineMakesIsItsOwnersAlone() async throws {
        try await Box.with { box in
            let job = try await box.submit(try box.writeJob("private", command: "echo x > outputs/x"))
            _ = try await box.stream(job)
            let home = try FileManager.default.attributesOfItem(atPath: box.home.path)[.posixPermissions] as? Int
            #expect(home == 0o700)
            for file in try box.filesOfHome() + box.files(below: box.root.appending(path: "run")) {
                let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
                #expect((mode ?? 0o777) & 0o077 == 0, "\(file.path) has mode \(String(mode ?? 0, radix: 8))")
            }
        }
    }
}

extension Box {
    fileprivate func succeedingText(_ arguments: String...) async throws -> String {
        let outcome = try await run(arguments)
        guard outcome.code == 0 else { throw Failure(outcome.errors) }
        return outcome.output
    }

    fileprivate func filesOfHome() throws -> [URL] {
        try files(below: home)
    }

    /// Regular files and sockets, links not followed.
    fileprivate func files(below folder: URL) throws -> [URL] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try names.map { folder.appending(path: $0) }.filter { file in
            let kind = try FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
            return kind == .typeRegular || kind == .typeSocket
        }
    }
}
