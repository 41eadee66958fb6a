/** What is deployed in each account, held to what the library wants to see. */
@NullMarked
package io.rootmon.iac;

import org.jspecify.annotations.NullMarked;
