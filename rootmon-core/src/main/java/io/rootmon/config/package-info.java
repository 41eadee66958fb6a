/** The configuration document. */
@NullMarked
package io.rootmon.config;

import org.jspecify.annotations.NullMarked;
