import Domain
import Engine
import Foundation
import Logging
import Scoring
import Store
import Testing

@Suite struct EndpointKeysTests {
    @Test func keysAreLongDifferentAndChangeOneAtATime() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            let first = try await world.catalog.credentials(of: "iris", in: "default")
            #expect(first.primary.count == 64 && first.secondary.count == 64 && first.primary != first.secondary)
            #expect(opens("iris", first.primary, world) && opens("iris", first.secondary, world))

            let second = try await world.catalog.regenerateKey(.primary, of: "iris", in: "default", by: "ada")
            #expect(second.primary != first.primary && second.secondary == first.secondary)
            #expect(opens("iris", second.primary, world) && !opens("iris", first.primary, world))
            #expect(try await world.catalog.credentials(of: "iris", in: "default") == second)
        }
    }

    @Test func keysAreInNoFileAndNoEvent() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            var keys = [try await world.catalog.credentials(of: "iris", in: "default")]
            keys.append(try await world.catalog.regenerateKey(.secondary, of: "iris", in: "default", by: "ada"))
            let secrets = keys.flatMap { [$0.primary, $0.secondary] }

            let events = try await world.events()
            let told = String(decoding: try JSONEncoder().encode(events), as: UTF8.self)
            #expect(events.contains { $0.kind == "endpoint.key.regenerated" })
            for secret in secrets { #expect(!told.contains(secret)) }
            for file in try files(below: world.folder) {
                let bytes = try Data(contentsOf: file)
                for secret in secrets {
                    #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file.lastPathComponent)")
                }
            }
            #expect("\(keys[0])" == "EndpointKeys(…)")
        }
    }

    @Test func theKeyFileIsForItsOwnerAlone() async throws {
        try await EndpointWorld.with { world in
            let path = world.context.home.secrets + "/secret.key"
            let modes = (try mode(of: path), try mode(of: world.context.home.secrets))
            let names = try FileManager.default.contentsOfDirectory(atPath: world.context.home.secrets)
            #expect(modes == (0o600, 0o700))
            #expect(names == ["secret.key"])
        }
    }

    @Test func aLostKeyFileIsNamedAndNotReplaced() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            let path = world.context.home.secrets + "/secret.key"
            try FileManager.default.removeItem(atPath: path)
            try await world.restarted { again in
                await #expect { try await again.catalog.credentials(of: "iris", in: "default") } throws: {
                    "\($0)".contains(path) && "\($0)".contains("is gone")
                }
                await #expect(throws: AtelierError.self) { try await again.endpoint("other") }
                #expect(again.scoring.route(of: "iris")?.keys.isEmpty == true, "nobody gets in")
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }

    @Test func aDamagedOrForeignKeyFileIsNamed() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            let path = world.context.home.secrets + "/secret.key"
            try Data(repeating: 7, count: 5).write(to: URL(filePath: path))
            #expect { try SecretBox.open(in: world.context.home, holdsSecrets: true) } throws: {
                "\($0)".contains("is damaged")
            }
            try Data(repeating: 7, count: 32).write(to: URL(filePath: path))
            try await world.restarted { again in
                await #expect { try await again.catalog.credentials(of: "iris", in: "default") } throws: {
                    "\($0)".contains("were not sealed with \(path)")
                }
            }
            #expect(chmod(path, 0o644) == 0)
            #expect { try SecretBox.open(in: world.context.home, holdsSecrets: true) } throws: {
                "\($0)".contains("chmod 600")
            }
        }
    }

    @Test func aSealedSecretOpensForItsOwnerOnly() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let box = try SecretBox.open(in: HomeLayout(root: folder.path), holdsSecrets: false)
        let sealed = try box.seal(Array("secret".utf8), of: "a")
        #expect(try box.open(sealed, of: "a") == Array("secret".utf8))
        #expect(throws: AtelierError.self) { try box.open(sealed, of: "b") }
        let again = try SecretBox.open(in: HomeLayout(root: folder.path), holdsSecrets: true)
        #expect(try again.open(sealed, of: "a") == Array("secret".utf8))
    }

    private func opens(_ endpoint: EndpointName, _ key: String, _ world: EndpointWorld) -> Bool {
        let digest = "\(KeyDigest(of: key))"
        return world.scoring.route(of: endpoint)?.keys.contains { "\($0)" == digest } == true
    }

    private func mode(of path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func files(below folder: URL) throws -> [URL] {
        let found = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return found.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
    }
}
