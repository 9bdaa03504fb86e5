package import Domain

extension Workspace {
    /// What `az ml workspace show` prints.
    package func presentation(trackingURI: String? = nil) -> JSONValue {
        .members([
            "creation_context": creation.presentation,
            "description": description.map(JSONValue.string),
            "display_name": .string(displayName ?? name.rawValue),
            "id": .string(Scope(of: self).id),
            "location": .string(location),
            "mlflow_tracking_uri": trackingURI.map(JSONValue.string),
            "name": .string(name.rawValue),
            "provisioning_state": "Succeeded",
            "public_network_access": "Disabled",
            "resourceGroup": .string(resourceGroup.rawValue),
            "resource_group": .string(resourceGroup.rawValue),
            "tags": JSONValue(tags),
        ])
    }

    package static let columns = [
        Column("Name", "name"), Column("ResourceGroup", "resource_group"), Column("Location", "location"),
        Column("Created", "creation_context.created_at", .time), Column("Description", "description"),
    ]
}

extension ResourceGroup {
    /// What `az group show` prints.
    package var presentation: JSONValue {
        [
            "id": .string(Scope.id(ofGroup: name)),
            "location": .string(location),
            "managedBy": .null,
            "name": .string(name.rawValue),
            "properties": ["provisioningState": "Succeeded"],
            "tags": tags.isEmpty ? .null : JSONValue(tags),
            "type": "Microsoft.Resources/resourceGroups",
        ]
    }

    package static let columns = [
        Column("Name", "name"), Column("Location", "location"), Column("Status", "properties.provisioningState"),
    ]
}
