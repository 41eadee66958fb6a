package io.rootmon.coverage;

import io.rootmon.account.AccountId;
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
public record Listing(List<Member> members, Optional<Instant> readAt, Optional<String> problem) {
  public Listing {
    members = List.copyOf(members);
  }

  static Listing none(String problem) {
    return new Listing(List.of(), Optional.empty(), Optional.of(problem));
  }

  static Listing read(List<Member> members, Instant now) {
    return new Listing(members, Optional.of(now), Optional.empty());
  }

  Listing with(String newProblem) {
    return new Listing(members, readAt, Optional.of(newProblem));
  }

  /** As it is kept: the time, then a line an account, with the name at its end. */
  String text() {
    StringBuilder text = new StringBuilder(readAt.map(Instant::toString).orElse("")).append('\n');
    for (Member it : members) {
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
  static Listing parse(String text) {
    List<String> lines = text.lines().toList();
    List<Member> members = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] part = line.split(" ", 5);
      members.add(
          new Member(
              new AccountId(part[0]),
              part[4],
              part[1].equals("active"),
              part[2].equals("-") ? Optional.empty() : Optional.of(Instant.parse(part[2])),
              part[3].equals("management")));
    }
    return Listing.read(members, Instant.parse(lines.get(0)));
  }
}
