/// What a piece of the screen is, so that a theme can say how it looks. The raw value is its name in theme files.
package enum Role: String, CaseIterable, Sendable {
    case text
    case textDim = "text.dim"
    case textStrong = "text.strong"

    // The frame
    case title
    case titleFocus = "title.focus"
    case border
    case borderFocus = "border.focus"
    case header
    case headerAlert = "header.alert"
    case key
    case hint
    case prompt
    case scrollTrack = "scroll.track"
    case scrollThumb = "scroll.thumb"

    // Lists
    case columns
    case rowSelected = "row.selected"
    case rowSelectedUnfocused = "row.selected.unfocused"
    case rowMarked = "row.marked"
    case match
    case matchCurrent = "match.current"

    // What lies over the panes
    case dialog
    case dialogBorder = "dialog.border"
    case danger
    case toastInfo = "toast.info"
    case toastSuccess = "toast.success"
    case toastWarning = "toast.warning"
    case toastError = "toast.error"

    // States of jobs, nodes, deployments
    case stateRunning = "state.running"
    case stateQueued = "state.queued"
    case stateDone = "state.done"
    case stateFailed = "state.failed"
    case stateCanceled = "state.canceled"
    case stateIdle = "state.idle"
    case stateDraining = "state.draining"

    // Logs
    case logDebug = "log.debug"
    case logInfo = "log.info"
    case logWarning = "log.warning"
    case logError = "log.error"
    case logTime = "log.time"
    case logNumber = "log.number"

    // Load, traffic, charts
    case gauge
    case gaugeHigh = "gauge.high"
    case gaugeRest = "gauge.rest"
    case trafficBlue = "traffic.blue"
    case trafficGreen = "traffic.green"
    case chartAxis = "chart.axis"
    case chartLabel = "chart.label"
    case chartCrosshair = "chart.crosshair"
    case heat0 = "heat.0"
    case heat1 = "heat.1"
    case heat2 = "heat.2"
    case heat3 = "heat.3"
    case heat4 = "heat.4"
}
