/** What a channel may tell: a finding in words for a person, safe to print anywhere. */
@NullMarked
package io.rootmon.alert;

import org.jspecify.annotations.NullMarked;
