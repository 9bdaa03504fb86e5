import Domain
@testable import Engine
import Testing

@Suite struct BuildVariablesTests {
    private func variables(_ process: [String: String], pip: [String: String] = [:]) -> [String: String] {
        BuildVariables.variables(from: process, pip: pip, home: HomeLayout(root: "/h"), packageCache: "/c")
    }

    @Test func pipsIndexBecomesUVs() {
        let result = variables([
            "PIP_INDEX_URL": "https://mirror/simple", "PIP_EXTRA_INDEX_URL": "https://more/simple",
            "PIP_FIND_LINKS": "/a /b", "PIP_CERT": "/ca.pem", "https_proxy": "http://proxy:3128",
        ])
        #expect(result["UV_DEFAULT_INDEX"] == "https://mirror/simple")
        #expect(result["UV_EXTRA_INDEX_URL"] == "https://more/simple")
        #expect(result["UV_FIND_LINKS"] == "/a,/b")
        #expect(result["SSL_CERT_FILE"] == "/ca.pem")
        #expect(result["https_proxy"] == "http://proxy:3128")
        #expect(result["PIP_INDEX_URL"] == "https://mirror/simple")
    }

    @Test func uvsOwnSettingsWinAndVariablesWinOverFiles() {
        let result = variables(
            ["UV_DEFAULT_INDEX": "https://uv", "PIP_INDEX_URL": "https://pip"], pip: ["index-url": "https://file"])
        #expect(result["UV_DEFAULT_INDEX"] == "https://uv")
        #expect(result["PIP_INDEX_URL"] == "https://pip")
        #expect(variables([:], pip: ["index-url": "https://file"])["UV_DEFAULT_INDEX"] == "https://file")
    }

    @Test func secretsAndAnotherPythonsSettingsStayOut() {
        let result = variables([
            "MLFLOW_TRACKING_TOKEN": "t", "AWS_SECRET_ACCESS_KEY": "s", "PYTHONPATH": "/x",
            "PYTHONDONTWRITEBYTECODE": "1", "VIRTUAL_ENV": "/v", "PATH": "/bin",
        ])
        for name in ["MLFLOW_TRACKING_TOKEN", "AWS_SECRET_ACCESS_KEY", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"] {
            #expect(result[name] == nil)
        }
        #expect(result["PATH"] == "/bin")
    }

    @Test func aPipFileIsRead() {
        let text = """
            # mine
            [global]
            index-url = https://mirror/simple
            find-links =
                /opt/wheels
                /more
            [install]
            Trusted-Host: mirror
            index-url = https://install/simple
            [list]
            format = columns
            """
        #expect(
            BuildVariables.pipSettings(text) == [
                "index-url": "https://install/simple", "find-links": "/opt/wheels /more", "trusted-host": "mirror",
            ])
    }

    @Test func aFailureNamesTheRequirement() {
        let error = BuildFailure.error(
            said: [
                "× No solution found when resolving dependencies:",
                "╰─▶ Because no-such-thing was not found in the package registry and you require no-such-thing==1,",
                "we can conclude that your requirements are unsatisfiable.",
            ],
            requirements: ["numpy", "no-such-thing==1"], log: "/h/logs/k.log")
        #expect(error.code == .invalidArgument)
        #expect(error.message.hasPrefix("'no-such-thing==1' cannot be installed: "))
        #expect(error.hint?.contains("/h/logs/k.log") == true)
        let offline = BuildFailure.error(
            said: ["error: Failed to fetch: `https://pypi.org/simple/numpy/`"], requirements: ["numpy"], log: "l")
        #expect(offline.code == .unavailable)
    }
}
