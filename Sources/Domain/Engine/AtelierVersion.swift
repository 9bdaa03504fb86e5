/// The version all three programs tell.
package enum AtelierVersion {
    package static let current = "0.1.0"
}
