import ArgumentParser
import Domain

struct ComponentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "component", "Registered work with inputs and outputs, for pipelines.",
        [
            ComponentCreate.self, ComponentShow.self, AssetList<Component>.self, ComponentUpdate.self,
            AssetArchive<Component>.self, AssetRestore<Component>.self, ComponentDelete.self, ValidateFile<ComponentDocuments>.self,
        ])
}
