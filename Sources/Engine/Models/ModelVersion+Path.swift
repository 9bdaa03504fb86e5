package import Domain

extension ModelVersion {
    /// What was registered: the file or folder of the name it had, which is what scoring scripts look for below
    /// `AZUREML_MODEL_DIR`.
    package func path(in home: HomeLayout) -> String {
        "\(home.model(name, version: version, in: workspace))/\(baseName)"
    }
}
