import Domain
import FoundationEssentials
import LinuxSystem
import Store

/// Where the files of one deletion wait: a folder of `trash/` in the workspace, with a list of the places they came
/// from. Files are moved in the transaction that moves the rows, and the rows have the last word: what a crash in between
/// left is put right at the next start by what they say. Blocks.
struct TrashFolder: Sendable {
    let id: String
    private let workspace: String
    private var root: String { "\(workspace)/\(Self.name)" }
    var path: String { "\(root)/\(id)" }
    private var list: String { "\(path)/\(Self.list)" }
    /// Under this name it is on its way out, if the rows agree.
    private var doomed: String { "\(root)/\(Self.doomedPrefix)\(id)" }

    init(_ id: String = UUID().uuidString, in workspace: WorkspaceName, _ home: HomeLayout) {
        self.id = id
        self.workspace = home.workspace(workspace)
    }

    init(of item: TrashItem, _ home: HomeLayout) {
        self.init(item.folder, in: item.workspace, home)
    }

    /// Those of the folders that are there, as `take` wants them. Throws nothing but what the disk does.
    func places(_ folders: [String]) throws -> [String] {
        try folders.filter { try FileStamp.of($0) != nil }.map { $0.removing(prefix: workspace + "/") ?? $0 }
    }

    /// Moves in what lies at the places.
    func take(_ places: [String]) throws {
        guard !places.isEmpty else { return }
        try FileCopy.makeFolder(path)
        try FileContent.write(Array(JSONEncoder().encode(places)), to: list)
        try FileCopy.syncFolder(root)
        for (index, place) in places.enumerated() { try FileCopy.move("\(workspace)/\(place)", to: "\(path)/\(index)") }
    }

    /// Moves everything back to where it was. Throws `conflict` where something else lies there.
    func putBack() throws {
        for (place, here) in try places() where try FileStamp.of(here) != nil {
            guard try FileStamp.of(place) == nil else {
                throw AtelierError(
                    .conflict, "\(place.neutralised) is in the way of what was deleted",
                    hint: "move it elsewhere, then try again")
            }
            try FileCopy.makeFolder(place.splitAtLastComponent.folder)
            try FileCopy.move(here, to: place)
        }
    }

    /// Moves in again what was put back.
    func takeAgain() throws {
        for (place, here) in try places() where try FileStamp.of(here) == nil && FileStamp.of(place) != nil {
            try FileCopy.move(place, to: here)
        }
    }

    /// What the files hold of the disk; nil where there are none.
    func size() throws -> ByteCount? {
        guard try FileStamp.of(path) != nil else { return nil }
        return try FileTree(of: path) { path, _ in path == Self.list }.size
    }

    /// In the transaction that takes the rows; `removeDoomed` comes after it.
    func doom() throws {
        if try FileStamp.of(path) != nil { try FileCopy.move(path, to: doomed) }
    }

    /// After one that failed.
    func spare() throws {
        if try FileStamp.of(doomed) != nil { try FileCopy.move(doomed, to: path) }
    }

    func removeDoomed() throws {
        try FileCopy.remove(doomed)
    }

    /// What is left of one whose files were put back.
    func remove() throws {
        try FileCopy.remove(path)
    }

    private func places() throws -> [(place: String, here: String)] {
        guard try FileStamp.of(list) != nil else { return [] }
        let places = try JSONDecoder().decode([String].self, from: Data(FileContent.read(list)))
        return places.enumerated().map { ("\(workspace)/\($1)", "\(path)/\($0)") }
    }

    /// Every folder of a workspace's trash, whole or on its way out.
    static func all(in workspace: WorkspaceName, _ home: HomeLayout) throws -> [TrashFolder] {
        let root = "\(home.workspace(workspace))/\(name)"
        guard try FileStamp.of(root) != nil else { return [] }
        let ids = Set(try FileTree.names(in: root).map { $0.removing(prefix: doomedPrefix) ?? $0 })
        return ids.map { TrashFolder($0, in: workspace, home) }
    }

    private static let name = "trash"
    private static let list = "places"
    private static let doomedPrefix = ".doomed-"
}
