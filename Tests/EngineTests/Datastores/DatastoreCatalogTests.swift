import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct DatastoreCatalogTests {
    private static func blob(_ key: String? = "s3cr3t-key") -> DatastoreSpec {
        DatastoreSpec(
            name: "blob", type: .azureBlob, settings: ["account_name": "acc", "container_name": "c"],
            credentials: key.map { DatastoreCredentials(kind: .accountKey, values: ["account_key": $0]) })
    }

    @Test func everyWorkspaceHasItsOwn() async throws {
        try await AssetFixture.run { fixture in
            let catalog = DatastoreCatalog(fixture.context)
            let names = try await catalog.list(in: fixture.workspace).map(\.name)
            #expect(
                names == [
                    "workspaceblobstore", "workspaceartifactstore", "workspacefilestore", "workspaceworkingdirectory",
                ])
            let store = try await catalog.show("workspaceblobstore", in: fixture.workspace)
            #expect(store.path == fixture.home.datastore("workspaceblobstore", in: fixture.workspace))
            for change in [
                await failure { try await catalog.delete("workspaceblobstore", in: fixture.workspace, by: "me") },
                await failure {
                    try await catalog.create(
                        DatastoreSpec(name: "workspaceblobstore", type: .localFile, settings: ["path": "/tmp"]),
                        in: fixture.workspace, by: "me")
                },
            ] {
                #expect(
                    change?.message
                        == "datastore 'workspaceblobstore' belongs to every workspace and cannot be changed")
            }
            let slip = await failure { try await catalog.show("workspaceblobstor", in: fixture.workspace) }
            #expect(slip?.hint == "did you mean 'workspaceblobstore'?")
        }
    }

    @Test func aFolderOfTheBoxIsAPlaceForData() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (DatastoreCatalog(fixture.context), fixture.workspace)
            let file = try fixture.write("1,2", to: fixture.path("lake/raw/iris.csv"))
            try fixture.write("secret", to: fixture.path("outside"))
            let lake = DatastoreSpec(name: "lake", type: .localFile, settings: ["path": fixture.path("lake") + "/"])
            let made = try await catalog.create(lake, in: workspace, by: "ann")
            #expect(made.path == fixture.path("lake") && made.creation.createdBy == "ann")
            func path(_ inside: String) async throws -> String {
                try await fixture.locations.path(of: .datastore("lake", path: inside), in: workspace)
            }
            #expect(try await path("raw/iris.csv") == file)
            // Outputs are asked for before they are there.
            #expect(try await path("new/place") == fixture.path("lake/new/place"))
            try FileManager.default.createSymbolicLink(
                atPath: fixture.path("lake/out"), withDestinationPath: fixture.path("outside"))
            for hostile in ["../outside", "raw/../../outside", "out"] {
                #expect(await failure { try await path(hostile) }?.code == .invalidArgument, "\(hostile)")
            }
            let data = try await fixture.data.register(
                DataSpec(
                    name: "iris", type: .uriFile,
                    location: try DataLocation(parsing: "azureml://datastores/lake/paths/raw/iris.csv")),
                in: workspace, by: "me")
            #expect(
                try await fixture.data.content(of: data) == DataContent(path: file, size: ByteCount(3), fileCount: 1))
            let needed = await failure { try await catalog.delete("lake", in: workspace, by: "me") }
            #expect(needed?.message == "datastore lake is used by data asset iris:1")
            try await fixture.data.delete("iris", version: "1", in: workspace, by: "me")
            try await catalog.delete("lake", in: workspace, by: "me")
            #expect(fixture.exists(file))
            #expect(await failure { try await path("raw/iris.csv") }?.code == .notFound)
        }
    }

    @Test func foldersThatCannotBeOneAreRefused() async throws {
        try await AssetFixture.run { fixture in
            let catalog = DatastoreCatalog(fixture.context)
            let file = try fixture.write("x", to: fixture.path("file"))
            for (path, part) in [
                ("relative", "not an absolute path"), (fixture.path("nowhere"), "is not there"), (file, "is no folder"),
                (fixture.home.secrets, "belongs to the engine"), ("", "needs 'path'"),
            ] {
                let error = await failure {
                    try await catalog.create(
                        DatastoreSpec(name: "lake", type: .localFile, settings: ["path": path]), in: fixture.workspace,
                        by: "me")
                }
                #expect(error?.code == .invalidArgument && error?.message.contains(part) == true, "\(path)")
            }
        }
    }

    /// A datastore on `/` does not lead to what a path could not lead to.
    @Test func theEnginesSecretsAreInNoDatastore() async throws {
        try await AssetFixture.run { fixture in
            let catalog = DatastoreCatalog(fixture.context)
            _ = try await catalog.create(Self.blob(), in: fixture.workspace, by: "me")
            _ = try await catalog.create(
                DatastoreSpec(name: "root", type: .localFile, settings: ["path": "/"]), in: fixture.workspace, by: "me")
            let secret = DataLocation.datastore("root", path: "\(fixture.home.secrets)/secret.key")
            #expect(
                await failure { try await fixture.locations.path(of: secret, in: fixture.workspace) }?.message
                    .contains("belongs to the engine") == true)
        }
    }

    @Test func cloudStorageIsNotedAndNotUsed() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (DatastoreCatalog(fixture.context), fixture.workspace)
            _ = try await catalog.create(Self.blob(), in: workspace, by: "me")
            let used = await failure {
                try await fixture.data.register(
                    DataSpec(name: "iris", location: .datastore("blob", path: "x")), in: workspace, by: "me")
            }
            #expect(used?.code == .unsupported)
            #expect(used?.message == "datastore 'blob' is cloud storage (azure_blob), which Atelier does not mount")
            let other = await failure {
                try await catalog.create(
                    DatastoreSpec(
                        name: "blob", type: .azureFile, settings: ["account_name": "a", "file_share_name": "s"]),
                    in: workspace, by: "me")
            }
            #expect(other?.message == "datastore 'blob' is of type azure_blob, not azure_file")
        }
    }

    @Test func credentialsAreSealedAndKept() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (DatastoreCatalog(fixture.context), fixture.workspace)
            let made = try await catalog.create(Self.blob(), in: workspace, by: "me")
            #expect(made.credentials == .accountKey)
            var change = Self.blob(nil)
            change.description = "raw"
            let changed = try await catalog.update(change, in: workspace, by: "me")
            #expect(changed.credentials == .accountKey && changed.description == "raw")
            let box = try SecretBox.open(in: fixture.home, holdsSecrets: true)
            let sealed = try #require(
                try await fixture.context.store.read { try $0.sealedCredentials(of: "blob", in: workspace) })
            let opened = try JSONDecoder().decode(
                DatastoreCredentials.self, from: Data(box.open(sealed, of: "datastore default/blob")))
            #expect(opened.values == ["account_key": "s3cr3t-key"])
            #expect(throws: AtelierError.self) { try box.open(sealed, of: "datastore default/other") }
            #expect(try await fixture.context.store.read { try $0.holdsSecrets() })
            for file in try fixture.files(in: fixture.home.root) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(fixture.home.root)/\(file)"))
                #expect(bytes.range(of: Data("s3cr3t-key".utf8)) == nil, "\(file)")
            }
            let replaced = try await catalog.create(Self.blob(nil), in: workspace, by: "me")
            #expect(replaced.credentials == nil)
            let events = try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }
            #expect(events.suffix(3).map(\.kind) == ["datastore.created", "datastore.updated", "datastore.updated"])
        }
    }
}
