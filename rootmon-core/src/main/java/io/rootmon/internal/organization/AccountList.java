package io.rootmon.internal.organization;

import io.rootmon.account.AccountId;
import io.rootmon.internal.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The organization's accounts as they were read last.
 *
 * @param readAt empty if they were never read
 * @param problem why they could not be read now; then this is an older list, or none
 */
public record AccountList(
    List<OrganizationAccount> members, Optional<Instant> readAt, Optional<String> problem) {
  public AccountList {
    members = List.copyOf(members);
  }

  public static AccountList none(String problem) {
    return new AccountList(List.of(), Optional.empty(), Optional.of(problem));
  }

  public static AccountList read(List<OrganizationAccount> members, Instant now) {
    return new AccountList(members, Optional.of(now), Optional.empty());
  }

  public AccountList with(String newProblem) {
    return new AccountList(members, readAt, Optional.of(newProblem));
  }

  /** Returns the stored form: the time, then a line for each account that ends with its name. */
  public String text() {
    StringBuilder text = new StringBuilder(readAt.map(Instant::toString).orElse("")).append('\n');
    for (OrganizationAccount it : members) {
      text.append(it.id()).append(it.isActive() ? " active " : " suspended ");
      text.append(it.joined().map(Instant::toString).orElse("-"));
      text.append(it.isManagement() ? " management " : " member ").append(it.name()).append('\n');
    }
    return text.toString();
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws RuntimeException if it is not understood
   */
  public static AccountList parse(String text) {
    List<String> lines = text.lines().toList();
    List<OrganizationAccount> members = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] part = line.split(" ", 5);
      members.add(
          new OrganizationAccount(
              new AccountId(part[0]),
              part[4],
              part[1].equals("active"),
              part[2].equals("-") ? Optional.empty() : Optional.of(Instant.parse(part[2])),
              part[3].equals("management")));
    }
    return AccountList.read(members, Instant.parse(lines.get(0)));
  }

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
}
