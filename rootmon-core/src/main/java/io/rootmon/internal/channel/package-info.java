/** Forms of an alert that several channels send. */
@NullMarked
package io.rootmon.internal.channel;

import org.jspecify.annotations.NullMarked;
