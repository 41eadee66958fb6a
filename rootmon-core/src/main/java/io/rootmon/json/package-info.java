/** Reads JSON into trees and describes values in error messages. */
@NullMarked
package io.rootmon.json;

import org.jspecify.annotations.NullMarked;
