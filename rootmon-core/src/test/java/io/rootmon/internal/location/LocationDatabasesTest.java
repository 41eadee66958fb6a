package io.rootmon.internal.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.AddressLocator;
import io.rootmon.alert.AddressLocator.Location;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationDatabasesTest {
  private static final String CASE = "critical/root.sign-in.without-mfa.json";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @SuppressWarnings("NullAway.Init") // before each
  private Path cities;

  @SuppressWarnings("NullAway.Init") // before each
  private Path networks;

  @BeforeEach
  void write() throws IOException {
    cities =
        new DatabaseWriter("GeoLite2-City")
            .add(
                "203.0.113.0/24",
                Map.of(
                    "city", Map.of("names", Map.of("en", "Frankfurt am Main", "de", "Frankfurt")),
                    "country", Map.of("names", Map.of("en", "Germany"), "iso_code", "DE")))
            .add("198.51.100.0/24", country("Japan"))
            .add("192.0.2.0/25", Map.of("continent", Map.of("names", Map.of("en", "Europe"))))
            .add("2001:db8::/32", country("Brazil"))
            .write(folder.resolve("city.mmdb"));
    networks =
        new DatabaseWriter("GeoLite2-ASN")
            .add(
                "203.0.113.0/24",
                Map.of(
                    "autonomous_system_number",
                    64_500L,
                    "autonomous_system_organization",
                    "Example"))
            .add("192.0.2.128/25", Map.of("autonomous_system_number", 64_501L))
            .write(folder.resolve("asn.mmdb"));
  }

  private static Map<String, ?> country(String name) {
    return Map.of("country", Map.of("names", Map.of("en", name)));
  }

  @Test
  void completesThePlaceOfOneDatabaseWithTheNetworkOfAnother() {
    AddressLocator locator = LocationDatabases.of(List.of(cities, networks));

    assertThat(locator.locate("203.0.113.7"))
        .contains(
            new Location(
                Optional.of("Frankfurt am Main, Germany"), Optional.of("AS64500 Example")));
    assertThat(locator.locate("198.51.100.9"))
        .contains(new Location(Optional.of("Japan"), Optional.empty()));
    assertThat(locator.locate("192.0.2.1"))
        .contains(new Location(Optional.of("Europe"), Optional.empty()));
    assertThat(locator.locate("192.0.2.200"))
        .contains(new Location(Optional.empty(), Optional.of("AS64501")));
    assertThat(locator.locate("2001:db8:1::1"))
        .contains(new Location(Optional.of("Brazil"), Optional.empty()));
    assertThat(locator.locate("192.168.0.1")).isEmpty();
    assertThat(locator.problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "signin.amazonaws.com",
        "AWS Internal",
        "localhost",
        "203.0.113",
        "203.0.113.999",
        "203.0.113.7:443",
        "2001:db8::zz",
        "::::",
        "0x7f.1.1.1",
        "203.0.113.7 "
      })
  void locatesNoTextThatIsNoAddress(String text) {
    AddressLocator locator = LocationDatabases.of(List.of(cities));

    assertThat(locator.locate(text)).isEmpty();
    assertThat(locator.problem()).isEmpty();
  }

  @Test
  void theAlertNamesPlaceAndNetwork() {
    Alert alert = alert(LocationDatabases.of(List.of(cities, networks)));

    assertThat(alert.facts())
        .contains(new Fact("From", "203.0.113.7, Frankfurt am Main, Germany (AS64500 Example)"));
    assertThat(alert.summary().orElseThrow())
        .contains(" from 203.0.113.7 (Frankfurt am Main, Germany) ");
    assertThat(alert.notes()).isEmpty();
  }

  @Test
  void theAlertSaysThatADatabaseIsMissing() {
    Path missing = folder.resolve("missing.mmdb");

    Alert alert = alert(LocationDatabases.of(List.of(missing, networks)));

    assertThat(alert.facts()).contains(new Fact("From", "203.0.113.7, AS64500 Example"));
    assertThat(alert.notes())
        .containsExactly(
            "The location database "
                + missing
                + " cannot be read: the file does not exist. Alerts lack locations until it is"
                + " replaced.");
  }

  @Test
  void theAlertSaysThatAFileIsNoDatabase() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mmdb"), "this is no database");

    Alert alert = alert(LocationDatabases.of(List.of(text)));

    assertThat(alert.facts()).contains(new Fact("From", "203.0.113.7"));
    assertThat(alert.notes())
        .singleElement()
        .asString()
        .startsWith("The location database " + text + " cannot be read: ")
        .endsWith(" Alerts lack locations until it is replaced.");
  }

  /** A database that was damaged anywhere has a location, or none, and never an exception. */
  @Test
  void aDamagedDatabaseCostsNoAlert() throws IOException {
    byte[] whole = Files.readAllBytes(cities);
    Random random = new Random(20_260_314);
    int without = 0;
    for (int run = 0; run < 400; run++) {
      byte[] damaged =
          run % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int at = 0; at < 1 + run % 8 && damaged.length > 0; at++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged-" + run + ".mmdb"), damaged);
      AddressLocator locator = LocationDatabases.of(List.of(file));
      without += locator.locate("203.0.113.7").isEmpty() ? 1 : 0;
      assertThat(alert(locator).headline()).isNotEmpty();
    }
    assertThat(without).isBetween(50, 399);
  }

  @Test
  void noFileIsOpenedBeforeTheFirstAddress() throws IOException {
    AddressLocator locator = LocationDatabases.of(List.of(folder.resolve("later.mmdb")));
    Files.copy(cities, folder.resolve("later.mmdb"));

    assertThat(locator.locate("198.51.100.9")).isPresent();
  }

  @Test
  void theConfigurationNamesTheDatabases() {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"location": {"database": "%s", "networkDatabase": "%s"}}
            """
                .formatted(cities, networks));

    assertThat(configuration.locator().locate("203.0.113.7").orElseThrow().network())
        .contains("AS64500 Example");
    assertThat(ConfigurationDocument.EMPTY.locator()).isSameAs(AddressLocator.NONE);
  }

  private static Alert alert(AddressLocator locator) {
    return new AlertFactory(AccountDirectory.of(Map.of()), OrganizationLinks.NONE, locator)
        .about(
            StandardRules.policy()
                .judge(
                    new Detector()
                        .detect(CaseFiles.event(CaseFiles.FOLDER.resolve(CASE)))
                        .orElseThrow()));
  }
}
