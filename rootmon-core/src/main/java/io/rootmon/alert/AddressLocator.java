package io.rootmon.alert;

import java.util.Optional;

/**
 * Finds the location of an IP address. Implementations make no network calls and are safe for use
 * by multiple threads.
 */
@FunctionalInterface
public interface AddressLocator {
  /** A locator that finds no location. */
  AddressLocator NONE = address -> Optional.empty();

  /**
   * Returns the location, such as {@code Frankfurt am Main, Germany}. It is empty if the location
   * is unknown or the text is not an IP address.
   */
  Optional<String> locate(String address);
}
