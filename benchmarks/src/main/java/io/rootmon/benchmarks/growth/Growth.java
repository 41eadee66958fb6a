package io.rootmon.benchmarks.growth;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures the cost of an event in the function with more and more events and accounts: it must not
 * grow. Writes the plot in benchmarks/RESULTS.md.
 */
public final class Growth implements Suite {
  /** The first decades have too few events for a meaningful average. */
  private static final long FIRST_OF_MEANING = 1_000;

  /** The queue of an organization, in which one event in a hundred causes an alert. */
  private static final int ACTS_OF_A_VISIT = 100;

  private static final double FLAT = 1.25;

  /**
   * The maximum number of events in the in-memory store, a power of ten; a million would take too
   * long.
   */
  private static final String MAX_VALUE = "ROOTMON_GROWTH_EVENTS";

  /**
   * A store and the range of its measurements: DynamoDB local takes milliseconds per event.
   *
   * @param usual the number of accounts while the number of events grows
   * @param events the maximum number of events
   * @param fewEvents the number of events while the number of accounts grows
   * @param more the arguments of the worker for this store
   */
  private record Store(
      String name,
      int usual,
      List<Integer> accounts,
      long events,
      long fewEvents,
      long warm,
      Supplier<List<String>> more) {
    List<String> arguments(long account, long most) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(
          Stream.of(account, (long) ACTS_OF_A_VISIT, most, warm).map(String::valueOf).toList());
      arguments.addAll(more.get());
      return arguments;
    }
  }

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    Path home = Path.of(System.getProperty("rootmon.home", ".")).toAbsolutePath();
    Processes processes = new Processes(home);
    List<Series> all = new ArrayList<>();
    try (Database database = Database.start(processes, 12)) {
      for (Store store : quick ? few(database) : stores(database)) {
        all.add(byEvents(rows, store, processes));
        all.add(byAccounts(rows, store, processes));
      }
    }
    String plot = quick ? "benchmarks/target/growth.svg" : "benchmarks/growth.svg";
    Files.writeString(home.resolve(plot), Plot.of(all), StandardCharsets.UTF_8);
  }

  private static List<Store> stores(Database database) {
    List<Integer> accounts = List.of(1, 10, 100, 1_000, 10_000);
    long most = Long.parseLong(System.getenv().getOrDefault(MAX_VALUE, "1000000"));
    return List.of(
        new Store("memory", 1_000, accounts, most, 10_000, 3_000, List::of),
        new Store(
            "DynamoDB local",
            100,
            accounts.subList(0, 4),
            10_000,
            1_000,
            500,
            database::forAWorker));
  }

  private static List<Store> few(Database database) {
    List<Integer> accounts = List.of(1, 1_000);
    return List.of(
        new Store("memory", 1_000, accounts, 10_000, 1_000, 1_000, List::of),
        new Store(
            "DynamoDB local", 10, accounts.subList(0, 1), 1_000, 100, 300, database::forAWorker));
  }

  private static Series byEvents(Consumer<Row> rows, Store store, Processes processes)
      throws IOException, InterruptedException {
    List<Point> points = processes.points(store.arguments(store.usual(), store.events()));
    Series series = new Series(store.name(), Series.Axis.EVENTS, points);
    String where = String.format(Locale.ROOT, "%s, %,d accounts", store.name(), store.usual());
    tell(rows, where, "up to %,d events", series, FIRST_OF_MEANING);
    return series;
  }

  private static Series byAccounts(Consumer<Row> rows, Store store, Processes processes)
      throws IOException, InterruptedException {
    List<Point> points = new ArrayList<>();
    for (int accounts : store.accounts()) {
      List<Point> decades = processes.points(store.arguments(accounts, store.fewEvents()));
      points.add(decades.get(decades.size() - 1).at(accounts));
    }
    Series series = new Series(store.name(), Series.Axis.ACCOUNTS, points);
    String where = String.format(Locale.ROOT, "%s, %,d events", store.name(), store.fewEvents());
    tell(rows, where, "%,d accounts", series, 1);
    return series;
  }

  private static void tell(
      Consumer<Row> rows, String where, String at, Series series, long firstOfMeaning) {
    for (Point point : series.points()) {
      String words = where + ", " + String.format(Locale.ROOT, at, point.at());
      rows.accept(Row.noted(words + ": CPU an event", point.micros(), "µs"));
      if (point.at() >= firstOfMeaning) {
        rows.accept(Row.noted(words + ": heap an event", point.kilobytes(), "KB"));
      }
    }
    List<Point> meant = series.points().stream().filter(it -> it.at() >= firstOfMeaning).toList();
    flat(rows, where + ": CPU, last beside first", meant, Point::micros, "µs");
    flat(rows, where + ": heap, last beside first", meant, Point::kilobytes, "KB");
  }

  private static void flat(
      Consumer<Row> rows,
      String words,
      List<Point> points,
      ToDoubleFunction<Point> figure,
      String unit) {
    double first = figure.applyAsDouble(points.get(0));
    double last = figure.applyAsDouble(points.get(points.size() - 1));
    rows.accept(Row.atMostTimes(FLAT, words, last, unit, first));
  }
}
