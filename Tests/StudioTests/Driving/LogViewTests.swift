import Domain
@testable import Studio
import Terminal
import Testing

/// How a log is looked at: which of its lines, with what beside them, and what of it is taken along.
struct LogViewTests {
    private func open(_ engine: ScriptedEngine = ScriptedEngine(), height: Int = 36) async -> StudioDriver {
        let driver = await StudioDriver.open(engine, size: Size(width: 120, height: height))
        await driver.press("j", "3", "z")
        return driver
    }

    private func only(_ text: String, _ driver: StudioDriver) async {
        await driver.press("&")
        await driver.type(text)
        await driver.press("Enter")
    }

    /// The numbers of the lines on the screen.
    private func numbers(_ driver: StudioDriver) -> [Int] {
        driver.lines.filter { $0.hasPrefix("┃") }.compactMap { line in
            line.split(separator: "step ").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
        }
    }

    // MARK: Which lines

    @Test func onlyMatchingLinesAreShown() async {
        let driver = await open()
        await only("step 7", driver)
        #expect(driver.shows("FOLLOW · only /step 7"))
        #expect(numbers(driver) == Array(769...799))
        await only("", driver)
        #expect(numbers(driver) == Array(970...1000))
    }

    @Test func escShowsAllAgainBeforeItLeaves() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "Enter")
        await only("ERROR", driver)
        #expect(numbers(driver) == [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
        await driver.press("Esc")
        #expect(numbers(driver).suffix(3) == [998, 999, 1000])
        await driver.press("Esc")
        #expect(driver.model.screen.kind == .dashboard)
    }

    @Test(arguments: [[], ["g"], ["k"]]) func whereNothingMatchesItSaysHowToSeeAll(from keys: [String]) async {
        let driver = await open()
        for key in keys { await driver.press(key) }
        await only("nowhere", driver)
        #expect(driver.shows("no line matches; '&' and Enter shows all"))
    }

    /// One key press is one line of those that are shown, whatever lies between.
    @Test func aFilteredLogIsWalkedLineByLine() async {
        let driver = await open(height: 24)
        await driver.press("V", "V")
        #expect(numbers(driver).last == 1000)
        await driver.press("k")
        #expect(numbers(driver).last == 960)
        await driver.press("k")
        #expect(numbers(driver).last == 920)
        await driver.press("j")
        #expect(numbers(driver).last == 960)
        await driver.press("g")
        #expect(numbers(driver) == (1...1000).filter { $0 % 40 == 0 || $0 % 100 == 0 }.prefix(19).map { $0 })
        #expect(driver.shows("more below, G follows"))
    }

    @Test func everyMatchIsSeenOnTheWayUpAndDown() async {
        let driver = await open()
        await driver.press("V")
        let all = Set((1...1000).filter { $0 % 3 == 0 || $0 % 40 == 0 || $0 % 100 == 0 })
        for key in ["^B", "^F"] {
            var seen: Set<Int> = []
            for _ in 0..<14 {
                seen.formUnion(numbers(driver))
                await driver.press(key)
            }
            #expect(seen == all, "\(key)")
        }
        #expect(driver.pane(LogPane.self)?.isFollowing == true)
    }

    @Test func anotherFilterStaysAtItsPlace() async {
        let driver = await open()
        await driver.press("/")
        await driver.type("step 500")
        await driver.press("Enter", "V", "V", "V")
        #expect(numbers(driver) == Array(stride(from: 100, through: 1000, by: 100)))
        #expect(driver.shows("PAUSED"))
        await driver.press("V")
        #expect(numbers(driver).contains(500))
        #expect(numbers(driver).count == 31)
    }

    // MARK: Beside the lines

    @Test func timesStandBesideTheLines() async {
        let engine = ScriptedEngine()
        engine.change { world in
            world.logLines = [
                LogLine(number: 1, at: SampleWorld.ago(230), text: "begun"), LogLine(number: 2, text: "no time"),
                LogLine(number: 3, at: SampleWorld.ago(1), text: "done"),
            ]
        }
        let driver = await open(engine)
        #expect(driver.lines.contains { $0.hasPrefix("┃ begun") })
        await driver.press("t")
        #expect(driver.shows("15:02:50 begun"))
        #expect(driver.lines.contains { $0.hasPrefix("┃          no time") })
        await driver.press("t")
        #expect(driver.shows("00:05    begun"))
        #expect(driver.shows("03:54    done"))
        await driver.press("t")
        #expect(driver.lines.contains { $0.hasPrefix("┃ begun") })
    }

    @Test func coloursAreTurnedOff() async {
        let engine = ScriptedEngine()
        engine.change { $0.logLines = [LogLine(number: 1, text: "\u{1B}[31mred\u{1B}[0m")] }
        let driver = await open(engine)
        func isRed() -> Bool {
            let surface = driver.model.draw()
            return surface.lines.enumerated().contains { y, line in
                line.firstRange(of: "red").map { surface[line[..<$0.lowerBound].count, y].style.foreground != .terminal } ?? false
            }
        }
        #expect(isRed())
        await driver.press("a")
        #expect(!isRed())
        #expect(driver.shows("no colours"))
    }

    @Test func theScrollbarIsAMap() async {
        let driver = await open()
        let bar = { driver.lines.dropFirst(2).dropLast(3).compactMap { $0.dropLast().last } }
        #expect(bar().count { $0 == "!" } == 9)
        #expect(bar().last == "█")
        await driver.press("/")
        await driver.type("step 75")
        await driver.press("Enter")
        #expect(bar().contains("◂"))
        await driver.press("m m")
        await driver.press("/", "Enter", "g")
        #expect(bar().first == "█")
        #expect(bar().contains("▸"))
    }

    @Test func aLogThatHasGrownIsMappedAnewAfterAWhile() async {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        func grow(to total: Int) async {
            engine.change { $0.logLines = SampleWorld.sampleLog(lines: total) }
            let page = LogPage(lines: SampleWorld.sampleLog(lines: total).suffix(64), total: total, isComplete: false)
            await driver.send(.log(LogTopic(job: SampleWorld.running), page))
        }
        #expect(driver.pane(LogPane.self)?.map?.total == 1000)
        await grow(to: 1005)
        await driver.pass(seconds: 3)
        #expect(driver.pane(LogPane.self)?.map?.total == 1000, "nobody would see the difference")
        await grow(to: 2000)
        #expect(driver.pane(LogPane.self)?.map?.total == 2000)
        await grow(to: 3000)
        #expect(driver.pane(LogPane.self)?.map?.total == 2000, "it was read just now")
        await driver.pass(seconds: 3)
        #expect(driver.pane(LogPane.self)?.map?.total == 3000)
    }

    /// Of a wrapped log too, the first line is there to be seen.
    @Test func aWrappedLogBeginsAtItsBeginning() async {
        let engine = ScriptedEngine()
        let long = String(repeating: "abcdefghi ", count: 30)
        engine.change { world in
            world.logLines = (1...100).map { LogLine(number: $0, text: "step \($0) \(long)END\($0)") }
        }
        let driver = await open(engine)
        await driver.press("w", "g")
        #expect(numbers(driver).first == 1)
        var seen: Set<Int> = []
        for _ in 0..<20 {
            seen.formUnion(numbers(driver))
            await driver.press("^F")
        }
        #expect(seen == Set(1...100))
    }

    /// A click makes a line the one that is marked, copied and searched on from.
    @Test(arguments: [false, true]) func aClickPicksALine(isWrapped: Bool) async throws {
        let driver = await open()
        if isWrapped { await driver.press("w") }
        let row = try #require(driver.lines.firstIndex { $0.contains("step 980") })
        await driver.send(.input(.mouse(MouseEvent(.press, at: Point(x: 5, y: row)))))
        #expect(driver.shows("PAUSED"))
        #expect(driver.lines[row].contains("›step 980"))
        await driver.press("y l", "m m", "e")
        #expect(driver.copies == ["step 980 loss 1"])
        #expect(driver.pane(LogPane.self)?.marks == [980])
        #expect(driver.pane(LogPane.self)?.found == 1000)
    }

    // MARK: Taken along

    @Test func linesAreCopied() async {
        let engine = ScriptedEngine()
        engine.change { $0.logLines = [LogLine(number: 1, text: "\u{1B}[31mred\u{1B}[0m"), LogLine(number: 2, text: "last")] }
        let driver = await open(engine)
        await driver.press("y l", "y v")
        #expect(driver.copies == ["last", "red\nlast"])
    }

    private func pipes(_ driver: StudioDriver) -> [ShellCommand] {
        driver.wishes.compactMap { if case .shell(let command) = $0 { command } else { nil } }
    }

    private func pipe(to command: String, _ driver: StudioDriver) async {
        await driver.press("|")
        await driver.type(command)
        await driver.press("Enter")
    }

    @Test func linesArePipedToACommand() async {
        let engine = ScriptedEngine()
        engine.change { $0.logLines = [LogLine(number: 1, text: "\u{1B}[31mred\u{1B}[0m"), LogLine(number: 2, text: "last")] }
        let driver = await open(engine)
        await pipe(to: "wc -l", driver)
        #expect(pipes(driver) == [ShellCommand("wc -l", text: "red\nlast\n")])
        await driver.press("m m")
        await pipe(to: "sort", driver)
        #expect(pipes(driver).last == ShellCommand("sort", text: "last\n"))
        await driver.press("|", "Enter")
        #expect(pipes(driver).count == 2, "no command, nothing to run")
    }

    @Test func whoOnlyLooksRunsNoCommands() async {
        let driver = await StudioDriver.open(isReadOnly: true)
        await driver.press("j", "3", "|")
        #expect(driver.model.overlay == nil)
    }

    // MARK: Growing

    /// What is written while somebody stands still near the end is there when they go on, without a gap.
    @Test func whatWasWrittenMeanwhileIsReadOn() async {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        await driver.press("k")
        engine.change { $0.logLines = SampleWorld.sampleLog(lines: 3000) }
        let page = LogPage(lines: SampleWorld.sampleLog(lines: 3000).suffix(64), total: 3000, isComplete: false)
        await driver.send(.log(LogTopic(job: SampleWorld.running), page))
        var seen: Set<Int> = []
        for _ in 0..<70 {
            seen.formUnion(numbers(driver))
            await driver.press("^F")
        }
        #expect(seen.isSuperset(of: 990...3000))
        #expect(driver.pane(LogPane.self)?.isFollowing == true)
    }

    @Test func whatIsHereDoesNotGrowWithTheLog() async {
        let driver = await open()
        await driver.press("k")
        for total in stride(from: 1010, through: 5000, by: 10) {
            let page = LogPage(lines: SampleWorld.sampleLog(lines: total).suffix(64), total: total, isComplete: false)
            await driver.send(.log(LogTopic(job: SampleWorld.running), page))
        }
        #expect((driver.pane(LogPane.self)?.window?.lines.count ?? 0) < 1300)
        #expect(numbers(driver).last == 999)
    }

    @Test func onlyLogsOnTheScreenAreKept() async {
        let driver = await open()
        for text in ["a", "b", "step"] { await only(text, driver) }
        #expect(Set(driver.model.data.logs.keys) == [LogTopic(job: SampleWorld.running, only: "step")])
    }
}
