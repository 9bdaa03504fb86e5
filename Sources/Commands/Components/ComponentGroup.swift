import ArgumentParser

struct ComponentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "component", "Registered work with inputs and outputs, for pipelines.",
        [
            ComponentCreate.self, ComponentShow.self, ComponentList.self, ComponentUpdate.self, ComponentArchive.self,
            ComponentRestore.self, ComponentDelete.self, ValidateFile<ComponentDocuments>.self,
        ])
}
