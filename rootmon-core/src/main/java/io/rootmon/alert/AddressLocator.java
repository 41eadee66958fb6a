package io.rootmon.alert;

import java.util.Optional;

/**
 * Finds the location of an IP address. Implementations make no network calls and are safe for use
 * by multiple threads.
 */
@FunctionalInterface
public interface AddressLocator {
  /** A locator that finds no location. */
  AddressLocator NONE =
      new AddressLocator() {
        @Override
        public Optional<Location> locate(String address) {
          return Optional.empty();
        }
      };

  /**
   * Returns the location. Empty if the location is unknown, or if the text is not an IP address.
   */
  Optional<Location> locate(String address);

  /**
   * Returns one sentence for the alert that explains why locations are missing. Empty if there is
   * no problem.
   */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /**
   * The location of an address.
   *
   * @param place the name of the place, such as {@code Frankfurt am Main, Germany}
   * @param network the network's operator, such as {@code AS64500 Example}
   */
  record Location(Optional<String> place, Optional<String> network) {
    /**
     * Returns the place and the network, such as {@code Frankfurt am Main, Germany (AS64500
     * Example)}.
     */
    public String text() {
      return place
          .map(it -> it + network.map(operator -> " (" + operator + ")").orElse(""))
          .or(() -> network)
          .orElse("");
    }

    /** Returns the place, or the network if the place is unknown. */
    public String shortText() {
      return place.or(() -> network).orElse("");
    }
  }
}
