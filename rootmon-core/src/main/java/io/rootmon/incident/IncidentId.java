package io.rootmon.incident;

import io.rootmon.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Names an incident: the same for the same first event, whoever asks and however often. */
final class IncidentId {
  private static final int DIGITS = 8;

  private IncidentId() {}

  /** Such as {@code 111122223333-2026-03-14-0f9a1c2e}. */
  static String of(Sighting sighting) {
    String account = sighting.activity().account().map(AccountId::value).orElse("unknown");
    LocalDate day = LocalDate.ofInstant(sighting.time(), ZoneOffset.UTC);
    byte[] first = sighting.event().id().getBytes(StandardCharsets.UTF_8);
    String digest = UUID.nameUUIDFromBytes(first).toString().substring(0, DIGITS);
    return account + "-" + day + "-" + digest;
  }
}
