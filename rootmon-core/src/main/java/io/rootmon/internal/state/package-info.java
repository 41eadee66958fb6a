/** The state that workers share: the interface, the store in memory and its parts. */
@NullMarked
package io.rootmon.internal.state;

import org.jspecify.annotations.NullMarked;
