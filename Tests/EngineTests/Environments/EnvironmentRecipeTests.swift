import Domain
@testable import Engine
import Testing

@Suite struct EnvironmentRecipeTests {
    @Test func theLabsFileIsReadAsItStands() throws {
        let recipe = try EnvironmentRecipe(EnvironmentSpec(
            image: "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04",
            conda: CondaFile(
                channels: ["conda-forge"], dependencies: ["python=3.10", "pip"],
                pip: ["scikit-learn==1.5.0", "joblib==1.4.2", "mlflow==2.14.1"])))
        #expect(recipe.python == PythonRequest(PythonVersion(3, 10)))
        #expect(recipe.requirements == ["scikit-learn==1.5.0", "joblib==1.4.2", "mlflow==2.14.1"])
        #expect(recipe.warnings.isEmpty)
    }

    @Test(arguments: [
        ("numpy", "numpy"), ("numpy=1.22", "numpy==1.22.*"), ("numpy==1.22.3", "numpy==1.22.3"),
        ("numpy>=1.22,<2", "numpy>=1.22,<2"), ("numpy >=1.22, <2", "numpy>=1.22,<2"), ("pytorch=2.1", "torch==2.1.*"),
        ("conda-forge::py-xgboost", "xgboost"), ("scikit-learn=1.5.*", "scikit-learn==1.5.*"),
        ("pandas 1.5.3", "pandas==1.5.3.*"), ("pandas=1.5*", "pandas==1.5.*"), ("scipy~=1.10", "scipy~=1.10"),
        ("matplotlib-base!=3.5", "matplotlib!=3.5"), ("Keras", "keras"),
    ])
    func condaNamesBecomePyPIs(_ written: String, _ line: String) {
        #expect(CondaEntry(written).meaning == .requirement(line, warning: nil))
    }

    @Test func buildStringsAreDroppedWithAWarning() throws {
        let recipe = try EnvironmentRecipe(EnvironmentSpec(conda: CondaFile(dependencies: ["scipy=1.10=py310_0"])))
        #expect(recipe.requirements == ["scipy==1.10.*"])
        #expect(recipe.warnings == ["the build 'py310_0' of conda's 'scipy' was left out: PyPI has none"])
    }

    @Test func whatCannotBeHadIsRefusedByNameAllAtOnce() throws {
        let spec = EnvironmentSpec(conda: CondaFile(
            dependencies: ["pip", "openssl", "cudatoolkit=11.3", "gcc", "r-ggplot2", "numpy>=1|<3"],
            pip: ["-e .", "-r more.txt", "./local", "--bogus x", "# note", "ok==1"]))
        #expect { try EnvironmentRecipe(spec) } throws: { error in
            guard let error = error as? AtelierError else { return false }
            return error.code == .unsupported
                && ["'cudatoolkit'", "'gcc'", "'r-ggplot2'", "numpy>=1|<3", "-e .", "-r more.txt", "./local", "--bogus"]
                    .allSatisfy { error.message.contains($0) }
                && !error.message.contains("openssl")
        }
    }

    @Test func pipLinesStayAsTheyAre() throws {
        let lines = [
            "--extra-index-url https://download.pytorch.org/whl/cpu", "torch==2.1.0", "azureml-mlflow",
            "git+https://github.com/x/y@main", "pandas[parquet]>=2 ; python_version > '3.9'", "--pre",
        ]
        let recipe = try EnvironmentRecipe(EnvironmentSpec(conda: CondaFile(pip: lines + ["", "# c"])))
        #expect(recipe.requirements == lines)
    }

    @Test(arguments: [
        ("mcr.microsoft.com/azureml/minimal-ubuntu20.04-py310-cpu-inference", "3.10"),
        ("mcr.microsoft.com/azureml/minimal-ubuntu20.04-py37-cpu-inference", "3.7"),
        ("python:3.12-slim", "3.12"), ("registry/python3.11", "3.11"), ("python:3.11.4", "3.11.4"),
        ("mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04", ""), ("pytorch/pytorch:2.1", ""), ("numpy310", ""),
        ("tensorflow-2.16-py3", ""),
    ])
    func anImageMayTellThePython(_ image: String, _ version: String) {
        #expect(EnvironmentRecipe.python(inImage: image)?.description ?? "" == version)
    }

    @Test(arguments: [
        ("python=3.10", "3.10"), ("python==3.9.7", "3.9.7"), ("python>=3.8,<3.11", ">=3.8,<3.11"), ("python 3.11.*", "3.11"),
        ("python <3.12, >=3.9", "<3.12,>=3.9"), ("python", ""), ("python=3.10.4=h12debd9_0", "3.10.4"),
    ])
    func thePythonAskedFor(_ written: String, _ version: String) throws {
        let recipe = try EnvironmentRecipe(EnvironmentSpec(conda: CondaFile(dependencies: [written])))
        #expect(recipe.python?.description ?? "" == version)
    }

    @Test func aRangeAdmitsWhatLiesInIt() {
        let range = PythonRequest(conda: ">=3.8,<3.11")
        #expect(range?.preferred == PythonVersion(3, 10))
        #expect(range?.admits(PythonVersion(3, 10, 13)) == true)
        #expect(range?.admits(PythonVersion(3, 11, 0)) == false)
        #expect(range?.admits(PythonVersion(3, 7, 9)) == false)
        #expect(PythonRequest(conda: ">=3.12")?.preferred == PythonVersion(3, 12))
        #expect(PythonRequest(conda: ">3.10")?.admits(PythonVersion(3, 10, 4)) == false)
        #expect(PythonRequest(conda: "<=3.10")?.admits(PythonVersion(3, 10, 4)) == true)
        #expect(PythonRequest(conda: "=3.10.4")?.admits(PythonVersion(3, 10, 4)) == true)
        #expect(PythonRequest(conda: "=3.10.4")?.admits(PythonVersion(3, 10, 5)) == false)
    }

    @Test func theKeyIsOfWhatCounts() throws {
        let recipe = EnvironmentRecipe(python: PythonRequest(PythonVersion(3, 10)), requirements: ["a==1", "b"])
        let version = PythonVersion(3, 10, 13)
        #expect(
            recipe.key(interpreter: version).rawValue
                == "1457f16614a57d8bfb3df9cc43cda4cd46ab3641d4ae708654612fdd09a7ec70")
        var spaced = recipe
        spaced.requirements = ["a==1 ", " b"]
        spaced.warnings = ["w"]
        #expect(spaced.key(interpreter: version) == recipe.key(interpreter: version))
        var turned = recipe
        turned.requirements.reverse()
        #expect(turned.key(interpreter: version) != recipe.key(interpreter: version))
        #expect(recipe.key(interpreter: PythonVersion(3, 10, 14)) != recipe.key(interpreter: version))
    }
}
