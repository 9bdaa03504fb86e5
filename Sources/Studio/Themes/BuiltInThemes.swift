/// The files of the repository's `Themes/`, carried in the program so that it needs nothing beside it. They are reached
/// by a link, for a resource must lie in its room.
enum BuiltInThemes {
    static let files: [(name: String, bytes: [UInt8])] = [
        ("base", PackageResources.base_toml),
        ("midnight", PackageResources.midnight_toml),
        ("paper", PackageResources.paper_toml),
        ("high-contrast", PackageResources.high_contrast_toml),
        ("high-contrast-light", PackageResources.high_contrast_light_toml),
        ("deuteran", PackageResources.deuteran_toml),
        ("tritan", PackageResources.tritan_toml),
        ("fjord", PackageResources.fjord_toml),
        ("dune", PackageResources.dune_toml),
        ("dusk", PackageResources.dusk_toml),
        ("ember", PackageResources.ember_toml),
        ("forest", PackageResources.forest_toml),
        ("sixteen", PackageResources.sixteen_toml),
        ("mono", PackageResources.mono_toml),
    ]
}
