package io.rootmon.internal.location;

import com.maxmind.db.Reader;
import io.rootmon.alert.AddressLocator;
import io.rootmon.internal.text.SafeText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds locations in databases in <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind's
 * format</a>, such as GeoLite2 City, Country and ASN. Several databases complete each other.
 *
 * <p>A database is opened with the first address and mapped into memory, so that only the pages
 * that a search touches are read. A database that is missing or broken costs no alert: the alert
 * has no location and says why. Safe for use by many threads.
 */
public final class LocationDatabases implements AddressLocator {
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_PROBLEM_LENGTH = 160;

  private final List<Database> databases;

  private LocationDatabases(List<Database> databases) {
    this.databases = databases;
  }

  /** Returns a locator that opens these files when the first address is located. */
  public static LocationDatabases of(List<Path> files) {
    return new LocationDatabases(files.stream().map(Database::new).toList());
  }

  @Override
  public Optional<Location> locate(String address) {
    Optional<InetAddress> parsed = parse(address);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> place = Optional.empty();
    Optional<String> network = Optional.empty();
    for (Database database : databases) {
      Map<?, ?> entry = database.find(parsed.get());
      place = place.or(() -> place(entry));
      network = network.or(() -> network(entry));
    }
    return place.isEmpty() && network.isEmpty()
        ? Optional.empty()
        : Optional.of(new Location(place, network));
  }

  @Override
  public Optional<String> problem() {
    List<String> problems =
        databases.stream().map(Database::problem).flatMap(Optional::stream).toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", problems));
  }

  /** Only the text itself is read: a host name would be looked up in the network. */
  private static Optional<InetAddress> parse(String text) {
    try {
      Matcher four = IPV4.matcher(text);
      if (four.matches()) {
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
          int part = Integer.parseInt(four.group(i + 1));
          if (part > 255) {
            return Optional.empty();
          }
          bytes[i] = (byte) part;
        }
        return Optional.of(InetAddress.getByAddress(bytes));
      }
      return text.contains(":") && IPV6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> place(Map<?, ?> entry) {
    Optional<String> city = name(entry.get("city"));
    Optional<String> country = name(entry.get("country")).or(() -> name(entry.get("continent")));
    return city.map(it -> it + country.map(land -> ", " + land).orElse("")).or(() -> country);
  }

  private static Optional<String> name(@Nullable Object place) {
    return place instanceof Map<?, ?> map
            && map.get("names") instanceof Map<?, ?> names
            && names.get("en") instanceof String name
        ? text(name)
        : Optional.empty();
  }

  private static Optional<String> network(Map<?, ?> entry) {
    Optional<String> number =
        entry.get("autonomous_system_number") instanceof Number it
            ? Optional.of("AS" + it)
            : Optional.empty();
    Optional<String> operator =
        entry.get("autonomous_system_organization") instanceof String it
            ? text(it)
            : Optional.empty();
    return number.map(it -> it + operator.map(name -> " " + name).orElse("")).or(() -> operator);
  }

  private static Optional<String> text(String name) {
    return Optional.of(SafeText.line(name, MAX_NAME_LENGTH)).filter(it -> !it.isBlank());
  }

  /** A database file. A failure is cached, so that an alert does not open a broken file again. */
  private static final class Database {
    private final Path file;
    private @Nullable Reader reader;
    private @Nullable String problem;

    Database(Path file) {
      this.file = file;
    }

    /** Returns the entry of the address; empty if there is none. */
    synchronized Map<?, ?> find(InetAddress address) {
      if (problem != null) {
        return Map.of();
      }
      try {
        if (reader == null) {
          reader = open();
        }
        Map<?, ?> entry = reader.get(address, Map.class);
        return entry == null ? Map.of() : entry;
      } catch (NoSuchFileException e) {
        problem = "the file does not exist";
      } catch (LinkageError e) {
        problem = "the library com.maxmind.db:maxmind-db is not on the class path";
      } catch (IOException | RuntimeException | StackOverflowError e) {
        // A damaged file can have any content.
        problem = SafeText.line(String.valueOf(e.getMessage()), MAX_PROBLEM_LENGTH);
      }
      return Map.of();
    }

    private Reader open() throws IOException {
      // The reader reports a missing file as one that it cannot map.
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      return new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED);
    }

    synchronized Optional<String> problem() {
      return Optional.ofNullable(problem)
          .map(
              it ->
                  "The location database "
                      + SafeText.line(file.toString(), MAX_PROBLEM_LENGTH)
                      + " cannot be read: "
                      + it
                      + (it.endsWith(".") ? "" : ".")
                      + " Alerts lack locations until it is replaced.");
    }
  }

  /** Returns the files, for messages. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    databases.forEach(it -> files.add(it.file));
    return List.copyOf(files);
  }
}
