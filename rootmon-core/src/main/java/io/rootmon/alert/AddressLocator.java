package io.rootmon.alert;

import java.util.Optional;

/** Finds out where an IP address is. Implementations never call the network. */
@FunctionalInterface
public interface AddressLocator {
  /** Knows no address. */
  AddressLocator NONE = address -> Optional.empty();

  /**
   * The place as people write it, such as {@code Frankfurt am Main, Germany}; empty where it is
   * unknown, or the text is no IP address.
   */
  Optional<String> locate(String address);
}
