import Documents
import Domain
import Foundation
import Testing

struct CommandJobTextTests {
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
        let text = CommandJobText.text(of: Self.job(spec))
        let again = try CommandJobDocument.read(text: text, file: folder.path + "/again.yml")
        #expect(again.warnings.isEmpty && !text.contains("null") && !text.contains("resources"))
        var work = spec.command
        work.code = nil
        spec.work = .command(work)
        spec.properties = ["mine": "1"]
        #expect(try Self.json(again.value) == Self.json(spec))
        #expect(text.split(separator: "\n").prefix(3).map(String.init) == [
            "$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json", "type: command",
            "display_name: wine-fit",
        ])
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
            let read = try CommandJobDocument.read(text: CommandJobText.text(of: Self.job(spec)), file: "/tmp/x.yml")
            #expect(try Self.json(read.value) == Self.json(spec))
        }
    }

    @Test func severalLinesAreWrittenAsSeveralLines() {
        let work = CommandWork(command: "set -e\npython a.py", environment: .inline(EnvironmentSpec(image: "python")))
        let text = CommandJobText.text(of: Self.job(JobSpec(work: .command(work))))
        #expect(text.contains("command: |-\n  set -e\n  python a.py\nenvironment:\n  image: python\n"))
    }

    /// Another job has a place of its own for what it leaves.
    @Test func anOutputKeepsItsTemplate() {
        var output = JobOutput(location: .local("/x/brave_fox"), assetName: "m", assetVersion: "7")
        output.template = "/x/${{name}}"
        let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec()), outputs: ["o": output])
        let text = CommandJobText.text(of: Self.job(JobSpec(work: .command(work))))
        #expect(text.contains("path: /x/${{name}}") && !text.contains("version:"))
    }
}
