import Domain
import FoundationEssentials

/// The files of a job: made up when somebody looks.
struct DemoFiles: Sendable {
    private let job: DemoJob
    private let files: [String: [UInt8]]
    /// Folders that are there even when nothing is in them.
    private static let folders: Set<String> = ["artifacts", "code", "outputs"]

    init(_ job: DemoJob) {
        self.job = job
        files = DemoFileContents(job: job).all
    }

    /// Throws `notFound`.
    func entries(of path: String) throws -> [FileEntry] {
        let path = path.trimmingSlashes
        let prefix = path.isEmpty ? "" : path + "/"
        var sizes: [String: Int?] = path.isEmpty ? Dictionary(uniqueKeysWithValues: Self.folders.map { ($0, nil) }) : [:]
        for (name, bytes) in files where name.hasPrefix(prefix) {
            let rest = name.dropFirst(prefix.count)
            let isDeeper = rest.contains("/")
            sizes[String(rest.prefix { $0 != "/" })] = .some(isDeeper ? nil : bytes.count)
        }
        guard !sizes.isEmpty || Self.folders.contains(path) else { throw nothing(at: path) }
        return sizes.map { name, size in
            FileEntry(
                name: name, isFolder: size == nil, size: ByteCount(Int64(size ?? 0)),
                modifiedAt: job.job.endedAt ?? job.job.startedAt ?? job.job.creation.createdAt)
        }.sorted { ($0.isFolder ? 0 : 1, $0.name) < ($1.isFolder ? 0 : 1, $1.name) }
    }

    /// Throws `notFound`.
    func file(_ path: String) throws -> [UInt8] {
        guard let bytes = files[path.trimmingSlashes] else { throw nothing(at: path) }
        return bytes
    }

    private func nothing(at path: String) -> AtelierError {
        AtelierError(
            .notFound, "job '\(job.name)' has no file '\(path.neutralised)'",
            hint: "its files are below artifacts, code and outputs", subject: "job \(job.name)")
    }
}

/// What is in them.
private struct DemoFileContents {
    let job: DemoJob

    var all: [String: [UInt8]] {
        var texts = [
            "code/train.py": script, "code/job.yml": document, "code/conda.yml": conda,
            "code/README.md": "# \(job.job.experiment)\n\nTrains on \(job.story.dataset). See `job.yml`.\n",
        ]
        if job.job.startedAt != nil {
            texts["artifacts/params.json"] = json(job.literals)
            texts["artifacts/logs/environment.txt"] = "python 3.12.8\n\(job.story.requirement)\nnumpy==2.2.1\nmlflow==2.19.0\n"
        }
        var binaries: [String: Int] = [:]
        if job.job.status == .completed {
            texts["artifacts/metrics.json"] = json(metrics)
            texts["artifacts/predictions.csv"] = predictions
            texts["artifacts/model/MLmodel"] = description
            texts["artifacts/model/requirements.txt"] = "mlflow==2.19.0\n\(job.story.requirement)\n"
            texts["artifacts/model/input_example.json"] = json([
                "columns": .array(job.story.columns.dropLast().map { .string($0) }), "data": [[5.1, 3.5, 1.4, 0.2]],
            ])
            texts["outputs/model/MLmodel"] = description
            binaries = ["artifacts/model/model.pkl": 18_432, "outputs/model/model.pkl": 18_432, "artifacts/roc.png": 6_144]
        }
        var files = texts.mapValues { Array($0.utf8) }
        for (path, size) in binaries {
            let random = DemoRandom(job.random.bits(at: 31), for: path)
            files[path] = (path.hasSuffix("png") ? Self.pngHeader : [0x80, 0x04, 0x95]) + (0..<size).map { UInt8(truncatingIfNeeded: random.bits(at: $0)) }
        }
        return files
    }

    /// Of 640 by 480 dots.
    private static let pngHeader: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0,
    ]

    private func json(_ members: [String: JSONValue]) -> String { JSONValue.object(members).indentedText + "\n" }

    private var metrics: [String: JSONValue] {
        let latest = job.latestMetrics(at: job.job.endedAt ?? job.since)
        return Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value.map { .double($0) } ?? .null) })
    }

    private var predictions: String {
        let columns = job.story.columns + ["predicted"]
        let rows = (0..<240).map { row in
            columns.indices.map { DemoLog.decimal(job.random.share(at: row * 31 + $0) * 9, 2) }.joined(separator: ",")
        }
        return ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }

    private var script: String {
        """
        import argparse

        import mlflow
        import pandas as pd

        COLUMNS = [\(job.story.columns.map { "\"\($0)\"" }.joined(separator: ", "))]


        def main():
            parser = argparse.ArgumentParser()
            parser.add_argument("--data", required=True)
            parser.add_argument("--steps", type=int, default=\(job.steps))
            args, _ = parser.parse_known_args()

            frame = pd.read_csv(args.data, usecols=COLUMNS)
            target = frame.pop("\(job.story.columns.last ?? "target")")
            mlflow.autolog()
            fit(frame, target, steps=args.steps)


        if __name__ == "__main__":
            main()

        """
    }

    private var document: String {
        """
        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
        display_name: \(job.job.displayName)
        experiment_name: \(job.job.experiment)
        command: \(job.job.spec.work.command?.command ?? "")
        code: .
        compute: azureml:\(job.job.compute)
        environment: azureml:\(job.story.rawValue)-training:2
        inputs:
          data:
            type: uri_file
            path: azureml:\(job.story.dataset):1

        """
    }

    private var conda: String {
        """
        name: \(job.story.rawValue)
        dependencies:
          - python=3.12
          - pip:
              - mlflow==2.19.0
              - \(job.story.requirement)

        """
    }

    private var description: String {
        """
        artifact_path: model
        flavors:
          python_function:
            loader_module: mlflow.sklearn
            model_path: model.pkl
            python_version: 3.12.8
        mlflow_version: 2.19.0
        run_id: \(job.name)

        """
    }
}
