/** Text from outside, made safe to print. */
@NullMarked
package io.rootmon.internal.text;

import org.jspecify.annotations.NullMarked;
