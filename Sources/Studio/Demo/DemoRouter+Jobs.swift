import ControlAPI
import Domain

extension DemoRouter {
    mutating func registerJobs() {
        on(JobRoutes.create) { world, request, spec in
            _ = try world.require(workspace: request.workspace)
            return try world.submit(spec, by: world.user)
        }
        on(JobRoutes.list) { world, request, _ in
            _ = try world.require(workspace: request.workspace)
            let list = ListFilter(archived: try request.archived)
            let statuses = Set((request.text("status") ?? "").split(separator: ",").map(String.init))
            let limit = try request.number("limit") ?? .max
            return world.jobs.filter { job in
                list.admits(isArchived: job.job.isArchived)
                    && request.text("experiment").map { $0 == job.job.experiment } ?? true
                    && (statuses.isEmpty || statuses.contains(job.job.status.rawValue))
            }.prefix(limit).map { world.shown($0) }
        }
        on(JobRoutes.summaries) { world, request, _ in
            _ = try world.require(workspace: request.workspace)
            return try world.summaries(
                JobSummaryFilter(
                    archived: request.archived, before: request.text("before").map { JobName($0) },
                    names: request.text("names").map { $0.split(separator: ",").map { JobName(String($0)) } },
                    limit: request.number("limit") ?? JobSummaryFilter.pageLength))
        }
        on(JobRoutes.show) { world, request, _ in try world.details(of: request.id("job")) }
        on(JobRoutes.search) { world, request, _ in try world.progress(ofSearch: request.id("job")) }
        on(JobRoutes.wait) { world, request, _ in world.shown(try world.job(request.id("job"))) }
        on(JobRoutes.cancel) { world, request, _ in try world.end(request.id("job"), isKill: false) }
        on(JobRoutes.kill) { world, request, _ in try world.end(request.id("job"), isKill: true) }
        on(JobRoutes.rerun) { world, request, repetition in
            try world.rerun(request.id("job"), instead: repetition.spec)
        }
        on(JobRoutes.signal) { world, request, order in
            try world.signal(request.id("job"), order)
            return Nothing()
        }
        on(JobRoutes.move) { world, request, move in try world.move(request.id("job"), isUp: move.isUp) }
        on(JobRoutes.update) { world, request, edit in try world.update(request.id("job"), edit) }
        on(JobRoutes.delete) { world, request, _ in
            try world.delete(request.id("job") as JobName)
        }
        on(JobRoutes.files) { world, request, _ in
            try DemoFiles(world.job(request.id("job"))).entries(of: request.text("path") ?? "")
        }
    }
}
