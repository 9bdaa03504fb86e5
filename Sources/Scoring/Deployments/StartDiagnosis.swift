import Dispatch
import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// Looks at the log and the model folder of a deployment that did not start, and says what to do.
struct StartDiagnosis {
    static let logLines = 50
    static let treeLines = 200
    private static let logBytes: Int64 = 64 << 10

    let plan: DeploymentPlan
    /// How long the log was before this start.
    let logStart: Int64

    func failure(_ problem: StartProblem) async -> StartFailure {
        let (tree, tail) = await Self.offPool { (modelTree(), logTail()) }
        var traceback: String?
        if case .raised(let report) = problem { traceback = report.traceback }
        let error = error(problem)
        return StartFailure(
            error: error,
            diagnosis: DeploymentDiagnosis(
                summary: error.message, hint: error.hint, traceback: traceback, modelTree: tree, logTail: tail))
    }

    static func size(of path: String) async -> Int64 {
        await offPool {
            guard let file = try? FileDescriptor.open(path) else { return 0 }
            return (try? file.size()) ?? 0
        }
    }

    // MARK: Words

    func error(_ problem: StartProblem) -> AtelierError {
        let subject = "deployment \(plan.deployment)"
        switch problem {
        case .raised(let report):
            return AtelierError(
                .invalidArgument,
                "\(plan.scoringScript ?? "the model") of deployment \(plan.deployment) does not start: "
                    + report.summary.neutralised,
                hint: hint(report), subject: subject)
        case .ended(let how):
            return AtelierError(
                .invalidArgument, "a worker of deployment \(plan.deployment) ended before it was ready (\(how))",
                hint: "look at the deployment's log: 'atelier online-deployment get-logs'", subject: subject)
        case .timedOut:
            return AtelierError(
                .timeout,
                "init() of deployment \(plan.deployment) did not return within "
                    + "\(plan.startupTimeout.components.seconds) s",
                hint: "load less in init(), or give the deployment more time", subject: subject)
        case .other(let reason):
            return AtelierError(
                .unavailable, "deployment \(plan.deployment) cannot start: \(reason)",
                hint: "check that the environment's Python is still there", subject: subject)
        }
    }

    private func hint(_ report: WorkerStartReport) -> String {
        if let module = report.missingModule {
            let package = Self.package(providing: module)
            guard plan.scoringScript != nil else {
                return "the model's own environment lacks '\(package)': name one in the deployment's environment that has "
                    + "it and mlflow, or register the model anew with all it needs"
            }
            return "add '- \(package)' to the pip section of the environment's conda_file"
        }
        if report.summary.contains("No such file or directory"), let folder = plan.modelDirectory {
            return "compare the path with what is in AZUREML_MODEL_DIR (\(folder)); the model's files are listed below"
        }
        guard plan.scoringScript != nil else {
            return "see that 'mlflow.pyfunc.load_model' can load the model where it was made; the traceback is in the "
                + "deployment's log"
        }
        return "repair the script, then create or update the deployment again; the traceback is in its log"
    }

    /// PyPI's name for a module that is called differently.
    static func package(providing module: String) -> String {
        let top = module.split(separator: ".").first.map(String.init) ?? module
        let renamed = [
            "sklearn": "scikit-learn", "cv2": "opencv-python-headless", "PIL": "pillow", "yaml": "pyyaml",
            "skimage": "scikit-image", "bs4": "beautifulsoup4", "dateutil": "python-dateutil",
            "inference_schema": "inference-schema", "google": "google-cloud", "azureml": "azureml-core",
        ]
        return (renamed[top] ?? top).neutralised
    }

    // MARK: Files

    private func logTail() -> [String] {
        guard let file = try? FileDescriptor.open(plan.logPath), let size = try? file.size() else { return [] }
        let from = max(logStart, size - Self.logBytes)
        guard size > from, let bytes = try? file.read(at: from, count: Int(size - from)) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(Self.logLines).map {
            String($0).neutralised
        }
    }

    private func modelTree() -> [String] {
        guard let root = plan.modelDirectory else { return [] }
        var lines: [String] = []
        append(root, depth: 0, to: &lines)
        if lines.count > Self.treeLines {
            lines = Array(lines.prefix(Self.treeLines)) + ["… more than \(Self.treeLines) files"]
        }
        return lines
    }

    private func append(_ path: String, depth: Int, to lines: inout [String]) {
        guard lines.count <= Self.treeLines else { return }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let indent = String(repeating: "    ", count: depth)
        var status = stat()
        // A link is named and not followed: it could lead back here.
        let isFolder =
            (depth == 0 ? stat(path, &status) : lstat(path, &status)) == 0 && status.st_mode & S_IFMT == S_IFDIR
        lines.append(indent + name.neutralised + (isFolder ? "/" : ""))
        guard isFolder, let children = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }
        for child in children.sorted() { append("\(path)/\(child)", depth: depth + 1, to: &lines) }
    }

    /// File work does not belong on the cooperative pool.
    private static func offPool<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}
