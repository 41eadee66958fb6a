package io.rootmon.account;

import java.util.Optional;

/** The id of an AWS account: twelve digits. */
public record AccountId(String value) implements Comparable<AccountId> {
  private static final int DIGITS = 12;

  public AccountId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("account id: must be 12 digits but is '" + value + "'");
    }
  }

  /**
   * Returns the account id in a string that is an account id, or an ARN that contains one;
   * otherwise empty.
   */
  public static Optional<AccountId> find(String text) {
    if (isOne(text)) {
      return Optional.of(new AccountId(text));
    }
    if (text.startsWith("arn:")) {
      String[] parts = text.split(":", 6);
      if (parts.length == 6 && isOne(parts[4])) {
        return Optional.of(new AccountId(parts[4]));
      }
    }
    return Optional.empty();
  }

  private static boolean isOne(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int index = 0; index < DIGITS; index++) {
      if (text.charAt(index) < '0' || text.charAt(index) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
