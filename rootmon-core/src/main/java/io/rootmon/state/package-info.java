/** What must be remembered longer than a worker lives. */
@NullMarked
package io.rootmon.state;

import org.jspecify.annotations.NullMarked;
