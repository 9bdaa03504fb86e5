import Domain
import Foundation
import LinuxSystem
import NIOCore
import Testing

@testable import Scoring

/// A deployment that does not start says why.
@Suite struct StartTests {
    private func failure(
        _ fixture: ScoringFixture, _ script: String, change: (inout DeploymentPlan) -> Void = { _ in }
    ) async throws -> StartFailure {
        let pool = try fixture.pool("blue", script, change: change)
        let failure = await #expect(throws: StartFailure.self) { try await pool.start() }
        let statistics = await pool.statistics()
        #expect(statistics.workers.isEmpty, "nothing is left running")
        return try #require(failure)
    }

    @Test func showsTheTracebackAndTheModelFolder() async throws {
        try await ScoringFixture.run { fixture in
            let model = fixture.folder.appending(path: "model/sub")
            try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
            try "x".write(to: model.appending(path: "model.joblib"), atomically: true, encoding: .utf8)
            let script = """
                import os
                def init():
                    print("about to load")
                    open(os.path.join(os.getenv("AZUREML_MODEL_DIR"), "model.joblib"))
                def run(data): pass
                """
            let failure = try await failure(fixture, script) {
                $0.modelDirectory = fixture.folder.appending(path: "model").path
                $0.workers = 2
            }
            #expect(failure.error.message.contains("FileNotFoundError: [Errno 2] No such file or directory"))
            #expect(failure.error.hint?.contains("AZUREML_MODEL_DIR") == true)
            #expect(failure.diagnosis.modelTree == ["model/", "    sub/", "        model.joblib"])
            #expect(failure.diagnosis.traceback?.contains("in init") == true)
            #expect(failure.diagnosis.traceback?.contains("worker.py") == false)
            #expect(failure.diagnosis.logTail.contains { $0.contains("about to load") })
            #expect(failure.diagnosis.logTail.count <= 50)
        }
    }

    @Test func namesThePackageThatIsMissing() async throws {
        try await ScoringFixture.run { fixture in
            let failure = try await failure(fixture, "import sklearn_that_is_not_there.x\n")
            #expect(failure.error.message.contains("No module named 'sklearn_that_is_not_there'"))
            #expect(failure.error.hint?.contains("- sklearn_that_is_not_there") == true)
            #expect(StartDiagnosis.package(providing: "sklearn.linear_model") == "scikit-learn")
        }
    }

    @Test(arguments: [
        ("def run(data): pass", "does not define a function init()"),
        ("def init(): pass", "does not define a function run()"),
        ("def init(): pass\ndef run(*data): pass", "*args"),
        ("def init(): pass\ndef run(): pass", "accept an argument"),
        ("def init() pass", "SyntaxError"), ("import sys\nsys.exit(7)", "SystemExit: 7"),
        ("import os\nos._exit(7)", "exit code 7"), ("import os, signal\nos.kill(os.getpid(), 9)", "signal 9"),
    ])
    func tells(_ script: String, _ words: String) async throws {
        try await ScoringFixture.run { fixture in
            let failure = try await failure(fixture, script)
            #expect(failure.error.message.contains(words))
        }
    }

    @Test func givesUpAfterTheTimeout() async throws {
        try await ScoringFixture.run { fixture in
            let failure = try await failure(fixture, "import time\ndef init(): time.sleep(3600)\ndef run(d): pass") {
                $0.startupTimeout = .milliseconds(300)
            }
            #expect(failure.error.code == .timeout)
        }
    }

    @Test func saysWhenThereIsNoPython() async throws {
        try await ScoringFixture.run { fixture in
            let failure = try await failure(fixture, Script.echo) { $0.python = "/nowhere/bin/python" }
            #expect(failure.error.message.contains("/nowhere/bin/python"))
        }
    }

    @Test func givesWorkersTheirEnvironment() throws {
        var plan = DeploymentPlan(
            endpoint: "iris", deployment: "blue", python: "/envs/e/bin/python", workerScript: "/w.py",
            codeFolder: "/code", scoringScript: "a/score.py", modelDirectory: "/models/iris/1",
            environmentVariables: ["OMP_NUM_THREADS": "7", "MINE": "x"], workers: 3, cores: 2, logPath: "/l")
        plan.requestSettings.requestTimeoutMilliseconds = 1234
        let environment = plan.environment(
            inheriting: [
                "PATH": "/bin", "HOME": "/h", "SECRET_TOKEN": "s", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C",
            ],
            hostName: "box")
        #expect(environment["AZUREML_MODEL_DIR"] == "/models/iris/1")
        #expect(environment["AML_APP_ROOT"] == "/code")
        #expect(environment["AZUREML_ENTRY_SCRIPT"] == "a/score.py")
        #expect(environment["AZUREML_INFERENCE_PYTHON_PATH"] == "/envs/e")
        #expect(environment["PATH"] == "/envs/e/bin:/bin")
        #expect(environment["SERVICE_NAME"] == "iris" && environment["SERVICE_PATH_PREFIX"] == "endpoints/iris")
        #expect(environment["OMP_NUM_THREADS"] == "7" && environment["OPENBLAS_NUM_THREADS"] == "2")
        #expect(environment["SCORING_TIMEOUT_MS"] == "1234" && environment["WORKER_COUNT"] == "3")
        #expect(environment["MINE"] == "x" && environment["LC_ALL"] == "C" && environment["HOSTNAME"] == "box")
        #expect(environment["SECRET_TOKEN"] == nil && environment["PYTHONDONTWRITEBYTECODE"] == nil)
    }

    @Test func aWorkerLeavesWithTheEngine() async throws {
        try await ScoringFixture.run { fixture in
            let plan = try fixture.plan("blue", Script.echo)
            let launcher = WorkerLauncher(
                plan: plan, environment: plan.environment(inheriting: ["PATH": "/usr/bin:/bin"], hostName: "h"))
            let (child, socket) = try await fixture.loops.next().submit { try launcher.launch() }.get()
            close(socket)
            // Importing goes on for a moment; writing to the closed socket ends it without a complaint or a trace.
            #expect(try await child.waitForExit() != .signalled(SIGPIPE))
        }
    }
}
