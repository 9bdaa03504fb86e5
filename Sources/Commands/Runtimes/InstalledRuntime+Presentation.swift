import ControlAPI
import Domain

extension InstalledRuntime {
    var presentation: JSONValue {
        .members([
            "hash": .string(hash.rawValue), "installed_at": JSONValue(installedAt), "library": .string(library),
            "license": license.map(JSONValue.string), "name": .string(name.rawValue), "package": .string(package),
            "size_bytes": .int(size.bytes), "used_by": JSONValue(usedBy), "version": .string(version),
        ])
    }

    static let columns = [
        Column("Name", "name"), Column("Version", "version"), Column("Package", "package"), Column("Bytes", "size_bytes"),
        Column("License", "license"), Column("Installed", "installed_at", .time), Column("Used by", "used_by"),
    ]
}
