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

  /** Returns the location; empty if it is unknown, or the text is no IP address. */
  Optional<Location> locate(String address);

  /**
   * Returns why locations are missing, as one sentence for the alert; empty if nothing is wrong.
   */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /**
   * The location of an address.
   *
   * @param place in words, such as {@code Frankfurt am Main, Germany}
   * @param network the operator, such as {@code AS64500 Example}
   */
  record Location(Optional<String> place, Optional<String> network) {
    /** Returns both, such as {@code Frankfurt am Main, Germany (AS64500 Example)}. */
    String text() {
      return place
          .map(it -> it + network.map(operator -> " (" + operator + ")").orElse(""))
          .or(() -> network)
          .orElse("");
    }

    /** Returns the place, or the network where the place is unknown. */
    String shortText() {
      return place.or(() -> network).orElse("");
    }
  }
}
