/** AWS accounts: ids, names, owners and organizational units. */
@NullMarked
package io.rootmon.account;

import org.jspecify.annotations.NullMarked;
