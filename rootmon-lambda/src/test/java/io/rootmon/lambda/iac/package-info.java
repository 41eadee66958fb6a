/**
 * The infrastructure as code: templates, modules and patterns, held against the tools that read
 * them.
 */
@NullMarked
package io.rootmon.lambda.iac;

import org.jspecify.annotations.NullMarked;
