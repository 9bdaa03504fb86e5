import Documents
import Domain
import Testing

@Suite struct OverridesTests {
    private func read(_ overrides: String..., more: String = "") throws -> JobSpec {
        try CommandJobDocument.read(text: job(more), file: "/tmp/somewhere/job.yml", overrides: overrides).value
    }

    private func found(_ overrides: String..., more: String = "") -> [String] {
        lines {
            _ = try CommandJobDocument.read(text: job(more), file: "/tmp/somewhere/job.yml", overrides: overrides)
        }
    }

    @Test func replaceAndCreate() throws {
        let spec = try read(
            "display_name=a = b", "limits.timeout=60", "inputs.rate.value=0.5", "tags={\"a\": \"1\", b: 2}",
            "environment_variables.A=x: y #z", "command=echo ${{inputs.rate}}", more: "tags: {old: x}")
        #expect(spec.displayName == "a = b")
        #expect(spec.work.timeout == 60)
        #expect(spec.work.inputs == ["rate": .literal(0.5)])
        #expect(spec.tags == ["a": "1", "b": "2"])
        #expect(spec.work.command?.environmentVariables == ["A": "x: y #z"])
        #expect(spec.work.command?.command == "echo ${{inputs.rate}}")
    }

    @Test func theLastOneWins() throws {
        #expect(try read("compute=a", "compute=b").compute == "b")
    }

    @Test func replaceAWholeObject() throws {
        let spec = try read("inputs.data={path: /tmp}", more: "inputs: {data: {path: /nowhere, type: uri_file}}")
        #expect(spec.work.inputs["data"] == .data(DataInput(location: .local("/tmp"))))
    }

    @Test func reachIntoNothing() throws {
        #expect(try read("outputs.model.type=uri_folder", more: "outputs:").command.outputs["model"] != nil)
    }

    @Test func anEmptyValueTakesAFieldOut() throws {
        #expect(try read("compute=", more: "compute: gpu").compute == nil)
    }

    @Test func errorsNameTheFlag() {
        #expect(
            found("limits.timeout=soon", "comput=x", "=x", "name", "a..b=1", "command.x=1", "tags={a") == [
                #"--set =x: error: "=x" is not an assignment; write --set PATH=VALUE"#,
                #"--set a..b: error: "a..b" is not a path; write KEY.KEY=VALUE"#,
                #"--set command.x: error: "command" is text, so there is no "x" in it"#,
                #"--set comput: error: unknown field "comput", did you mean "compute"?"#,
                #"--set limits.timeout: error: "timeout" must be a whole number, not "soon""#,
                #"--set name: error: "name" is not an assignment; write --set PATH=VALUE"#,
                "--set tags: error: the value cannot be read: a map starts here and is not closed; "
                    + "quote it for the shell",
            ])
    }

    @Test func flagsWinOverTheFileAndFallbacksDoNot() throws {
        let parsed = try CommandJobDocument.read(
            text: job("name: file"), file: "/tmp/somewhere/job.yml", flags: ["name": "flag"],
            fallback: ["compute": "cpu", "display_name": "shown"])
        #expect(parsed.value.name == "flag")
        #expect(parsed.value.compute == "cpu")
        #expect(parsed.value.displayName == "shown")
    }

    @Test(arguments: ["null", "~", "true", "1.0", "0x10", "{a}", "[", "- a", "*a", "&a", "!tag", "a: b", "# a"])
    func whatAFlagGivesIsWhatWasTyped(text: String) throws {
        let spec = try CommandJobDocument.read(
            text: job("tags: {kept: x}"), file: "/tmp/job.yml", flags: ["description": text, "tags.mlflow.note": text]
        ).value
        #expect(spec.description == text)
        #expect(spec.tags == ["kept": "x", "mlflow.note": text])
    }

    @Test func aTagsNameMayHavePoints() throws {
        let spec = try CommandJobDocument.read(
            text: job(), file: "/tmp/job.yml", overrides: ["tags.a.b=1", "tags..=2", "properties.mlflow.x.y=3"]
        ).value
        #expect(spec.tags == ["a.b": "1", ".": "2"])
        #expect(spec.properties == ["mlflow.x.y": "3"])
        #expect(lines { _ = try CommandJobDocument.read(text: job(), file: "/tmp/job.yml", overrides: ["tags.=1"]) }.count == 1)
    }
}
