/** The accounts of an organization: names, units, owners. */
@NullMarked
package io.rootmon.internal.organization;

import org.jspecify.annotations.NullMarked;
