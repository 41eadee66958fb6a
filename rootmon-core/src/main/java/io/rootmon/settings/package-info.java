/** The configuration document as JSON: its values, by the paths that messages name. */
@NullMarked
package io.rootmon.settings;

import org.jspecify.annotations.NullMarked;
