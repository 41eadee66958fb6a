package io.rootmon.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** The number of an AWS account: twelve digits. */
public record AccountId(String value) implements Comparable<AccountId> {
  private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

  public AccountId {
    if (!TWELVE_DIGITS.matcher(value).matches()) {
      throw new IllegalArgumentException("account id: expected 12 digits but was '" + value + "'");
    }
  }

  /** The account id in a text that may be one, or an ARN that holds one; else empty. */
  public static Optional<AccountId> find(String text) {
    if (TWELVE_DIGITS.matcher(text).matches()) {
      return Optional.of(new AccountId(text));
    }
    if (text.startsWith("arn:")) {
      String[] parts = text.split(":", 6);
      if (parts.length == 6 && TWELVE_DIGITS.matcher(parts[4]).matches()) {
        return Optional.of(new AccountId(parts[4]));
      }
    }
    return Optional.empty();
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
