package io.rootmon.alert;

/**
 * A part of a chart. The creator of the chart limits it. Such a list must never be truncated,
 * because a chart with missing items would be wrong.
 */
public interface Drawn {}
