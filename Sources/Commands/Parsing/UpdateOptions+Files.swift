import Domain

extension UpdateOptions {
    var isEmpty: Bool { self.set.isEmpty && add.isEmpty && remove.isEmpty }

    /// A file says what the object is to be; of the flags only `--set` changes it further.
    func refuseBesideFile() throws {
        guard !add.isEmpty || !remove.isEmpty else { return }
        throw AtelierError(
            .invalidArgument, "\(add.isEmpty ? "--remove" : "--add") has no meaning beside --file",
            hint: "change the file, or use --set")
    }
}
