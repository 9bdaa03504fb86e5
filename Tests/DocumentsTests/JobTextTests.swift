import Documents
import Domain
import Foundation
import Testing

struct JobTextTests {
    private static func job(_ spec: JobSpec) -> Job {
        Job(
            name: "brave_fox", workspace: "default", spec: spec, experiment: spec.experimentName ?? "Default",
            displayName: spec.displayName ?? "brave_fox", status: .completed, compute: spec.compute ?? "local",
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "anna"))
    }

    private static func json(_ spec: JobSpec) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(spec), as: UTF8.self)
    }

    @Test func itReadsBackAsTheSameWork() throws {
        let folder = try Folder(CommandJobDocumentTests.files)
        var spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        spec.properties = ["azureml.git.branch": "main", "atelier.rerun_of": "old_fox", "mine": "1"]
        let text = try JobText.text(of: Self.job(spec))
        let again = try CommandJobDocument.read(text: text, file: folder.path + "/again.yml")
        #expect(again.warnings.isEmpty && !text.contains("null") && !text.contains("resources"))
        var work = try #require(spec.work.command)
        work.code = nil
        spec.work = .command(work)
        spec.properties = ["mine": "1"]
        #expect(try Self.json(again.value) == Self.json(spec))
        #expect(text.split(separator: "\n").prefix(3).map(String.init) == [
            "$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json", "type: command",
            "display_name: wine-fit",
        ])
    }

    @Test func theWholeTextHasItsNameAndItsCodeToo() throws {
        let folder = try Folder(CommandJobDocumentTests.files)
        let spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        let code = try #require(spec.work.code)
        let again = try CommandJobDocument.read(
            text: JobText.wholeText(of: Self.job(spec)), file: "/tmp/elsewhere/again.yml")
        #expect(again.value.name == "brave_fox" && again.value.command.code == code && again.warnings.isEmpty)
        var named = spec
        named.name = "brave_fox"
        #expect(try Self.json(again.value) == Self.json(named))
    }

    /// Whatever a job's file may say stands in the text again, but for its code.
    @Test func everyFieldIsWritten() throws {
        let folder = try Folder([
            "job.yml": """
            name: fox
            display_name: all of it
            description: a
            experiment_name: iris
            command: echo ${{inputs.n}} > ${{outputs.o}}/x
            environment: {image: python, conda_file: {name: e, channels: [c], dependencies: [pip, {pip: [x]}]}, description: d, tags: {a: b}}
            environment_variables: {A: "1"}
            compute: azureml:cpu
            inputs: {n: 3, d: {type: uri_file, path: "azureml:iris:1", mode: download}}
            outputs: {o: {type: uri_folder, mode: upload, path: "azureml://datastores/s/paths/${{name}}", name: out}}
            limits: {timeout: 60}
            resources: {instance_count: 2, instance_type: Standard_DS2_v2, shm_size: 1g}
            distribution: {type: tensorflow, worker_count: 2, parameter_server_count: 1}
            queue_settings: {job_tier: spot, priority: high}
            services: {board: {type: tensor_board, port: 6006, nodes: all, log_dir: logs, properties: {a: b}}}
            parent_job_name: old_fox
            tags: {team: a}
            properties: {mine: "1"}
            """
        ])
        var spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        let text = try JobText.text(of: Self.job(spec))
        let written = Set(CommandJobDocument.outline.filter { $0.support == .works || $0.support == .kept }.map(\.name))
            .filter { name in text.split(separator: "\n").contains { $0.hasPrefix("\(name):") } }
        #expect(written.symmetricDifference(CommandJobDocument.outline.filter { $0.support == .works || $0.support == .kept }.map(\.name)) == ["name", "code"])
        let again = try CommandJobDocument.read(text: text, file: folder.path + "/again.yml").value
        spec.name = nil
        #expect(try Self.json(again) == Self.json(spec))
    }

    @Test func textsThatYAMLWouldTakeForSomethingElseStayTexts() throws {
        let variables = ["A": "0123", "B": "yes", "C": " x: y # z", "D": "", "E": "a\nb\n", "F": "'\"\\", "G": "a\n\n  b"]
        let commands = ["python a.py \\\n  --x 1\n", "set -e\npython a.py\n\npython b.py", "echo 'one: two' # three", " \n "]
        for command in commands {
            let spec = JobSpec(
                experimentName: "Default", compute: "local",
                work: .command(
                    CommandWork(
                        command: command, environment: .registered(AssetReference(name: "sk", selector: .label("latest"))),
                        inputs: ["n": .literal(3), "t": .literal("3"), "f": .literal(0.5), "b": .literal(true)],
                        environmentVariables: variables, timeout: 5)))
            let read = try CommandJobDocument.read(text: JobText.text(of: Self.job(spec)), file: "/tmp/x.yml")
            #expect(try Self.json(read.value) == Self.json(spec))
        }
    }

    @Test func severalLinesAreWrittenAsSeveralLines() throws {
        let work = CommandWork(command: "set -e\npython a.py", environment: .inline(EnvironmentSpec(image: "python")))
        let text = try JobText.text(of: Self.job(JobSpec(work: .command(work))))
        #expect(text.contains("command: |-\n  set -e\n  python a.py\nenvironment:\n  image: python\n"))
    }

    /// Another job has a place of its own for what it leaves.
    @Test func anOutputKeepsItsTemplate() throws {
        var output = JobOutput(location: .local("/x/brave_fox"), assetName: "m", assetVersion: "7")
        output.template = "/x/${{name}}"
        let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec()), outputs: ["o": output])
        let text = try JobText.text(of: Self.job(JobSpec(work: .command(work))))
        #expect(text.contains("path: /x/${{name}}") && !text.contains("version:"))
    }
}
