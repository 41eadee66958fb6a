/** The severity of activities, with reasons and advice. */
@NullMarked
package io.rootmon.judge;

import org.jspecify.annotations.NullMarked;
