import Domain
import NIOCore

/// What the pool says of itself to those who do not score.
extension WorkerPool {
    package func description() async -> RuntimeDescription {
        let platform = interface == .script ? "python" : "mlflow_pyfunc"
        // The loop outlives its pools.
        let signature = (try? await loop.submit { self.greeting?.signature }.get()) ?? nil
        return RuntimeDescription(platform: platform, signature: signature)
    }

    package func instruments() async -> RuntimeInstruments {
        (try? await loop.submit { self.gauges() }.get()) ?? RuntimeInstruments()
    }

    private func gauges() -> RuntimeInstruments {
        var instruments = RuntimeInstruments()
        instruments.inFlight = running
        instruments.queued = waiting
        instruments.restarts = counters.restartReasons
        instruments.loadSeconds = loadSeconds
        return instruments
    }
}
