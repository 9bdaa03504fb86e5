import Documents
import Domain
import Testing

/// What the corpus cannot show: overrides, groups, places in other files, and what becomes of the rest of a document.
@Suite struct VerdictTests {
    @Test func laysOverridesOver() throws {
        let folder = try Folder(["job.yml": "command: echo\nenvironment: azureml:a@latest\n"])
        let file = "\(folder.path)/job.yml"
        #expect(Verdict.of(file: file).isValid)
        let verdict = Verdict.of(file: file, overrides: ["limits.timeout=soon", "distribution.type=pytorc"])
        #expect(
            verdict.diagnostics.filter { $0.severity == .error }.map(\.description) == [
                "--set distribution.type: error: \"pytorc\" is not a value of \"type\", did you mean \"pytorch\"?",
                "--set limits.timeout: error: \"timeout\" must be a whole number, not \"soon\"",
            ])
    }

    @Test func holdsAGroupToItsKinds() throws {
        let folder = try Folder([
            "job.yml": "$schema: https://example.org/commandJob.schema.json\ncommand: echo\n", "data.yml": "type: uri_file\n",
        ])
        let verdict = Verdict.of(file: "\(folder.path)/job.yml", among: [.environment])
        #expect(verdict.kind == nil)
        #expect(
            shown(verdict.diagnostics, in: folder) == [
                "job.yml:1:10: error: this describes a command job, not an environment; use 'atelier validate', or "
                    + "correct \"$schema\""
            ])
        #expect(Verdict.of(file: "\(folder.path)/data.yml", among: [.data]).kind == .data)
    }

    @Test func namesThePathAndTheValue() throws {
        let folder = try Folder([
            "job.yml": """
                type: pipeline
                compute: azureml:cpu
                jobs:
                  a:
                    type: comand
                    component: azureml:a:1
                  b:
                    component: ./b.yml
                    inputs: {x: 1}
                """,
            "b.yml": "name: b\ncommand: echo\nenvironment: azureml:a@latest\ninputs:\n  x: {type: strin}\n",
        ])
        let verdict = Verdict.of(file: "\(folder.path)/job.yml")
        #expect(verdict.kind == .pipelineJob)
        #expect(verdict.findings.map(\.path) == ["jobs.a.type", "*"])
        #expect(verdict.findings.first?.value == "comand")
        #expect(verdict.findings.last?.diagnostic.file == "\(folder.path)/b.yml")
    }

    @Test func saysThatAFileIsNotThere() {
        let verdict = Verdict.of(file: "/tmp/no/such.yml")
        #expect(verdict.kind == nil)
        #expect(verdict.diagnostics.map(\.message) == ["there is no file '/tmp/no/such.yml'"])
    }

    /// A file that leads back to itself ends in a sentence.
    @Test func followsNoCircle() throws {
        let folder = try Folder([
            "job.yml": "type: pipeline\njobs:\n  a:\n    type: pipeline\n    component: ./part.yml\n",
            "part.yml": "type: pipeline\nname: part\njobs:\n  a:\n    type: pipeline\n    component: ./part.yml\n",
        ])
        let errors = Verdict.of(file: "\(folder.path)/job.yml").diagnostics.map(\.message)
        #expect(errors.contains { $0.contains("names itself") }, "\(errors)")
    }

    /// The errors of a job that is not run are told before it is refused.
    @Test func tellsErrorsOfJobsThatAreNotRun() throws {
        let folder = try Folder([
            "good.yml": """
                type: import
                source: {type: s3, connection: azureml:s3, path: wine}
                output: {type: uri_folder, path: "azureml://datastores/d/paths/wine"}
                """,
            "bad.yml": "type: import\nsource: {type: s3, conection: azureml:s3, path: wine}\n",
        ])
        #expect(
            lines(of: { _ = try JobDocument.read(file: "\(folder.path)/good.yml") }, in: folder) == [
                "good.yml:1:7: error: job type import is not supported yet"
            ])
        #expect(
            lines(of: { _ = try JobDocument.read(file: "\(folder.path)/bad.yml") }, in: folder) == [
                "bad.yml:1:1: error: field \"output\" of an import job is missing",
                "bad.yml:1:7: error: job type import is not supported yet",
                "bad.yml:2:20: error: unknown field \"conection\", did you mean \"connection\"?",
            ])
        do {
            _ = try JobDocument.read(file: "\(folder.path)/good.yml")
            Issue.record("an import was read")
        } catch let error as DocumentError {
            #expect(error.code == .unsupported)
        }
    }

    /// Creating refuses what Azure ML refuses in the fields that Atelier ignores, and only there.
    @Test func looksIntoIgnoredFields() throws {
        #expect(
            jobLines("identity: {type: manged}") == [
                "job.yml:3:1: warning: field \"identity\" is not supported yet and is ignored",
                "job.yml:3:18: error: \"manged\" is not a value of \"type\", did you mean \"managed\"?",
            ])
        #expect(jobLines("display_name: 2026") == [])
    }

    /// A hostile file costs no more than its size.
    @Test func isNotDrawnOut() throws {
        var nested = "1"
        for _ in 0..<25 { nested = "[{a: {type: choice, values: \(nested)}}]" }
        let text = "type: sweep\nsearch_space: {x: {type: choice, values: \(nested)}}\n"
        let folder = try Folder(["sweep.yml": text])
        #expect(!Verdict.of(file: "\(folder.path)/sweep.yml").isValid)
    }
}
