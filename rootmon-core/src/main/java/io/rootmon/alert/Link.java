package io.rootmon.alert;

import java.net.URI;

/** An address a person can go to, and what they find there. */
public record Link(String label, URI address) {}
