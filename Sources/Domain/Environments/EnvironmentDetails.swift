/// A registered environment, what was built of it here, and who needs it.
package struct EnvironmentDetails: Codable, Sendable {
    package let environment: EnvironmentAsset
    /// One for each Python it was built with, the newest first.
    package let builds: [BuiltEnvironment]
    /// `job brave_fox`, `deployment iris/blue`
    package let users: [String]

    package init(environment: EnvironmentAsset, builds: [BuiltEnvironment], users: [String]) {
        self.environment = environment
        self.builds = builds
        self.users = users
    }
}
