package io.rootmon.internal.incident;

import io.rootmon.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;

/** Creates the id of an incident, which depends only on its first event. */
final class IncidentId {
  private static final int DIGITS = 8;
  private static final Pattern OWN_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private IncidentId() {}

  /** Returns an id such as {@code 111122223333-2026-03-14-0f9a1c2e}. */
  static String of(GroupingInput input) {
    String account = input.activity().account().map(AccountId::value).orElse("unknown");
    LocalDate day = LocalDate.ofInstant(input.time(), ZoneOffset.UTC);
    // Any other id may belong to several events, such as those of examples.
    String id = input.event().id();
    String key = OWN_ID.matcher(id).matches() ? id : input.event().key();
    byte[] first = key.getBytes(StandardCharsets.UTF_8);
    String digest = UUID.nameUUIDFromBytes(first).toString().substring(0, DIGITS);
    return account + "-" + day + "-" + digest;
  }
}
