/** The configuration document. */
@NullMarked
package io.rootmon.internal.config;

import org.jspecify.annotations.NullMarked;
