import ArgumentParser
import Domain

struct ComputeListSizes: Verb {
    static let configuration = CommandConfiguration.verb(
        "list-sizes", "List the VM sizes a cluster can have, with the price the cost figures are reckoned by.",
        example: "atelier compute list-sizes --output table")

    @Option(name: .shortAndLong, help: "Accepted; the sizes are the same everywhere.")
    var location: String?
    @Option(name: .shortAndLong, help: "Accepted; the sizes are the same for every type.")
    var type: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        Answer(.array(VMSize.catalogue.map(\.presentation)), columns: VMSize.columns)
    }
}
