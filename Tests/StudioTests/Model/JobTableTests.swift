import Domain
import FoundationEssentials
@testable import Studio
import Testing

struct JobTableTests {
    /// `age` seconds old.
    private func job(_ name: JobName, age: Double, _ status: JobStatus = .running) -> JobSummary {
        JobSummary(
            name: name, displayName: name.rawValue, experiment: "e", status: status, compute: "local",
            createdAt: Date(timeIntervalSince1970: 1_000_000 - age), createdBy: "ana")
    }

    private func table(_ names: JobName..., count: Int? = nil) -> JobTable {
        var table = JobTable()
        let jobs = names.enumerated().map { job($1, age: Double($0 + 1) * 10) }
        table.replace(with: jobs, count: count ?? jobs.count)
        return table
    }

    @Test func aJobIsFoundByItsName() {
        let table = table("c", "b", "a")
        #expect(table["b"]?.name == "b")
        #expect(table["z"] == nil)
        #expect(table.all.map(\.name) == ["c", "b", "a"])
    }

    @Test func aPageOfOlderOnesComesBehind() {
        var table = table("c", "b", count: 4)
        table.append([job("b", age: 20), job("a", age: 30)])
        #expect(table.names == ["c", "b", "a"])
        #expect(table.count == 4)
    }

    @Test func whatIsReadAnewKeepsItsPlace() {
        var table = table("c", "b", "a")
        table.refresh(["b"], with: [job("b", age: 20, .completed)])
        #expect(table.names == ["c", "b", "a"])
        #expect(table["b"]?.status == .completed)
        #expect(table.count == 3)
    }

    @Test func newOnesComeFirstTheNewestAtTheTop() {
        var table = table("c", "b")
        table.refresh(["d", "e"], with: [job("e", age: 1), job("d", age: 2)])
        #expect(table.names == ["e", "d", "c", "b"])
        #expect(table.count == 4)
    }

    @Test func whoeverIsAskedForAndNotThereIsGone() {
        var table = table("c", "b", "a")
        table.refresh(["b", "unheard-of"], with: [])
        #expect(table.names == ["c", "a"])
        #expect(table["b"] == nil)
        #expect(table.count == 2)
    }

    /// An event of a job that was not read yet must not make it the newest, nor count it twice.
    @Test func anOldJobThatChangesStaysOld() {
        var table = table("c", "b", count: 3)
        table.refresh(["a"], with: [job("a", age: 500, .canceled)])
        #expect(table.names == ["c", "b", "a"])
        #expect(table.count == 3)
        table.append([job("a", age: 500, .canceled)])
        #expect(table.names == ["c", "b", "a"])
    }

    @Test func everyChangeIsSeen() {
        var table = table("b")
        var versions = [table.version]
        table.append([job("a", age: 99)])
        versions.append(table.version)
        table.refresh(["a"], with: [])
        versions.append(table.version)
        table.replace(with: [], count: 0)
        versions.append(table.version)
        #expect(Set(versions).count == 4)
    }
}
