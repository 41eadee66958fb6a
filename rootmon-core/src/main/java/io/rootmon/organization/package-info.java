/** The accounts of an organization: names, units, owners. */
@NullMarked
package io.rootmon.organization;

import org.jspecify.annotations.NullMarked;
