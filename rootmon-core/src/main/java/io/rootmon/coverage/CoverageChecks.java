package io.rootmon.coverage;

/** The checks of the monitoring itself that the hourly check makes beside the heartbeats. */
public record CoverageChecks(
    CoverageSettings settings,
    DeadLetterQueues deadLetters,
    DriftMonitor drift,
    EnabledRegionMonitor enabledRegions,
    GapMonitor gaps) {}
