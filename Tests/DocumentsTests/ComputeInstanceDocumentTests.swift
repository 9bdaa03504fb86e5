import Documents
import Domain
import Testing

@Suite struct ComputeInstanceDocumentTests {
    private func read(_ more: String) throws -> Parsed<ComputeSpec> {
        try ComputeInstanceDocument.read(text: "name: box\ntype: computeinstance\n\(more)", file: "/tmp/somewhere/box.yml")
    }

    @Test(arguments: [
        ("idle_time_before_shutdown_minutes: 30", 1800), ("idle_time_before_shutdown: PT30M", 1800),
        ("idle_time_before_shutdown: PT1H30M", 5400), ("idle_time_before_shutdown: P1D", 86_400),
        ("idle_time_before_shutdown: PT90S", 90),
    ])
    func readsWhenItStopsItself(written: String, seconds: Int) throws {
        #expect(try read(written).value.idleTimeBeforeShutdown == seconds)
    }

    @Test(arguments: [
        ("idle_time_before_shutdown: 30",
            #"box.yml:3:28: error: "idle_time_before_shutdown" is "30"; write a time such as PT30M or PT2H"#),
        ("idle_time_before_shutdown: PT", #"box.yml:3:28: error: "idle_time_before_shutdown" is "PT"; write a time such as PT30M or PT2H"#),
        ("idle_time_before_shutdown: P30M",
            #"box.yml:3:28: error: "idle_time_before_shutdown" is "P30M"; write a time such as PT30M or PT2H"#),
        ("idle_time_before_shutdown_minutes: 0",
            #"box.yml:3:36: error: "idle_time_before_shutdown_minutes" is 0 and must be between 1 and 1000000"#),
        ("schedules: {compute_start_stop: [{action: stop, trigger: {type: cron}}]}",
            #"box.yml:3:49: error: a trigger of type cron needs an "expression""#),
        ("schedules: {start_stop: []}", #"box.yml:3:13: error: unknown field "start_stop", did you mean "compute_start_stop"?"#),
    ])
    func saysWhatIsWrong(written: String, line: String) {
        let found = lines { _ = try read(written) }.map { $0.replacing("/tmp/somewhere/", with: "") }
        #expect(found.first { $0.contains("error") } == line)
    }

    @Test func schedulesAreRead() throws {
        let parsed = try read(
            """
            schedules:
              compute_start_stop:
                - action: stop
                  trigger:
                    type: cron
                    start_time: "2026-01-01T00:00:00"
                    time_zone: Pacific Standard Time
                    expression: 0 18 * * *
                - action: start
                  state: disabled
                  trigger:
                    type: recurrence
                    frequency: week
                    interval: 1
                    schedule: {hours: [8], minutes: 30, week_days: [Monday, friday]}
            """)
        #expect(parsed.warnings.isEmpty)
        #expect(
            parsed.value.schedules == [
                ComputeSchedule(
                    action: .stop, expression: "0 18 * * *", startTime: "2026-01-01T00:00:00",
                    timeZone: "Pacific Standard Time"),
                ComputeSchedule(
                    action: .start, state: .disabled, trigger: .recurrence, frequency: .week, interval: 1, hours: [8],
                    minutes: [30], weekDays: [.monday, .friday]),
            ])
    }
}
