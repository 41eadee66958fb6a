package io.rootmon.judge;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings that an organization accepts: no channel is notified of them. They are counted, remain
 * in the incident's report, and appear in the log and the weekly report. A finding matches if it
 * meets every criterion that is not empty. Findings of CRITICAL rules and tampering with the
 * monitoring setup are never excluded.
 *
 * @param reason the reason why the organization accepts the findings; it names the exclusion in
 *     reports
 * @param owner the person or team responsible for the exclusion
 * @param until the first instant at which it no longer applies; empty for an exclusion without end
 * @param rules ids of rules
 * @param accounts accounts whose root is concerned, in addition to those of {@code units}
 * @param units organizational units and those below; an account whose unit is unknown matches none
 * @param events names of calls
 * @param networks networks of the caller; a call without an address matches none
 * @param principals ARNs of callers, of the roles behind their sessions, or names of services, in
 *     which {@code *} matches any characters
 */
public record Exclusion(
    String reason,
    String owner,
    Optional<Instant> until,
    Set<String> rules,
    Set<AccountId> accounts,
    Set<OrganizationalUnit> units,
    Set<String> events,
    List<CidrBlock> networks,
    Set<String> principals) {
  private static final int MAX_LABEL_LENGTH = 120;

  /** Matches a wildcard only: no session has this name. */
  private static final String NO_SESSION = "\0";

  public Exclusion {
    rules = copy(rules);
    accounts = copy(accounts);
    units = copy(units);
    events = copy(events);
    networks = List.copyOf(networks);
    principals = copy(principals);
    if (rules.isEmpty()
        && accounts.isEmpty()
        && units.isEmpty()
        && events.isEmpty()
        && networks.isEmpty()
        && principals.isEmpty()) {
      throw new IllegalArgumentException(
          "reason: is the only condition, so every finding would be excluded. Add rules,"
              + " accounts, organizationalUnits, events, networks or principals");
    }
  }

  private static <T> Set<T> copy(Set<T> values) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /** Returns the reason and the owner in one line, which names the exclusion in reports. */
  public String label() {
    return SafeText.line(reason + " (" + owner + ")", MAX_LABEL_LENGTH);
  }

  /** Returns whether the exclusion applies at this time. */
  public boolean appliesAt(Instant time) {
    return until.filter(it -> !time.isBefore(it)).isEmpty();
  }

  /** Returns whether the finding meets every criterion. */
  boolean matches(Finding finding, AccountDirectory directory) {
    RootActivity activity = finding.activity();
    return appliesAt(activity.event().time())
        && (rules.isEmpty() || rules.contains(finding.ruleId()))
        && (events.isEmpty() || activity.is(events))
        && (networks.isEmpty() || isFromNetworks(activity))
        && (principals.isEmpty() || isByPrincipals(activity))
        && concerns(activity, directory);
  }

  private boolean isFromNetworks(RootActivity activity) {
    // Through a VPC endpoint, the address is one in the caller's VPC, whose addresses its owner
    // chooses. https://docs.aws.amazon.com/kms/latest/developerguide/vpce-logging.html
    if (activity.event().raw().contains("\"vpcEndpointId\"")) {
      return false;
    }
    return activity
        .event()
        .sourceAddress()
        .filter(address -> networks.stream().anyMatch(it -> it.contains(address)))
        .isPresent();
  }

  private boolean isByPrincipals(RootActivity activity) {
    List<String> names = names(activity).toList();
    return principals.stream().anyMatch(it -> names.stream().anyMatch(name -> matches(it, name)));
  }

  /**
   * Returns whether a principal matches. The caller of AssumeRole chooses the name of the session,
   * so it only counts if the principal names the role too.
   */
  private static boolean matches(String principal, String name) {
    Pattern pattern = pattern(principal);
    int session = name.lastIndexOf('/');
    if (!name.contains(":assumed-role/") || principal.startsWith(name.substring(0, session + 1))) {
      return pattern.matcher(name).matches();
    }
    return pattern.matcher(name).matches()
        && pattern.matcher(name.substring(0, session + 1) + NO_SESSION).matches();
  }

  private static Stream<String> names(RootActivity activity) {
    var identity = activity.event().identity();
    return Stream.of(
            identity.arn(), identity.sessionIssuer().flatMap(it -> it.arn()), identity.invokedBy())
        .flatMap(Optional::stream);
  }

  private static Pattern pattern(String principal) {
    return Pattern.compile(
        Stream.of(principal.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  /**
   * Returns whether the account matches. The directory is queried last and only for units, because
   * a query may wait.
   */
  private boolean concerns(RootActivity activity, AccountDirectory directory) {
    if (accounts.isEmpty() && units.isEmpty()) {
      return true;
    }
    Optional<AccountId> account = activity.account();
    if (account.filter(accounts::contains).isPresent()) {
      return true;
    }
    return !units.isEmpty()
        && account
            .map(directory::find)
            .flatMap(Account::unit)
            .filter(unit -> units.stream().anyMatch(it -> it.contains(unit)))
            .isPresent();
  }

  /** A range of IPv4 or IPv6 addresses in CIDR notation, such as {@code 192.0.2.0/24}. */
  public static final class CidrBlock {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private final String text;
    private final byte[] network;
    private final int bits;

    private CidrBlock(String text, byte[] network, int bits) {
      this.text = text;
      this.network = network;
      this.bits = bits;
    }

    /**
     * Parses the notation.
     *
     * @throws IllegalArgumentException if the text is not a range, if host bits are set, or if the
     *     range is wider than an IPv4 /8 or an IPv6 /16
     */
    public static CidrBlock parse(String text) {
      String[] parts = text.split("/", -1);
      Optional<byte[]> address = address(parts[0]);
      if (address.isEmpty() || parts.length > 2 || (parts.length == 2 && !isNumber(parts[1]))) {
        throw expected(text);
      }
      byte[] bytes = address.get();
      int length = bytes.length * 8;
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : length;
      if (bits > length || bits < (length == 32 ? 8 : 16)) {
        throw expected(text);
      }
      CidrBlock block = new CidrBlock(text, bytes, bits);
      for (int bit = bits; bit < length; bit++) {
        if (isSet(bytes, bit)) {
          throw expected(text);
        }
      }
      return block;
    }

    private static boolean isNumber(String text) {
      return text.matches("\\d{1,3}");
    }

    private static IllegalArgumentException expected(String text) {
      return new IllegalArgumentException("must be a network but is '" + text + "'");
    }

    /** Returns whether the address is in the range; false for a string that is not an address. */
    public boolean contains(String text) {
      Optional<byte[]> address = address(text);
      if (address.isEmpty() || address.get().length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        if (isSet(address.get(), bit) != isSet(network, bit)) {
          return false;
        }
      }
      return true;
    }

    private static boolean isSet(byte[] bytes, int bit) {
      return (bytes[bit / 8] >> (7 - bit % 8) & 1) == 1;
    }

    /** Parses literal addresses only, so that no name is resolved. */
    private static Optional<byte[]> address(String text) {
      if (text.length() > 45 || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
        return Optional.empty();
      }
      try {
        return Optional.of(InetAddress.getByName(text.toLowerCase(Locale.ROOT)).getAddress());
      } catch (UnknownHostException e) {
        return Optional.empty();
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CidrBlock block && text.equals(block.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
