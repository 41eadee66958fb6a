/**
 * Threads and error descriptions that all packages of rootmon share. Not for users of the library.
 */
@NullMarked
package io.rootmon.internal;

import org.jspecify.annotations.NullMarked;
