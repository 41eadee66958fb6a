/** The state that outlives a worker. */
@NullMarked
package io.rootmon.state;

import org.jspecify.annotations.NullMarked;
