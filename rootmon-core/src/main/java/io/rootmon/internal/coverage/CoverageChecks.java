package io.rootmon.internal.coverage;

/** The hourly checks of the monitoring setup in addition to the heartbeats. */
public record CoverageChecks(
    CoverageSettings settings,
    DeadLetterQueues deadLetters,
    DriftMonitor drift,
    EnabledRegionMonitor enabledRegions,
    GapMonitor gaps) {}
