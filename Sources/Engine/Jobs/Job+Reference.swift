package import Domain

extension Job {
    package var reference: ResourceReference {
        ResourceReference(kind: "job", name: name.rawValue, workspace: workspace)
    }
}
