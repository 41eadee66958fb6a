package io.rootmon.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.detect.ActivityKind;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.Severity;
import io.rootmon.route.Route;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sections with the names, links, windows and periods of an organization. */
class ConfigurationSectionsTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");

  @Test
  void readsTheMaximumTimeOfAnIncidentAndRefusesOneBelowItsInactivityPeriod() {
    assertThat(parse("{\"incident\": {\"maxHours\": 48}}").incident())
        .isEqualTo(GroupingPolicy.STANDARD.withMaximumAge(Duration.ofDays(2)));
    assertThatThrownBy(() -> parse("{\"incident\": {\"maxHours\": 1, \"inactivityMinutes\": 90}}"))
        .hasMessageContaining(
            "incident.maxHours: must be at least the 90 minutes of inactivityMinutes but is 1");
  }

  @Test
  void anIncidentClosesAfterHalfAnHourByDefault() {
    assertThat(parse("{}").incident()).isEqualTo(GroupingPolicy.STANDARD);
    assertThat(parse("{\"incident\": {}}").incident()).isEqualTo(GroupingPolicy.STANDARD);
    assertThat(parse("{\"incident\": {\"inactivityMinutes\": 1440}}").incident())
        .isEqualTo(GroupingPolicy.STANDARD.withInactivityPeriod(Duration.ofDays(1)));
  }

  @Test
  void readsTheOrganizationOnlyWhenConfigured() {
    assertThat(parse("{}").organization()).isEmpty();
    assertThat(parse("{\"organization\": {}}").organization())
        .contains(new OrganizationSettings("owner"));
    assertThat(parse("{\"organization\": {\"ownerTag\": \"team\"}}").organization())
        .contains(new OrganizationSettings("team"));
  }

  @Test
  void aRouteNamesUnits() {
    ConfigurationDocument configuration =
        parse(
            """
            {"accounts": {"111122223333": {"organizationalUnit": "Root/Workloads/Prod"}},
             "channels": {"files": {"type": "outbox", "folder": "out"}},
             "routes": [{"channels": ["files"]},
                        {"organizationalUnits": ["Root/Workloads"], "severity": "LOW",
                         "channels": ["files"]}]}
            """);

    assertThat(configuration.routes().routes().get(1))
        .isEqualTo(
            new Route(
                Set.of(),
                Set.of(new OrganizationalUnit("Root/Workloads")),
                Severity.LOW,
                Set.of(),
                Set.of("files")));
    assertThat(configuration.accountDirectory().find(PAYMENTS))
        .isEqualTo(
            new Account(
                Optional.of(PAYMENTS),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OrganizationalUnit("Root/Workloads/Prod")),
                Optional.empty()));
  }

  @Test
  void linksAreTheOrganizationsOwn() {
    assertThat(parse("{}").links()).isEqualTo(OrganizationLinks.NONE);
    assertThat(
            parse(
                    """
                    {"links": {"accessPortal": "https://d-1234567890.awsapps.com/start/#/",
                               "roleName": "Audit", "runbook": "https://example.com/{kind}?a={account}"}}
                    """)
                .links())
        .isEqualTo(
            new OrganizationLinks(
                Optional.of(URI.create("https://d-1234567890.awsapps.com/start/#/")),
                Optional.of("Audit"),
                Optional.of("https://example.com/{kind}?a={account}")));
  }

  @Test
  void windowsAreReadInTheirOrderAndMayOverlap() {
    assertThat(
            parse(
                    """
                    {"maintenanceWindows": [
                      {"account": "111122223333", "from": "2026-03-14T03:00+01:00",
                       "until": "2026-03-14T04:00:00Z", "ticket": "CHG-1", "owner": "platform",
                       "kinds": ["DIRECT"], "events": ["ConsoleLogin"]},
                      {"account": "111122223333", "from": "2026-03-14T03:00:00Z",
                       "until": "2026-04-14T03:00:00Z", "ticket": "CHG-2"}]}
                    """)
                .maintenanceWindows()
                .windows())
        .containsExactly(
            new MaintenanceWindow(
                PAYMENTS,
                Instant.parse("2026-03-14T02:00:00Z"),
                Instant.parse("2026-03-14T04:00:00Z"),
                "CHG-1",
                Optional.of("platform"),
                Set.of(ActivityKind.DIRECT),
                Set.of("ConsoleLogin")),
            new MaintenanceWindow(
                PAYMENTS,
                Instant.parse("2026-03-14T03:00:00Z"),
                Instant.parse("2026-04-14T03:00:00Z"),
                "CHG-2",
                Optional.empty(),
                Set.of(),
                Set.of()));
  }

  private static ConfigurationDocument parse(String json) {
    return ConfigurationDocument.parse("rootmon.json", json);
  }
}
