import Foundation
import Testing

/// Data, datastores, components and environments with the real programs, and over the death of the engine.
@Suite struct AssetTests {
    @Test(.ends) func dataComesFromAFolderOfTheBoxAndGoesBackThere() async throws {
        try await Box.with { box in
            let lake = box.root.appending(path: "lake")
            _ = try box.write("sepal,kind\n5.1,a\n4.9,b\n", to: "lake/iris.csv")
            try await box.atelier("datastore", "create", "--name", "lake", "--set", "path=\(lake.path)", "-o", "none")
            let made = try await box.atelier(
                "data", "create", "--name", "iris", "--path", "azureml://datastores/lake/paths/iris.csv", "--type",
                "uri_file", "--query", "version", "-o", "tsv")
            #expect(made == "1")
            #expect(
                try await box.atelier("data", "preview", "iris", "--rows", "1") == """
                    sepal  kind
                    -----  ----
                    5.1    a
                    """)
            #expect(try await box.killEngine())
            let counted = try await box.atelier(
                "data", "show", "--name", "iris", "--query", "[file_count, size_bytes]", "-o", "tsv")
            #expect(counted == "1\n23")
            let file = try box.writeJob(
                "copy", command: "wc -l < ${{inputs.data}} > ${{outputs.count}}/lines",
                more: """
                    inputs:
                      data: {type: uri_file, path: azureml:iris@latest, mode: download}
                    outputs:
                      count: {path: "azureml://datastores/lake/paths/${{name}}", mode: upload}

                    """)
            let job = try await box.submit(file)
            #expect(try await box.stream(job).code == 0)
            #expect(try box.read("lake/\(job)/lines") == "3\n")
            let refused = try await box.run("datastore", "delete", "--name", "lake")
            #expect(refused.code == 1 && refused.errors.contains("datastore lake is used by data asset iris:1"))
            try await box.atelier("data", "delete", "--name", "iris", "--version", "1", "--yes")
            try await box.atelier("datastore", "delete", "--name", "lake")
            #expect(try box.read("lake/iris.csv").hasPrefix("sepal"))
        }
    }

    @Test(.ends) func aDatastoresKeyIsInNoFileAndNoAnswer() async throws {
        try await Box.with { box in
            let file = try box.write(
                """
                name: blob
                type: azure_blob
                account_name: acc
                container_name: c
                credentials:
                  account_key: s3cr3t-of-the-cloud

                """, to: "blob.yml")
            var seen = [try await box.atelier("datastore", "create", "--file", file)]
            #expect(try await box.killEngine())
            seen.append(try await box.atelier("datastore", "update", "--name", "blob", "--set", "tags.a=b"))
            seen.append(try await box.atelier("datastore", "list"))
            seen.append(try await box.atelier("events", "-o", "json"))
            seen.append(try await box.atelier("engine", "logs"))
            let kind = try await box.atelier(
                "datastore", "show", "--name", "blob", "--query", "credentials.type", "-o", "tsv")
            #expect(kind == "account_key")
            let secret = Data("s3cr3t-of-the-cloud".utf8)
            #expect(!seen.contains { $0.contains("s3cr3t") })
            for name in try FileManager.default.subpathsOfDirectory(atPath: box.home.path) {
                guard let content = FileManager.default.contents(atPath: box.home.appending(path: name).path) else {
                    continue
                }
                #expect(content.range(of: secret) == nil, "\(name)")
            }
            let used = try await box.run(
                "data", "create", "--name", "d", "--path", "azureml://datastores/blob/paths/x")
            #expect(used.code == 69)
            #expect(used.errors.contains("datastore 'blob' is cloud storage (azure_blob), which Atelier does not"))
        }
    }

    @Test(.ends) func aComponentOutlivesTheEngineAndItsCodeFolder() async throws {
        try await Box.with { box in
            _ = try box.write("print('fit')\n", to: "src/train.py")
            try await box.atelier("environment", "create", "--name", "bare", "--image", "python", "-o", "none")
            let file = try box.write(
                """
                name: train
                command: python train.py --rate ${{inputs.rate}}
                code: ./src
                environment: azureml:bare@latest
                inputs:
                  rate: {type: number, default: 0.1, min: 0, max: 1}

                """, to: "train.yml")
            let hash = try await box.atelier(
                "component", "create", "--file", file, "--query", "code_hash", "-o", "tsv")
            #expect(hash.count == 64)
            #expect(try await box.killEngine())
            try FileManager.default.removeItem(at: box.root.appending(path: "src"))
            let shown = try await box.atelier(
                "az", "ml", "component", "show", "--name", "train", "--query", "[version, code_hash, inputs.rate.default]",
                "-o", "tsv")
            #expect(shown == "1\n\(hash)\n0.1")
            let kept = try await box.run("environment", "delete", "--name", "bare", "--version", "1", "--yes")
            #expect(kept.code == 1 && kept.errors.contains("used by component train:1"))
            try await box.atelier("component", "archive", "--name", "train")
            let shownNow = try await box.atelier("component", "list", "--query", "length(@)", "-o", "tsv")
            let hidden = try await box.atelier(
                "component", "list", "--archived-only", "--query", "length(@)", "-o", "tsv")
            #expect(shownNow == "0" && hidden == "1")
        }
    }
}
