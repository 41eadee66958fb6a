import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calculates the monthly costs from costs.csv and writes them into docs/reference/costs.md.
 *
 * <p>{@code java iac/costs/Costs.java} prints the table, with {@code --write} it replaces the table
 * in docs/reference/costs.md, with {@code --check} it fails if the page shows another table, and
 * with two numbers, accounts and regions, it prints the sum in USD. Run it in the root of the
 * repository.
 */
public final class Costs {
  private static final Path ROWS = Path.of("iac", "costs", "costs.csv");
  private static final Path PATTERNS = Path.of("iac", "patterns");
  private static final Path PAGE = Path.of("docs", "reference", "costs.md");
  private static final String START = "<!-- costs: java iac/costs/Costs.java --write -->\n";
  private static final String END = "<!-- end of costs -->\n";
  private static final int ACCOUNTS = 100;
  private static final int FEW_REGIONS = 4;
  private static final int ALL_REGIONS = 17;

  /** coverage-check, drift-check, rootmon-protected and key-changed. */
  private static final int RULES_WITHOUT_A_PATTERN = 4;

  private record Row(String service, String what, String quantity, double price, String list) {}

  private Costs() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2) {
      int accounts = Integer.parseInt(arguments[0]);
      int regions = Integer.parseInt(arguments[1]);
      System.out.println(usd(sum(rows(), accounts, regions)));
      return;
    }
    String option = arguments.length == 0 ? "" : arguments[0];
    String page = Files.readString(PAGE);
    int start = page.indexOf(START);
    int end = page.indexOf(END);
    if (start < 0 || end < start) {
      throw new IllegalStateException(PAGE + ": expected the lines " + START + END);
    }
    String written = page.substring(0, start) + START + table() + page.substring(end);
    switch (option) {
      case "" -> System.out.print(table());
      case "--write" -> Files.writeString(PAGE, written);
      case "--check" -> {
        if (!written.equals(page)) {
          System.err.println(PAGE + ": other costs; run java iac/costs/Costs.java --write");
          System.exit(1);
        }
      }
      default -> throw new IllegalArgumentException("expected --write or --check: " + option);
    }
  }

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(
        "| service | what | quantity in %d regions | USD each | %d regions, USD | %d regions, USD |\n"
            .formatted(FEW_REGIONS, FEW_REGIONS, ALL_REGIONS));
    table.append("|---|---|--:|--:|--:|--:|\n");
    List<Row> rows = rows();
    for (Row row : rows) {
      double few = quantity(row, ACCOUNTS, FEW_REGIONS);
      double all = quantity(row, ACCOUNTS, ALL_REGIONS);
      table.append(
          "| [%s](%s) | %s | %s | %s | %s | %s |\n"
              .formatted(
                  row.service(),
                  row.list(),
                  row.what(),
                  number(few),
                  price(row.price()),
                  usd(few * row.price()),
                  usd(all * row.price())));
    }
    table.append(
        "| **sum** | %d accounts | | | **%s** | **%s** |\n"
            .formatted(
                ACCOUNTS,
                usd(sum(rows, ACCOUNTS, FEW_REGIONS)),
                usd(sum(rows, ACCOUNTS, ALL_REGIONS))));
    return table.toString();
  }

  private static double sum(List<Row> rows, int accounts, int regions) throws IOException {
    double sum = 0;
    for (Row row : rows) {
      sum += quantity(row, accounts, regions) * row.price();
    }
    return sum;
  }

  private static double quantity(Row row, int accounts, int regions) throws IOException {
    double hours = 30 * 24;
    double places = (double) accounts * regions;
    return new Formula(
            row.quantity(),
            Map.of(
                "accounts",
                (double) accounts,
                "regions",
                (double) regions,
                "places",
                places,
                "hours",
                hours,
                "heartbeats",
                places * hours,
                "rules",
                (double) rules()))
        .value();
  }

  private static long rules() throws IOException {
    try (Stream<Path> files = Files.list(PATTERNS)) {
      return RULES_WITHOUT_A_PATTERN + files.filter(it -> it.toString().endsWith(".json")).count();
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(ROWS).stream().skip(1).toList()) {
      List<String> cells = cells(line);
      if (cells.size() != 5) {
        throw new IllegalStateException(ROWS + ": expected five cells: " + line);
      }
      rows.add(
          new Row(
              cells.get(0),
              cells.get(1),
              cells.get(2),
              Double.parseDouble(cells.get(3)),
              cells.get(4)));
    }
    return rows;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char next : (line + ",").toCharArray()) {
      if (next == '"') {
        quoted = !quoted;
      } else if (next == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(next);
      }
    }
    return cells;
  }

  private static String usd(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }

  private static String number(double amount) {
    return amount < 1 || amount == Math.rint(amount)
        ? String.format(Locale.ROOT, amount < 1 ? "%.2f" : "%,.0f", amount)
        : String.format(Locale.ROOT, "%,.1f", amount);
  }

  private static String price(double amount) {
    return amount < 0.01
        ? String.format(Locale.ROOT, "%.3f a million", amount * 1_000_000)
        : usd(amount);
  }

  /** A sum of products of numbers and names, with parentheses and divisions. */
  private static final class Formula {
    private final String text;
    private final Map<String, Double> names;
    private int at;

    Formula(String text, Map<String, Double> names) {
      this.text = text.replace(" ", "");
      this.names = names;
    }

    double value() {
      double value = sum();
      if (at < text.length()) {
        throw new IllegalArgumentException("formula: unexpected at " + at + ": " + text);
      }
      return value;
    }

    private double sum() {
      double value = product();
      while (at < text.length() && text.charAt(at) == '+') {
        at++;
        value += product();
      }
      return value;
    }

    private double product() {
      double value = factor();
      while (at < text.length() && "*/".indexOf(text.charAt(at)) >= 0) {
        boolean times = text.charAt(at++) == '*';
        double next = factor();
        value = times ? value * next : value / next;
      }
      return value;
    }

    private double factor() {
      if (at < text.length() && text.charAt(at) == '(') {
        at++;
        double value = sum();
        at++;
        return value;
      }
      int start = at;
      while (at < text.length() && "+*/()".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      Double named = names.get(word);
      return named == null ? Double.parseDouble(word) : named;
    }
  }
}
