import ServiceLifecycle

/// Lets a control request end the group of services it runs in.
actor StopSwitch {
    private var group: ServiceGroup?

    func connect(to group: ServiceGroup) {
        self.group = group
    }

    func pull() async {
        await group?.triggerGracefulShutdown()
    }
}
