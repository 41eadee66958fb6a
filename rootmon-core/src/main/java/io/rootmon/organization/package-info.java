/** What an organization knows of its accounts: names, units, owners. */
@NullMarked
package io.rootmon.organization;

import org.jspecify.annotations.NullMarked;
