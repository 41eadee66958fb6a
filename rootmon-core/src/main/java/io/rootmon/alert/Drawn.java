package io.rootmon.alert;

/**
 * A part of a picture. Whoever makes the picture bounds it; shortened to fit, as other lists are,
 * it would show less than there was.
 */
public interface Drawn {}
