/** Text from outside, made safe to print. */
@NullMarked
package io.rootmon.text;

import org.jspecify.annotations.NullMarked;
