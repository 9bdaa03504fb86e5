import Client
import ControlAPI
import Domain
import Foundation
@testable import Studio
import Terminal
import Testing

/// A search on its screen, from the list of jobs to its trials and back.
struct SearchScreenTests {
    /// The imagined box with the cursor on one of its searches.
    private func atSearch(_ kind: SearchStanding.Kind, size: Size = Size(width: 120, height: 36)) async throws -> (StudioDriver, JobName) {
        let driver = await StudioDriver.open(DemoNow(), size: size, now: DemoEngine.moment)
        let job = try #require(driver.model.data.jobs.all.first { $0.search?.kind == kind }?.name)
        while driver.jobs?.selected != job {
            let before = driver.jobs?.selected
            await driver.press("j")
            try #require(driver.jobs?.selected != before, "the search is not in the list")
        }
        return (driver, job)
    }

    private func opened(_ kind: SearchStanding.Kind, size: Size = Size(width: 120, height: 36)) async throws -> (StudioDriver, JobName) {
        let (driver, job) = try await atSearch(kind, size: size)
        await driver.press("Enter")
        return (driver, job)
    }

    private func progress(_ driver: StudioDriver, _ job: JobName) throws -> SearchProgress {
        try #require(driver.model.data.searches[job]?.progress)
    }

    private func row(_ driver: StudioDriver, _ words: String...) -> String? {
        driver.lines.first { line in words.allSatisfy { line.contains($0) } }
    }

    @Test func enterShowsTheTrialsTheBestFirst() async throws {
        let (driver, job) = try await opened(.automl)
        #expect(driver.model.screen.kind == .search(job))
        #expect(driver.lines[0].contains("Jobs ▸ \(job) ▸ Trials"))
        let progress = try progress(driver, job)
        #expect(driver.pane(TrialsPane.self)?.list.rows == progress.ranked.map(\.job))
        #expect(row(driver, "automl classification: maximize AUC_weighted", "22 of 24 done, 2 running", "left") != nil)
        let best = try #require(progress.bestTrial)
        #expect(row(driver, "★ best", "trial \(best.number): XGBoostClassifier") != nil)
        #expect(row(driver, "✓ ★", "\(best.number)", "XGBoostClassifier") != nil)
        #expect(row(driver, "▶", "VotingEnsemble") != nil)
        #expect(row(driver, "Best so far", "higher is better") != nil)
        #expect(row(driver, "AUC_weighted by algorithm") != nil)
        #expect(driver.shows("4 notes on the data"))
        #expect(driver.message.contains("trial \(progress.ranked[0].number): "))
    }

    @Test func theListSaysHowFarASearchIs() async throws {
        let (driver, job) = try await atSearch(.sweep)
        let standing = try #require(driver.model.data.jobs[job]?.search)
        let best = try #require(standing.best?.value)
        #expect(row(driver, "▸ churn sweep", "sweep \(standing.done)/30", "best \(MetricText.short(best))") != nil)
        await driver.send(.resized(Size(width: 80, height: 24)))
        #expect(row(driver, "▸ churn sweep", "sweep \(standing.done)/30") != nil)
    }

    @Test func trialsAreFoldedBelowTheirSearch() async throws {
        let (driver, job) = try await atSearch(.sweep)
        let folded = try #require(driver.jobs?.rows)
        #expect(!folded.contains { driver.model.data.jobs[$0]?.parent == job })
        await driver.press("l")
        let unfolded = try #require(driver.jobs?.rows)
        let place = try #require(unfolded.firstIndex(of: job))
        let trials = driver.model.data.jobs.all.filter { $0.parent == job }
        #expect(unfolded.count == folded.count + trials.count)
        let below: [JobName] = Array(unfolded.dropFirst(place + 1).prefix(trials.count))
        let names: [JobName] = trials.map { $0.name }
        #expect(below == names)
        #expect(row(driver, "▾ churn sweep") != nil && row(driver, "└ churn sweep/") != nil)
        await driver.press("j", "j", "h")
        #expect(driver.jobs?.rows == folded)
        #expect(driver.jobs?.selected == job)
        await driver.press("/")
        await driver.type("parent:\(job)")
        await driver.press("Enter")
        #expect(driver.jobs?.rows == names)
    }

    @Test func trialsAreFilteredAndOrdered() async throws {
        let (driver, job) = try await opened(.automl)
        await driver.press("/")
        await driver.type("lightgbm")
        await driver.press("Enter")
        let progress = try progress(driver, job)
        let light = progress.ranked.filter { $0.algorithm == "LightGBM" }
        #expect(driver.pane(TrialsPane.self)?.list.rows == light.map(\.job))
        await driver.press("/")
        await driver.type("nothing like it")
        await driver.press("Enter")
        #expect(driver.shows("no trial matches; Esc shows all again"))
        await driver.press("Esc")
        #expect(driver.pane(TrialsPane.self)?.list.rows.count == 24)
        await driver.press("s", "j", "j", "j", "Enter")
        #expect(driver.pane(TrialsPane.self)?.list.rows == progress.trials.map(\.job), "by their numbers")
        await driver.press("I")
        #expect(driver.pane(TrialsPane.self)?.list.rows == progress.trials.map(\.job).reversed())
    }

    @Test func aTrialIsOpenedAndLeadsBack() async throws {
        let (driver, job) = try await opened(.sweep)
        await driver.press("j", "j", "Enter")
        let trial = try progress(driver, job).ranked[2]
        #expect(driver.model.screen.kind == .job(trial.job))
        #expect(row(driver, "search", job.rawValue) != nil && row(driver, "drawn", "learning_rate") != nil)
        await driver.press("O")
        #expect(driver.model.screen.kind == .search(job))
        #expect(driver.pane(TrialsPane.self)?.list.selected == trial.job)
        await driver.press("O")
        #expect(driver.model.screen.kind == .job(job))
        #expect(row(driver, "objective", "maximize auc") != nil)
    }

    @Test func aTrialIsCanceledAsAnyJob() async throws {
        let (driver, job) = try await opened(.automl)
        let first = try progress(driver, job).ranked[0].job
        #expect(driver.model.data.jobs[first]?.status == .running)
        await driver.press("x", "y")
        #expect(driver.toast?.hasPrefix("canceled churn automl/") == true)
        let trial = try await driver.engine.call(JobRoutes.show, ["workspace": "default", "job": first.rawValue])
        #expect(trial.job.status == .cancelRequested)
        // The head of the screen is the search itself.
        await driver.press("S-Tab")
        #expect(driver.focus == .search)
        await driver.press("x")
        #expect(driver.message.contains("cancel churn automl?") || driver.shows("cancel churn automl?"))
        await driver.press("y")
        #expect(driver.toast == "canceled churn automl")
    }

    @Test func chartsAreTurned() async throws {
        let (driver, _) = try await opened(.sweep)
        #expect(row(driver, "by trials") != nil && row(driver, "auc by depth") != nil)
        await driver.press(",")
        #expect(row(driver, "by time") != nil)
        await driver.press("]")
        #expect(row(driver, "auc by learning_rate (log)") != nil)
        await driver.press("]", "]", "[")
        #expect(row(driver, "auc by subsample") != nil)
        await driver.press("|")
        #expect(row(driver, "Parameters", "all side by side") != nil)
        #expect(row(driver, "depth", "learning_rate (log)", "subsample", "auc") != nil)
        await driver.press("|")
        #expect(row(driver, "auc by subsample") != nil)
    }

    @Test func trialsAreCompared() async throws {
        let (driver, _) = try await opened(.sweep)
        await driver.press("=")
        #expect(driver.toast == "mark two trials or more with Space, then = compares them")
        await driver.press("Space", "Space", "=")
        guard case .compare(let jobs) = driver.model.screen.kind else {
            Issue.record("\(driver.model.screen.kind)")
            return
        }
        #expect(jobs.count == 2)
        #expect(row(driver, "Differences", "differ of") != nil && row(driver, "learning_rate") != nil)
    }

    /// Where two charts share a place, Tab comes by both.
    @Test func everyPaneIsReachedInASmallWindow() async throws {
        let (driver, _) = try await opened(.sweep, size: Size(width: 80, height: 24))
        var seen: [PaneName] = []
        for _ in 0..<4 {
            seen.append(driver.focus)
            #expect(driver.model.shownPanes.contains { $0.pane == driver.model.screen.focus })
            await driver.press("Tab")
        }
        #expect(seen == [.trials, .best, .parameters, .search])
        #expect(driver.focus == .trials)
    }

    @Test func theTrialsAreFoundByName() async throws {
        let (driver, job) = try await atSearch(.sweep)
        await driver.press(":")
        await driver.type("trials")
        await driver.press("Enter")
        #expect(driver.model.screen.kind == .search(job))
        await driver.press("Esc", "g", ":")
        await driver.type("trials")
        await driver.press("Enter")
        #expect(driver.toast?.hasSuffix("has no trials: it is neither a sweep nor an automl job") == true)
        #expect(driver.model.screen.kind == .dashboard)
    }

    @Test func itIsReadAgainWhenATrialChangesAndWhileOneRuns() async throws {
        let (driver, job) = try await opened(.automl)
        #expect(driver.model.subscriptions.contains(.search(job, turn: 1)))
        await driver.pass(seconds: 6)
        #expect(driver.model.subscriptions.contains(.search(job, turn: 2)))
        let trial = try progress(driver, job).trials[3].job
        let old = try #require(driver.model.data.jobs[trial])
        await driver.send(
            .jobs(
                asked: [trial],
                found: [
                    JobSummary(
                        name: trial, displayName: "other", experiment: old.experiment, status: old.status, compute: old.compute,
                        createdAt: old.createdAt, createdBy: old.createdBy, parent: job)
                ]))
        #expect(driver.model.subscriptions.contains(.search(job, turn: 3)))
        await driver.press("z")
        #expect(driver.model.subscriptions.contains(.search(job, turn: 3)), "a pane alone follows it too")
    }

    /// Thirty trials that end would say nothing else all day.
    @Test func ofTrialsTheirSearchTells() async throws {
        let (driver, job) = try await atSearch(.automl)
        func ended(_ name: JobName) throws -> JobSummary {
            let old = try #require(driver.model.data.jobs[name])
            return JobSummary(
                name: name, displayName: old.displayName, experiment: old.experiment, status: .completed, compute: old.compute,
                createdAt: old.createdAt, createdBy: old.createdBy, parent: old.parent, search: old.search)
        }
        let trial = try #require(driver.model.data.jobs.all.first { $0.parent == job && $0.status == .running }?.name)
        await driver.send(.jobs(asked: [trial], found: [try ended(trial)]))
        #expect(driver.toast == nil)
        await driver.send(.jobs(asked: [job], found: [try ended(job)]))
        #expect(driver.toast?.hasPrefix("churn automl finished: best AUC_weighted 0.9") == true)
    }

    // MARK: What is not there yet

    private func told(_ progress: SearchProgress?) async -> StudioDriver {
        let driver = await StudioDriver.open(ScriptedEngine(SearchSample.world))
        await driver.press("j", "j", "Enter")
        #expect(driver.model.screen.kind == .search(SearchSample.job))
        if let progress { await driver.send(.search(progress, turn: 1)) }
        return driver
    }

    @Test func whatIsMissingIsSaid() async {
        #expect(await told(nil).shows("reading …"))
        #expect(await told(SearchSample.progress([])).shows("no trial has begun yet"))
        let silent = await told(SearchSample.progress([SearchSample.trial(0, score: nil, .running, to: nil, ["lr": 1])]))
        #expect(silent.lines.count { $0.contains("no trial has reported auc yet") } >= 2)
        let plain = await told(SearchSample.progress([SearchSample.trial(0, score: 0.5)]))
        #expect(plain.shows("its trials have no parameters"))
        #expect(plain.shows("★ best 0.5"))
    }

    @Test func aSearchWithoutTrialsIsCanceledItself() async {
        let driver = await told(SearchSample.progress([]))
        await driver.press("x", "y")
        #expect((driver.engine as? ScriptedEngine)?.changes == ["POST jobs/\(SearchSample.job)/cancel"])
        #expect(driver.toast == "canceled churn-sweep")
    }

    @Test func anySizeCanBeDrawn() async throws {
        let hostile = "a\u{1B}[31mb\u{202E}"
        let odd = SearchSample.progress(
            [
                SearchSample.trial(0, score: 0, .running, to: nil, algorithm: hostile, [hostile: .string(hostile)]),
                SearchSample.trial(1, score: -1e300, algorithm: "B", [hostile: 1, "n": .null]),
                SearchSample.trial(2, score: 1e300, .failed, [hostile: [1, 2], "n": 5]),
                SearchSample.trial(3, score: .infinity, .queued, to: nil),
            ], limit: 0, notes: [hostile])
        for glyphs in GlyphSet.allCases {
            let driver = await StudioDriver.open(ScriptedEngine(SearchSample.world), glyphs: glyphs)
            await driver.press("j", "j", "Enter")
            await driver.send(.search(odd, turn: 1))
            for keys in [["Tab"], ["]"], ["|"], [","], ["z"]] {
                for key in keys { await driver.press(key) }
                for size in [(40, 10), (41, 13), (60, 16), (80, 24), (120, 36), (200, 60), (500, 12), (40, 200)] {
                    await driver.send(.resized(Size(width: size.0, height: size.1)))
                    let text = driver.text.unicodeScalars
                    #expect(!text.contains { $0.value == 0x1B || $0.value == 0x202E })
                    if glyphs == .ascii { #expect(text.allSatisfy { $0.isASCII }, "\(size)") }
                }
            }
        }
    }
}
