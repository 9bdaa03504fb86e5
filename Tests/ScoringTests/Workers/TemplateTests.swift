import Domain
import Foundation
import Glibc
import LinuxSystem
import NIOCore
import Testing

@testable import Scoring

/// Workers that are forked from a template are as good as those that start from nothing.
@Suite struct TemplateTests {
    /// Tells about its process; imports more than a worker does by itself.
    private static let telling = """
        import decimal, json, os, random, sys, time
        def init():
            if os.environ.get("AZUREML_MODEL_DIR", "").endswith("bad"): raise ValueError("no model")
        def run(data):
            if data == "die": os._exit(5)
            if data == "hang": time.sleep(3600)
            return {
                "pid": os.getpid(), "parent": os.getppid(), "group": os.getpgid(0), "folder": os.getcwd(),
                "argv": sys.argv, "names": sorted(os.environ), "model": os.environ.get("AZUREML_MODEL_DIR"),
                "random": random.random(), "open": len(os.listdir("/proc/self/fd")), "decimal": decimal.__file__,
                "threads": os.environ["OMP_NUM_THREADS"], "line": open("/proc/self/cmdline").read(),
            }
        """

    private struct Told: Decodable {
        let pid: pid_t
        let parent: pid_t
        let group: pid_t
        let folder: String
        let argv: [String]
        let names: [String]
        let model: String?
        let random: Double
        let open: Int
        let decimal: String
        let line: String
    }

    private func ask(_ fixture: ScoringFixture, _ deployment: String = "blue") async throws -> Told {
        let answer = try await fixture.score("", headers: ["azureml-model-deployment": deployment])
        #expect(answer.status == 200, "\(answer.body)")
        return try JSONDecoder().decode(Told.self, from: Data(answer.body.utf8))
    }

    private func eventually<Value>(_ what: String, _ look: () async -> Value?) async throws -> Value {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if let value = await look() { return value }
            await Task.yield()
        }
        return try #require(await look(), "\(what)")
    }

    /// A first deployment, and the template that is made of its worker.
    private func warmed(
        _ fixture: ScoringFixture, change: (inout DeploymentPlan) -> Void = { _ in }
    ) async throws -> (pool: WorkerPool, template: WorkerTemplate) {
        let pool = try await fixture.deploy(Self.telling, change: change)
        let template = try await eventually("a template is made") {
            fixture.loops.templates.template(for: pool.launcher.key)
        }
        return (pool, template)
    }

    @Test func theSecondWorkerIsForked() async throws {
        try await ScoringFixture.run { fixture in
            let (blue, template) = try await warmed(fixture)
            let green = try fixture.pool("green", Self.telling, change: {
                $0.modelDirectory = "/models/2"
                $0.workers = 2
            })
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "blue"))
            let first = try await ask(fixture)
            let second = try await ask(fixture, "green")
            #expect(first.parent == getpid())
            #expect(second.parent == template.pid)
            #expect(second.group == second.pid, "what its script starts ends with it")
            #expect(second.folder == green.plan.codeFolder)
            #expect(second.argv == ["\(green.plan.codeFolder)/score.py"])
            #expect(second.model == "/models/2" && first.model == nil)
            #expect(Set(second.names) == Set(first.names).union(["AZUREML_MODEL_DIR"]))
            #expect(second.open == first.open, "nothing of the template's is left open")
            #expect(!second.line.contains("/models/2"), "the command line tells nothing of the environment")
            #expect(try fixture.log("green").contains("User's init has completed successfully"))
            let pids = await green.statistics().workers.map(\.pid)
            #expect(pids.count == 2 && !pids.contains(template.pid))
        }
    }

    @Test func aDeadWorkerIsReplacedFromTheTemplate() async throws {
        try await ScoringFixture.run { fixture in
            let (blue, template) = try await warmed(fixture)
            let conditions = Conditions()
            let green = try fixture.pool("green", Self.telling, onChange: conditions.observer)
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "green"))
            let before = try await ask(fixture, "green")
            #expect(try await fixture.score("die").status == 502)
            await conditions.wait {
                if case .degraded(let reason) = $0 { reason.contains("exit code 5") } else { false }
            }
            await conditions.wait { $0 == .ready }
            let after = try await ask(fixture, "green")
            #expect(after.parent == template.pid && after.pid != before.pid)
            #expect(after.random != before.random)
        }
    }

    @Test func aScriptThatFailsIsToldOfAsEver() async throws {
        try await ScoringFixture.run { fixture in
            let (blue, template) = try await warmed(fixture)
            let green = try fixture.pool("green", Self.telling, change: { $0.modelDirectory = "/models/bad" })
            let failure = await #expect(throws: StartFailure.self) { try await green.start() }
            #expect(failure?.error.message.contains("ValueError: no model") == true)
            #expect(await green.statistics().workers.isEmpty)
            #expect(fixture.loops.templates.template(for: blue.launcher.key) === template, "it is not the template's fault")
        }
    }

    @Test func aTemplateThatIsAtFaultIsGivenUp() async throws {
        try await ScoringFixture.run { fixture in
            let (blue, _) = try await warmed(fixture)
            // Only a template has imported this by itself.
            let green = try fixture.pool("green", "import sys\ndef init(): assert 'ctypes' not in sys.modules\ndef run(d): return 1")
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "green"))
            #expect(try await fixture.score().status == 200)
            #expect(fixture.loops.templates.template(for: blue.launcher.key) == nil)
            #expect(!fixture.loops.templates.isWanted(blue.launcher.key))
        }
    }

    @Test func codeThatHidesAModuleStartsFromNothing() async throws {
        try await ScoringFixture.run { fixture in
            let (blue, _) = try await warmed(fixture)
            let green = try fixture.pool("green", Self.telling)
            let own = "\(green.plan.codeFolder)/decimal.py"
            try Data("".utf8).write(to: URL(filePath: own))
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "green"))
            let told = try await ask(fixture, "green")
            #expect(told.decimal == own && told.parent == getpid())
        }
    }

    @Test func whatCannotBeImportedMakesNoTemplate() async throws {
        try await ScoringFixture.run { fixture in
            let templates = WorkerTemplates()
            let plan = try fixture.plan("blue", Self.telling)
            let key = TemplateKey(plan, environment: ["PATH": "/usr/bin:/bin"])
            let use = templates.use(key)
            #expect(templates.isWanted(key))
            try await fixture.loops.next().submit {
                templates.make(key, modules: Array("json\nno_such_module\n".utf8), logger: ScoringFixture.quiet)
            }.get()
            _ = try await eventually("it is given up") { templates.isMade(key) ? nil : true }
            #expect(templates.template(for: key) == nil && !templates.isWanted(key))
            withExtendedLifetime(use) {}
            await templates.shutDown()
        }
    }

    @Test func workersEndWithTheirTemplateAndAreReplaced() async throws {
        try await ScoringFixture.run { fixture in
            let (blue, template) = try await warmed(fixture)
            let conditions = Conditions()
            let green = try fixture.pool("green", Self.telling, onChange: conditions.observer)
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "green"))
            let before = try await ask(fixture, "green")
            let client = try fixture.client()
            try await client.send(
                RawClient.text("POST", "/endpoints/iris/score", body: "hang", headers: ScoringFixture.authorised()))
            _ = try await eventually("it hangs") { await green.statistics().inFlight == 1 ? true : nil }
            kill(template.pid, SIGKILL)
            #expect(try await client.response().status == 502, "even one that hangs")
            await conditions.wait { if case .degraded = $0 { true } else { false } }
            await conditions.wait { $0 == .ready }
            let after = try await ask(fixture, "green")
            #expect(after.pid != before.pid && after.parent == getpid())
            let next = try await eventually("the replacement makes the next template") {
                fixture.loops.templates.template(for: green.launcher.key)
            }
            #expect(next.pid != template.pid)
        }
    }

    @Test func aTemplateLeavesAWhileAfterItsDeployments() async throws {
        try await ScoringFixture.run { fixture in
            let templates = WorkerTemplates(keeping: .zero)
            let plan = try fixture.plan("blue", Self.telling)
            let key = TemplateKey(plan, environment: ["PATH": "/usr/bin:/bin"])
            var use: WorkerTemplates.Use? = templates.use(key)
            try await fixture.loops.next().submit {
                templates.make(key, modules: Array("json\n".utf8), logger: ScoringFixture.quiet)
            }.get()
            let template = try await eventually("it is ready") { templates.template(for: key) }
            let process = try #require(try ProcessIdentity(pid: template.pid).flatMap { try ProcessHandle($0) })
            withExtendedLifetime(use) {}
            use = nil
            try await process.waitForExit()
            #expect(templates.template(for: key) == nil && !templates.isWanted(key))
            await templates.shutDown()
        }
    }

    @Test func sharesByWhatMattersToImports() throws {
        func key(_ variables: [String: String] = [:], change: (inout DeploymentPlan) -> Void = { _ in }) -> TemplateKey {
            var plan = DeploymentPlan(
                endpoint: "iris", deployment: "blue", python: "/e/bin/python", workerScript: "/w.py",
                codeFolder: "/code", scoringScript: "score.py", environmentVariables: variables, logPath: "/l")
            change(&plan)
            return TemplateKey(plan, environment: plan.environment(inheriting: ["HOME": "/h"], hostName: "box"))
        }
        #expect(key() == key {
            ($0.deployment, $0.codeFolder, $0.modelDirectory, $0.workers) = ("green", "/other", "/models/2", 3)
        })
        #expect(key() != key { $0.python = "/f/bin/python" })
        #expect(key() != key { $0.cores = 2 })
        #expect(key() != key(["MALLOC_ARENA_MAX": "1"]))
        #expect(key(["A": "1"]) == key(["A": "1"]))
    }

    @Test(arguments: [
        (#"{"ready": 12}"#, TemplateAnswer.ready), (#"{"failed": "x"}"#, .failed("x")),
        (#"{"forked": 3, "pid": 44}"#, .forked(order: 3, pid: 44)),
        (#"{"refused": 3, "why": "y"}"#, .refused(order: 3, why: "y")),
        (#"{"ended": 44, "status": 9}"#, .ended(pid: 44, status: 9)),
    ])
    func reads(_ text: String, _ answer: TemplateAnswer) {
        #expect(TemplateAnswer(Array(text.utf8)) == answer)
    }

    @Test(arguments: ["", "{", "{}", "[]", #"{"forked": 3}"#, #"{"forked": 3, "pid": 1}"#, #"{"forked": "3", "pid": 44}"#])
    func refusesOtherAnswers(_ text: String) {
        #expect(TemplateAnswer(Array(text.utf8)) == nil)
    }
}
