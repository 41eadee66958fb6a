/** The built-in rules, grouped by subject. */
@NullMarked
package io.rootmon.judge.rules;

import org.jspecify.annotations.NullMarked;
