/** Reads JSON into trees and describes values in error messages. */
@NullMarked
package io.rootmon.internal.json;

import org.jspecify.annotations.NullMarked;
