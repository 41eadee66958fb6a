package io.rootmon.alert;

/** A line of a table: what, and its value. */
public record Fact(String label, String value) {}
