/** Secrets of the channels, and the services that store them. */
@NullMarked
package io.rootmon.secret;

import org.jspecify.annotations.NullMarked;
