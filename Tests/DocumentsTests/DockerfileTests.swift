import Documents
import Domain
import Testing

/// `build:` of an environment, as far as a Dockerfile's packages can be had without running it.
@Suite struct DockerfileTests {
    private func read(
        _ dockerfile: String, _ files: [String: String] = [:], more: String = ""
    ) throws -> (spec: EnvironmentSpec?, lines: [String], folder: Folder) {
        let folder = try Folder(files.merging(["context/Dockerfile": dockerfile]) { file, _ in file })
        let text = "name: e\nbuild: {path: context}\n\(more)"
        do {
            let parsed = try EnvironmentDocument.read(text: text, file: folder.path + "/env.yml")
            return (parsed.value, shown(parsed.warnings, in: folder), folder)
        } catch let error as DocumentError {
            return (nil, shown(error.diagnostics, in: folder), folder)
        }
    }

    @Test func takesWhatPipInstalls() throws {
        let (spec, lines, folder) = try read(
            """
            # syntax=docker/dockerfile:1
            FROM --platform=linux/amd64 python:3.8

            # python installs
            COPY requirements.txt own.whl /tmp/
            RUN pip install --no-cache-dir -r /tmp/requirements.txt \\
                # twice
                --extra-index-url https://example.org/simple && rm /tmp/requirements.txt
            RUN ["python3", "-m", "pip", "install", "scipy>=1.7,<2", "/tmp/own.whl"]
            RUN pip install --upgrade pip; pip install 'torch==2.8.0' --pre
            WORKDIR /app
            CMD ["bash"]

            """, ["context/requirements.txt": "numpy<2\npandas\n", "context/own.whl": ""])
        #expect(lines == [])
        #expect(spec?.image == "python:3.8")
        #expect(spec?.build == BuildContext(path: folder.path + "/context"))
        #expect(
            spec?.conda?.pip == [
                "numpy<2", "pandas", "--extra-index-url https://example.org/simple", "scipy>=1.7,<2",
                folder.path + "/context/own.whl", "torch==2.8.0", "--pre",
            ])
    }

    @Test func takesWhatCondaInstalls() throws {
        let (spec, lines, _) = try read(
            """
            FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04
            COPY conda.yaml .
            RUN conda env create -f conda.yaml && conda clean --all
            RUN mamba install -y -c conda-forge numpy=1.22

            """,
            ["context/conda.yaml": "channels: [defaults]\ndependencies:\n  - python=3.9\n  - pip: [joblib]\n"])
        #expect(lines == [])
        #expect(
            spec?.conda
                == CondaFile(
                    channels: ["defaults", "conda-forge"], dependencies: ["python=3.9", "numpy=1.22"], pip: ["joblib"]))
    }

    @Test func namesWhatItLeavesOut() throws {
        let (spec, lines, _) = try read(
            """
            FROM python:3.10
            ENV LANG=C.UTF-8
            RUN apt-get update && apt-get install -y libgl1 && \\
                pip install -c limits.txt numpy

            """)
        #expect(spec?.conda?.pip == ["numpy"])
        #expect(
            lines == [
                "context/Dockerfile:2:1: warning: ENV LANG is not set: "
                    + "set environment_variables in the job or the deployment",
                "context/Dockerfile:3:1: warning: pip's option -c is left out",
                "context/Dockerfile:3:1: warning: RUN 'apt-get update' and 1 more command are not run: "
                    + "an environment here is Python packages alone",
            ])
    }

    @Test func saysWhatIsWrong() throws {
        #expect(
            try read("FORM python\n").lines == [
                #"context/Dockerfile:1:1: error: unknown instruction "FORM", did you mean "FROM"?"#,
                "context/Dockerfile:1:1: error: the Dockerfile has no FROM",
            ])
        #expect(
            try read("FROM a AS b\nFROM c\nRUN pip install -r gone.txt\n").lines == [
                "context/Dockerfile:2:1: error: a Dockerfile of several stages is not supported; "
                    + "describe the packages with conda_file",
                "context/Dockerfile:3:1: error: there is no 'gone.txt' in the build context; "
                    + "put it beside the Dockerfile",
            ])
        #expect(
            try read("FROM a\nRUN pip install -r ../../secret.txt\n", ["secret.txt": "x"]).lines
                .first?.contains("there is no '../../secret.txt' in the build context") == true)
        #expect(
            try read("FROM a\n", more: "image: b\n").lines
                == ["env.yml:2:1: error: an environment has a build or an image and a conda_file, not both"])
        let folder = try Folder(["context/x": ""])
        #expect(
            lines(
                of: {
                    let text = "name: e\nbuild: {path: context, dockerfile_path: my.Dockerfile}\n"
                    _ = try EnvironmentDocument.read(text: text, file: folder.path + "/env.yml")
                }, in: folder) == ["env.yml:2:41: error: there is no 'my.Dockerfile' in 'context'"])
    }
}
