/** Detection: whether and how an event concerns root, and with which outcome. */
@NullMarked
package io.rootmon.detect;

import org.jspecify.annotations.NullMarked;
