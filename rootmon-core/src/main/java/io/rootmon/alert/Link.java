package io.rootmon.alert;

import java.net.URI;

/** A labelled link for a person. */
public record Link(String label, URI address) {}
