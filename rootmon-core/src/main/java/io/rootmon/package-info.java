/** The pipeline: from an event in JSON to delivered messages. */
@NullMarked
package io.rootmon;

import org.jspecify.annotations.NullMarked;
