import Domain
import NIOCore
import Synchronization

/// The way of a request: scored at once, or by a thread.
extension NativeRuntime {
    package func submit(_ call: ScoreCall) {
        if call.sinkLoop.inEventLoop {
            accept(call)
        } else {
            call.sinkLoop.execute { self.accept(call) }
        }
    }

    package func cancel(_ call: ScoreCall) {
        guard call.sinkLoop.inEventLoop else {
            call.sinkLoop.execute { self.cancel(call) }
            return
        }
        guard !call.isFinished else { return }
        call.abandon()
        state.withLock { $0.counters.abandoned += 1 }
    }

    private enum Way {
        case score(any InferenceModel)
        case wait(asking: (@Sendable () -> Void)?)
        case refuse(ScoreReply)
    }

    private func accept(_ call: ScoreCall) {
        let now = NIODeadline.now()
        call.limit(by: plan.requestSettings, now)
        let (way, isFirst) = state.withLock { state -> (Way, Bool) in
            state.counters.requests += 1
            let isFirst = state.isQuiet
            state.isQuiet = false
            switch state.phase {
            case .serving, .draining:
                guard let model = state.model else { return (.refuse(.stopped), isFirst) }
                return (.score(model), isFirst)
            case .new, .starting:
                let ask = state.onDemand
                guard state.phase == .starting || ask != nil || state.hasDemand else { return (.refuse(.stopped), isFirst) }
                state.onDemand = nil
                state.hasDemand = true
                guard state.early.count < plan.requestLimit else { return (.refuse(.tooMany(limit: plan.requestLimit)), isFirst) }
                return (.wait(asking: ask), isFirst)
            case .stopped: return (.refuse(state.failure.map { .broken($0) } ?? .stopped), isFirst)
            }
        }
        if isFirst { onTraffic?() }
        switch way {
        case .score(let model): score(call, with: model, now)
        case .refuse(let reply): finish(call, reply, now)
        case .wait(let ask):
            let job = NativeJob(call, nil)
            watch(job, isEarly: true)
            // The start may have ended meanwhile.
            let isLate = state.withLock { state in
                guard state.phase == .new || state.phase == .starting else { return true }
                state.early.append(job)
                return false
            }
            if isLate { resume(job) }
            ask?()
        }
    }

    /// Goes on with a request that waited for the start. On its loop.
    func resume(_ job: NativeJob) {
        job.timer?.cancel()
        guard job.claim(.over), !job.call.isFinished else { return }
        guard let model = state.withLock({ $0.model }) else { return finish(job.call, .stopped, .now()) }
        score(job.call, with: model, .now())
    }

    /// Gives up a request that waited for the start, from any thread.
    func give(up job: NativeJob, _ reply: ScoreReply) {
        let delivery = Delivery(reply: reply)
        job.call.sinkLoop.execute {
            job.timer?.cancel()
            if job.claim(.over) { self.finish(job.call, delivery.reply, .now()) }
        }
    }

    private struct Delivery: @unchecked Sendable {
        let reply: ScoreReply
    }

    // MARK: At once

    private func score(_ call: ScoreCall, with model: any InferenceModel, _ now: NIODeadline) {
        guard call.due > now else { return finish(call, call.late(plan.requestSettings, now), now) }
        guard call.body.readableBytes <= Self.inlineBody else { return hand(over: call, nil, now) }
        let request: NativeRequest
        do throws(InferenceFault) {
            request = try NativeRequest(call)
        } catch {
            return finish(call, .scored(ScoredAnswer(error, in: call.dialect)), now)
        }
        let rows = request.request.rows
        guard state.withLock({ $0.cost.estimate(rows: rows) }) <= inlineLimit else {
            return hand(over: call, request, now)
        }
        let begun = NIODeadline.now()
        let answer = Self.answer(to: request, with: model, since: begun)
        let ended = NIODeadline.now()
        let reply = ScoreReply.scored(answer)
        state.withLock { state in
            state.cost.learn(rows: rows, nanoseconds: (ended - begun).nanoseconds)
            state.note(batchOf: 1)
            state.counters.count(reply, after: ended - call.arrived)
        }
        call.finish(reply)
    }

    private static func answer(
        to request: NativeRequest, with model: any InferenceModel, since begun: NIODeadline
    ) -> ScoredAnswer {
        do throws(InferenceFault) {
            let outputs = try model.predict(request.request)
            return try request.answer(outputs, runMicroseconds: microseconds(since: begun))
        } catch {
            return ScoredAnswer(error, in: request.form.dialect, runMicroseconds: microseconds(since: begun))
        }
    }

    private static func microseconds(since begun: NIODeadline) -> UInt32 {
        UInt32(clamping: (NIODeadline.now() - begun).nanoseconds / 1000)
    }

    // MARK: By a thread

    private func hand(over call: ScoreCall, _ request: NativeRequest?, _ now: NIODeadline) {
        let limit = plan.requestLimit
        let isTaken = state.withLock { state in
            guard state.outstanding < limit else { return false }
            state.outstanding += 1
            return true
        }
        guard isTaken else { return finish(call, .tooMany(limit: limit), now) }
        let job = NativeJob(call, request)
        watch(job)
        threads.submit(job)
    }

    /// Answers 408 when the time is over. On the call's loop.
    private func watch(_ job: NativeJob, isEarly: Bool = false) {
        let deadline = job.isWaiting ? min(job.call.due, job.call.queueDue) : job.call.due
        job.timer = job.call.sinkLoop.scheduleTask(deadline: deadline) {
            let now = NIODeadline.now()
            guard !job.call.isFinished else { return }
            if isEarly {
                if job.claim(.over) { self.finish(job.call, .starting, now) }
            } else if job.claim(.over) {
                self.leave(1, running: 0)
                self.finish(job.call, job.call.late(self.plan.requestSettings, now), now)
            } else if now >= job.call.due {
                // A thread is at it, and its answer will be dropped.
                self.finish(job.call, job.call.late(self.plan.requestSettings, now), now)
            } else {
                self.watch(job)
            }
        }
    }

    /// Scores jobs that a thread has claimed, on that thread.
    func score(_ jobs: [NativeJob]) {
        let model = state.withLock { state in
            state.running += jobs.count
            return state.model
        }
        guard let model else {
            return deliver(jobs.map { ($0, .stopped) })
        }
        var replies: [(NativeJob, ScoreReply)] = []
        var groups: [[NativeJob]] = []
        for job in jobs {
            do throws(InferenceFault) {
                if job.request == nil { job.request = try NativeRequest(job.kind, job.head, job.body, job.form) }
                if let last = groups.indices.last, Self.fits(job, groups[last]) {
                    groups[last].append(job)
                } else {
                    groups.append([job])
                }
            } catch {
                replies.append((job, .scored(ScoredAnswer(error, in: job.form.dialect))))
            }
        }
        for group in groups { replies += score(together: group, with: model) }
        deliver(replies)
    }

    private static func fits(_ job: NativeJob, _ group: [NativeJob]) -> Bool {
        guard let first = group[0].request?.request, let other = job.request?.request, case .matrix(let a) = first.inputs,
            case .matrix(let b) = other.inputs, a.columns == b.columns, a.names == b.names, first.outputs == other.outputs
        else { return false }
        return group.reduce(b.rows) { $0 + ($1.request?.request.rows ?? 0) } <= batchRows
    }

    private func score(together group: [NativeJob], with model: any InferenceModel) -> [(NativeJob, ScoreReply)] {
        let begun = NIODeadline.now()
        let requests = group.compactMap(\.request)
        let rows = requests.reduce(0) { $0 + $1.request.rows }
        var replies: [(NativeJob, ScoreReply)] = []
        if requests.count > 1, let outputs = try? model.predict(Self.joined(requests)) {
            var start = 0
            for (job, request) in zip(group, requests) {
                let range = start..<start + request.request.rows
                start = range.upperBound
                let answer: ScoredAnswer
                do throws(InferenceFault) {
                    answer = try request.answer(
                        outputs.map { $0.rows(range) }, runMicroseconds: Self.microseconds(since: begun))
                } catch {
                    answer = ScoredAnswer(error, in: request.form.dialect)
                }
                replies.append((job, .scored(answer)))
            }
        } else {
            // One alone, or one of them is at fault and the others are not.
            for (job, request) in zip(group, requests) {
                replies.append((job, .scored(Self.answer(to: request, with: model, since: .now()))))
            }
        }
        let time = (NIODeadline.now() - begun).nanoseconds
        state.withLock { state in
            state.cost.learn(rows: rows, nanoseconds: time)
            state.note(batchOf: group.count)
        }
        return replies
    }

    private static func joined(_ requests: [NativeRequest]) -> InferenceRequest {
        var joined = requests[0].request
        guard case .matrix(var matrix) = joined.inputs else { return joined }
        matrix.values.reserveCapacity(requests.reduce(0) { $0 + $1.request.rows } * matrix.columns)
        for request in requests.dropFirst() {
            guard case .matrix(let next) = request.request.inputs else { continue }
            matrix.values += next.values
            matrix.rows += next.rows
        }
        joined.inputs = .matrix(matrix)
        return joined
    }

    /// Brings replies to their loops, those of one loop at once.
    private func deliver(_ replies: [(NativeJob, ScoreReply)]) {
        leave(replies.count, running: replies.count)
        var rest = replies[...]
        while let loop = rest.first?.0.call.sinkLoop {
            let own = Deliveries(replies: rest.filter { $0.0.call.sinkLoop === loop })
            rest = rest.filter { $0.0.call.sinkLoop !== loop }[...]
            loop.execute {
                let now = NIODeadline.now()
                for (job, reply) in own.replies {
                    job.timer?.cancel()
                    self.finish(job.call, reply, now)
                }
            }
        }
    }

    private struct Deliveries: @unchecked Sendable {
        let replies: [(NativeJob, ScoreReply)]
    }

    private func leave(_ count: Int, running: Int) {
        let isDrained = state.withLock { state in
            state.outstanding -= count
            state.running -= running
            return state.phase == .draining && state.outstanding == 0
        }
        if isDrained { end() }
    }

    private func finish(_ call: ScoreCall, _ reply: ScoreReply, _ now: NIODeadline) {
        guard !call.isFinished else { return }
        state.withLock { $0.counters.count(reply, after: now - call.arrived) }
        call.finish(reply)
    }
}

extension NativeRuntime.State {
    /// So many requests were scored as one.
    mutating func note(batchOf count: Int) {
        while batches.count < count { batches.append(0) }
        batches[count - 1] += 1
    }
}
