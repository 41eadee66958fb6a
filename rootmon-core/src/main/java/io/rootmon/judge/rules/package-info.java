/** The shipped rules, a line a rule, grouped by what they are about. */
@NullMarked
package io.rootmon.judge.rules;

import org.jspecify.annotations.NullMarked;
