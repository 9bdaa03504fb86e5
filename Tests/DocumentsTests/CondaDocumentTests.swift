import Documents
import Domain
import Testing

@Suite struct CondaDocumentTests {
    private func found(_ text: String) -> [String] {
        lines { _ = try CondaDocument.read(text: text, file: "conda.yml") }
    }

    @Test func readsACondaFile() throws {
        let text = """
            name: wine
            channels:
              - conda-forge
              - defaults
            dependencies:
              - python=3.10
              - conda-forge::scipy>=1.7,<2
              - numpy 1.22
              - pip
              - pip:
                - scikit-learn==1.5.0
                - mlflow[extras]>=2.14 ; python_version > "3.8"
                - --extra-index-url https://example.org/simple

            """
        #expect(
            try CondaDocument.read(text: text, file: "conda.yml").value
                == CondaFile(
                    name: "wine", channels: ["conda-forge", "defaults"],
                    dependencies: ["python=3.10", "conda-forge::scipy>=1.7,<2", "numpy 1.22", "pip"],
                    pip: [
                        "scikit-learn==1.5.0", #"mlflow[extras]>=2.14 ; python_version > "3.8""#,
                        "--extra-index-url https://example.org/simple",
                    ]))
    }

    @Test func takesItInPlace() throws {
        let spec = try CommandJobDocument.read(
            text: "command: x\nenvironment: {conda_file: {dependencies: [python=3.9, {pip: [a, b]}]}}\n",
            file: "/tmp/somewhere/job.yml"
        ).value
        #expect(
            spec.work.environment
                == .inline(EnvironmentSpec(conda: CondaFile(dependencies: ["python=3.9"], pip: ["a", "b"]))))
    }

    @Test func readsTheRequirementsItNames() throws {
        let folder = try Folder([
            "conda.yml": "dependencies:\n  - pip:\n    - -r req/all.txt\n    - ./local\n    - -r none.txt\n",
            "req/all.txt": "numpy<2  # old\n\n# note\nscipy\r\n", "local/setup.py": "",
        ])
        #expect(
            lines(of: { _ = try CondaDocument.read(file: folder.path + "/conda.yml") }, in: folder)
                == [#"conda.yml:5:7: error: "pip" names 'none.txt', which does not exist"#])
        try folder.write("dependencies:\n  - pip:\n    - -r req/all.txt\n    - ./local\n", to: "conda.yml")
        #expect(
            try CondaDocument.read(file: folder.path + "/conda.yml").value.pip
                == ["numpy<2", "scipy", folder.path + "/local"])
    }

    /// What a line names is meant against the folder of the file the line stands in.
    @Test func filesAndFoldersOfLinesAreFound() throws {
        let folder = try Folder([
            "conda.yml": """
                dependencies:
                  - pip:
                    - -r req/all.txt
                    - wheels/own-1.0-py3-none-any.whl
                    - --find-links=./wheels
                    - -f https://example.org/links
                    - other @ https://example.org/other.whl
                    - --index-url https://example.org/simple

                """,
            "req/all.txt": "--requirement=more.txt\n./own-2.0-py3-none-any.whl\n-e .\n", "req/more.txt": "numpy\n",
            "req/own-2.0-py3-none-any.whl": "", "wheels/own-1.0-py3-none-any.whl": "",
        ])
        #expect(
            try CondaDocument.read(file: folder.path + "/conda.yml").value.pip == [
                "numpy", folder.path + "/req/own-2.0-py3-none-any.whl", "-e .",
                folder.path + "/wheels/own-1.0-py3-none-any.whl", "--find-links \(folder.path)/wheels",
                "-f https://example.org/links", "other @ https://example.org/other.whl",
                "--index-url https://example.org/simple",
            ])
        try folder.write("-r all.txt\n", to: "req/more.txt")
        #expect(
            lines(of: { _ = try CondaDocument.read(file: folder.path + "/conda.yml") }, in: folder).first
                == "req/more.txt:1:1: error: 'req/all.txt' names itself by way of other files")
        try folder.write("scipy\n./gone.whl\n", to: "req/more.txt")
        #expect(
            lines(of: { _ = try CondaDocument.read(file: folder.path + "/conda.yml") }, in: folder)
                == [#"req/more.txt:2:1: error: "pip" names 'req/gone.whl', which does not exist"#])
    }

    @Test func tellsAllThatIsWrong() {
        let text = """
            channel: [a]
            dependencies:
              - =1.0
              - pips:
                - a
              - pip:
                - a: 1
                - [b]
              - pip: c
            variables: {A: 1}

            """
        #expect(
            found(text) == [
                #"conda.yml:1:1: error: unknown field "channel", did you mean "channels"?"#,
                #"conda.yml:3:5: error: "=1.0" is not a conda package; write NAME=VERSION"#,
                #"conda.yml:4:5: error: "pips" is not a list of packages, did you mean "pip"?; "#
                    + "write pips=VERSION, or pip: and a list",
                "conda.yml:7:7: error: a pip entry must be text, not a map; write NAME==VERSION",
                #"conda.yml:8:7: error: "pip" must be text, not a list"#,
                #"conda.yml:9:10: error: "pip" must be a list, not text"#,
                #"conda.yml:10:1: warning: field "variables" is not supported yet and is ignored"#,
            ])
    }
}
