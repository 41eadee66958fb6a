package io.rootmon.internal.organization;

import io.rootmon.account.AccountId;
import io.rootmon.internal.text.SafeText;
import java.time.Instant;
import java.util.Optional;

/**
 * An account of the organization.
 *
 * @param name what Organizations calls it; its owner may call it anything
 * @param isActive whether anybody can act in it
 * @param joined when it became a member
 */
public record OrganizationAccount(
    AccountId id, String name, boolean isActive, Optional<Instant> joined, boolean isManagement) {
  private static final int MAX_NAME_LENGTH = 100;

  public OrganizationAccount {
    name = SafeText.line(name, MAX_NAME_LENGTH);
  }
}
