/** AWS accounts: their numbers, and what people call them. */
@NullMarked
package io.rootmon.account;

import org.jspecify.annotations.NullMarked;
