import Domain

extension OnlineDeployment: Rewindable {
    static var journalKind: String { "deployment" }
    static var noun: String { "deployment" }

    var journalName: String { "\(endpoint)/\(name)" }

    mutating func takeBack(_ event: Event) {
        guard let before = event.before else { return }
        // What was made of code and environment belongs to the version after.
        if before["instance_type"] != nil { (code, environment) = (nil, nil) }
        self = applying(before)
    }
}
