import Domain
import Testing

@Suite struct DataLocationTests {
    @Test(arguments: [
        DataLocation.jobOutput("fox", output: "model", path: ""), .jobOutput("fox", output: "model", path: "a/b"),
        .run("fox", path: ""), .datastore("workspaceblobstore", path: "azureml/fox/model/"),
    ])
    func aLocationIsReadBackAsItWasWritten(location: DataLocation) throws {
        #expect(try DataLocation(parsing: location.description) == location)
    }

    @Test(arguments: [
        ("/data/x.csv", DataLocation.local("/data/x.csv")),
        ("azureml://datastores/d/paths/a/b/", .datastore("d", path: "a/b/")),
        ("azureml://jobs/j/outputs/artifacts/paths/outputs/m.joblib", .jobOutput("j", output: "artifacts", path: "outputs/m.joblib")),
        ("azureml://jobs/j/outputs/o", .jobOutput("j", output: "o", path: "")),
        ("azureml:m:3", .asset(AssetReference(name: "m", selector: .version("3")))),
        ("azureml:m@latest", .asset(AssetReference(name: "m", selector: .label("latest")))),
        ("azureml://registries/r/models/n/labels/latest", .asset(AssetReference(registry: "r", name: "n", selector: .label("latest")))),
        ("azureml://subscriptions/s/resourcegroups/g/workspaces/w/datastores/d/paths/p", .datastore("d", path: "p")),
        ("runs:/r1/model", .run("r1", path: "model")),
        ("https://example.org/x.csv", .remote("https://example.org/x.csv")),
        ("azureml:wasbs://c@a/p", .remote("wasbs://c@a/p")),
    ])
    func reads(text: String, location: DataLocation) throws {
        #expect(try DataLocation(parsing: text) == location)
    }

    @Test(arguments: ["data/x.csv", "azureml://datastores/d", "azureml://nonsense", "azureml:", "azureml:name:"])
    func refuses(text: String) {
        #expect(throws: AtelierError.self) { try DataLocation(parsing: text) }
    }
}
