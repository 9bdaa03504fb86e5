extension TrackingLedger: RunMetrics {}
