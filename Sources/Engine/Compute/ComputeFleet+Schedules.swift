import Domain
import FoundationEssentials
import Logging
import Store

extension ComputeFleet {
    /// Ends what runs on an instance.
    typealias EndJobs = @Sendable (Compute) async throws -> Void

    /// From now on starts and stops instances when their schedules say so. Stopping ends what runs there, as somebody's
    /// `compute stop` does.
    func keepSchedules(endingJobs endJobs: @escaping EndJobs) async {
        self.endJobs = endJobs
        for compute in (try? await context.store.read { try $0.computes() })?.values ?? [] {
            for fault in InstanceTimetable(compute, zones: zones).faults {
                context.logger.error(
                    "a schedule cannot be read and never fires", metadata: ["compute": "\(compute.name)", "error": "\(fault)"])
            }
        }
        await followSchedules()
    }

    /// Does what is due, then sleeps until something is again. To be called whenever a schedule may have changed.
    func followSchedules() async {
        guard endJobs != nil else { return }
        scheduleRound += 1
        let round = scheduleRound
        alarm?.cancel()
        let now = context.clock.now()
        var wait: Duration? = Self.longestSleep
        do {
            var next: Date?
            for compute in try await context.store.read({ try $0.computes() }).values {
                guard compute.spec.schedules?.isEmpty == false else { continue }
                let timetable = InstanceTimetable(compute, zones: zones)
                if let due = timetable.due(at: now) { await carryOut(due, on: compute) }
                next = ([next] + timetable.nextTimes(after: now)).compactMap { $0 }.min()
            }
            wait = next.map { min(Self.longestSleep, .seconds(max(0, $0.timeIntervalSince(context.clock.now())))) }
        } catch {
            context.logger.error("cannot read the schedules of computes", metadata: ["error": "\(error)"])
        }
        // Whoever came meanwhile has seen more.
        guard round == scheduleRound, endJobs != nil, let wait else { return }
        let clock = context.clock
        alarm = Task {
            guard (try? await clock.sleep(wait)) != nil, !Task.isCancelled else { return }
            // It is this task: the store would not answer it if it were cancelled.
            alarm = nil
            await followSchedules()
        }
    }

    func stopSchedules() {
        endJobs = nil
        alarm?.cancel()
    }

    /// When each schedule of an instance fires next; nil without schedules.
    func nextTimes(of compute: Compute) -> [Date?]? {
        guard compute.spec.schedules?.isEmpty == false else { return nil }
        return InstanceTimetable(compute, zones: zones).nextTimes(after: context.clock.now())
    }

    private func carryOut(_ due: InstanceTimetable.Due, on compute: Compute) async {
        do {
            guard let stopped = try await obey(due, on: compute), due.schedule.action == .stop else { return }
            try await endJobs?(stopped)
        } catch let error as AtelierError where error.code == .notFound {
            // Deleted at this moment.
        } catch {
            context.logger.error(
                "cannot do what a schedule asks for",
                metadata: ["compute": "\(compute.name)", "schedule": "\(due.schedule.summary)", "error": "\(error)"])
        }
    }

    /// The wall clock may be set while we sleep.
    private static let longestSleep = Duration.seconds(60)
}
