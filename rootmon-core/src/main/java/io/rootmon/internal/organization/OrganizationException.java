package io.rootmon.internal.organization;

import org.jspecify.annotations.Nullable;

/** The organization's accounts could not be read, or not all of them; the message says why. */
public final class OrganizationException extends Exception {
  private static final long serialVersionUID = 1L;

  public OrganizationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
