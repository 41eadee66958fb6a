package io.rootmon.internal.control;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.EventFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The progress of the comparison of one day, as its next message carries it.
 *
 * @param query the id of the query; empty if the query was not started
 * @param step the work of the next message
 * @param tries how often the step was tried before
 * @param page the number of the next page of the result, from 0
 * @param token the token of the next page; empty for the first one
 * @param counts the result of the pages before
 */
public record WitnessProgress(
    Optional<String> query, Step step, int tries, int page, Optional<String> token, Counts counts) {

  /** The work of a message. */
  public enum Step {
    /** Starts the query. */
    START,
    /** Reads the state of the query. */
    POLL,
    /** Reads pages of the result. */
    READ
  }

  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9-]{1,128}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

  /**
   * The counts of the compared events.
   *
   * @param delivered the events that EventBridge delivered
   * @param unrouted the events that no channel receives, so that nothing about them is stored
   * @param unreadable the rows that could not be parsed
   * @param missing the events that EventBridge did not deliver, by account and region
   */
  public record Counts(long delivered, long unrouted, long unreadable, List<Missing> missing) {
    /** No events. */
    public static final Counts NONE = new Counts(0, 0, 0, List.of());

    private static final int MAX_PLACES = 100;

    public Counts {
      missing = List.copyOf(missing);
    }

    /** Returns the number of events that EventBridge did not deliver. */
    public long missingEvents() {
      return missing.stream().mapToLong(Missing::count).sum();
    }

    /** Returns the sum. More than {@value #MAX_PLACES} account-regions are counted as one. */
    public Counts plus(Counts other) {
      Map<String, Missing> all = new TreeMap<>();
      for (List<Missing> some : List.of(missing, other.missing)) {
        for (Missing it : some) {
          boolean isNew = !all.containsKey(it.place());
          Missing place =
              isNew && all.size() >= MAX_PLACES
                  ? new Missing(Optional.empty(), Missing.OTHERS, it.count(), it.names())
                  : it;
          all.merge(place.place(), place, Missing::plus);
        }
      }
      return new Counts(
          delivered + other.delivered,
          unrouted + other.unrouted,
          unreadable + other.unreadable,
          List.copyOf(all.values()));
    }
  }

  /**
   * Events of one account and region that EventBridge did not deliver.
   *
   * @param account empty if the records do not name it
   * @param region the region as the records name it
   * @param names some of the events' names
   */
  public record Missing(
      Optional<AccountId> account, String region, long count, List<String> names) {
    /** The region of the account-regions after the first hundred. */
    public static final String OTHERS = "other";

    private static final String UNKNOWN = "unknown";
    private static final int MAX_NAMES = 5;
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^A-Za-z0-9_.:-]");
    private static final int MAX_NAME_LENGTH = 64;

    public Missing {
      region = name(region);
      names =
          List.copyOf(
              names.stream()
                  .map(Missing::name)
                  .collect(Collectors.toCollection(TreeSet::new))
                  .stream()
                  .limit(MAX_NAMES)
                  .toList());
    }

    private static String name(String text) {
      String plain = OTHER_CHARACTERS.matcher(text).replaceAll("?");
      String cut = plain.substring(0, Math.min(MAX_NAME_LENGTH, plain.length()));
      return cut.isEmpty() ? UNKNOWN : cut;
    }

    private String place() {
      return account.map(AccountId::value).orElse(UNKNOWN) + " " + region;
    }

    private Missing plus(Missing other) {
      List<String> all = new ArrayList<>(names);
      all.addAll(other.names);
      return new Missing(account, region, count + other.count, all);
    }

    private String text() {
      return place() + " " + count + " " + String.join(",", names);
    }

    private static Missing parse(String text) {
      String[] part = text.split(" ", -1);
      if (part.length != 4 || !NUMBER.matcher(part[2]).matches()) {
        throw new IllegalArgumentException("missing: expected places but was '" + text + "'");
      }
      return new Missing(
          part[0].equals(UNKNOWN) ? Optional.empty() : Optional.of(new AccountId(part[0])),
          part[1],
          Long.parseLong(part[2]),
          List.of(part[3].split(",", -1)));
    }
  }

  /** Returns the progress before the query was started. */
  public static WitnessProgress beforeStart() {
    return new WitnessProgress(Optional.empty(), Step.START, 0, 0, Optional.empty(), Counts.NONE);
  }

  /** Returns the progress after the query was started. */
  public static WitnessProgress started(String query) {
    return new WitnessProgress(Optional.of(query), Step.POLL, 0, 0, Optional.empty(), Counts.NONE);
  }

  /** Returns the progress that repeats the step. */
  public WitnessProgress again() {
    return new WitnessProgress(query, step, tries + 1, page, token, counts);
  }

  /** Returns the progress before the first page of the result. */
  public WitnessProgress finished() {
    return new WitnessProgress(query, Step.READ, 0, 0, Optional.empty(), counts);
  }

  /** Returns the progress before the page of the token. */
  public WitnessProgress nextPage(String next, Counts more) {
    return new WitnessProgress(query, Step.READ, 0, page + 1, Optional.of(next), counts.plus(more));
  }

  /** Returns the fields of the message. */
  public Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("step", step.name());
    query.ifPresent(it -> fields.put("query", it));
    fields.put("tries", Integer.toString(tries));
    fields.put("page", Integer.toString(page));
    token.ifPresent(it -> fields.put("token", it));
    fields.put("delivered", Long.toString(counts.delivered()));
    fields.put("unrouted", Long.toString(counts.unrouted()));
    fields.put("unreadable", Long.toString(counts.unreadable()));
    if (!counts.missing().isEmpty()) {
      fields.put(
          "missing", counts.missing().stream().map(Missing::text).collect(Collectors.joining(";")));
    }
    return fields;
  }

  /**
   * Parses {@link #fields}. Empty if the message has no progress.
   *
   * @throws IllegalArgumentException if a field is missing or invalid; the message names it
   */
  static Optional<WitnessProgress> parse(EventFields fields) {
    Optional<String> step = fields.text("step");
    if (step.isEmpty()) {
      return Optional.empty();
    }
    Step known = step(step.get());
    Optional<String> query = matching(fields, "query", QUERY);
    if (known != Step.START && query.isEmpty()) {
      throw new IllegalArgumentException("query: expected the id of a query but was missing");
    }
    return Optional.of(
        new WitnessProgress(
            query,
            known,
            Math.toIntExact(number(fields, "tries", 1_000)),
            Math.toIntExact(number(fields, "page", 100_000_000)),
            matching(fields, "token", TOKEN),
            new Counts(
                number(fields, "delivered", Long.MAX_VALUE),
                number(fields, "unrouted", Long.MAX_VALUE),
                number(fields, "unreadable", Long.MAX_VALUE),
                fields
                    .text("missing")
                    .map(it -> Pattern.compile(";").splitAsStream(it).map(Missing::parse).toList())
                    .orElse(List.of()))));
  }

  private static Step step(String name) {
    for (Step step : Step.values()) {
      if (step.name().equals(name)) {
        return step;
      }
    }
    throw new IllegalArgumentException(
        "step: expected one of " + List.of(Step.values()) + " but was '" + name + "'");
  }

  private static Optional<String> matching(EventFields fields, String name, Pattern pattern) {
    Optional<String> value = fields.text(name);
    if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: expected %s but was a different string", name, pattern));
    }
    return value;
  }

  private static long number(EventFields fields, String name, long max) {
    String value = fields.text(name).orElse("0");
    if (!NUMBER.matcher(value).matches() || Long.parseLong(value) > max) {
      throw new IllegalArgumentException(name + ": expected a number but was a different string");
    }
    return Long.parseLong(value);
  }
}
