package io.rootmon.internal.config;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.internal.EventBusArn;
import io.rootmon.internal.cloudtrail.s3.S3Source;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings.CallAs;
import io.rootmon.internal.text.InternationalDomains;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.Severity;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Route;
import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the sections of the configuration document. */
final class SectionReader {
  /** Two of three heartbeats may be late or lost. */
  private static final int SILENT_AFTER_HOURS = 3;

  private static final String OWNER_TAG = "owner";

  static final ValueType<OrganizationalUnit> UNIT =
      ValueType.text(
              "names of units separated by slashes, such as Root/Workloads/Prod",
              "[^/]*[^/\\s][^/]*(/[^/]*[^/\\s][^/]*)*",
              "Root")
          .map(OrganizationalUnit::new);

  static final ValueType<ActivityKind> KIND = ValueType.oneOf(ActivityKind.class);

  static final ValueType<Severity> SEVERITY = ValueType.oneOf(Severity.class);

  static final ValueType<String> EVENT_NAME =
      ValueType.text(
          "a call's name such as ConsoleLogin", "[A-Za-z][A-Za-z0-9_:/-]{0,127}", "ConsoleLogin");

  static final ValueType<Instant> TIME =
      ValueType.text(
              "a time such as 2026-03-14T02:00:00Z",
              "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})",
              "2026-03-14T02:00:00Z")
          .map(it -> OffsetDateTime.parse(it).toInstant());

  private SectionReader() {}

  static ValueType<Account> account(String number) {
    Optional<AccountId> id = Optional.of(new AccountId(number));
    return ValueType.textOrObject(
        "a name or an object",
        ValueType.TEXT.map(it -> new Account(id, Optional.of(it), Optional.empty())),
        settings -> {
          settings.requireOnlyKeys("name", "owner", "organizationalUnit");
          return new Account(
              id,
              settings.optional("name", ValueType.TEXT),
              settings.optional("owner", ValueType.TEXT),
              settings.optional("organizationalUnit", UNIT),
              Optional.empty());
        });
  }

  static OrganizationSettings organization(Settings settings) {
    settings.requireOnlyKeys("ownerTag");
    return new OrganizationSettings(
        settings
            .optional("ownerTag", ValueType.text("a tag's key", "(?=.*\\S).{1,128}", OWNER_TAG))
            .orElse(OWNER_TAG));
  }

  /**
   * A route of the document.
   *
   * @param hasSeverity whether the document names a severity
   */
  record RouteSettings(Route route, boolean hasSeverity) {}

  static RouteSettings route(Settings settings) {
    settings.requireOnlyKeys("accounts", "organizationalUnits", "severity", "kinds", "channels");
    Set<AccountId> accounts =
        Set.copyOf(
            settings.list(
                "accounts",
                ValueType.nonEmptyList("a list of at least one account id", ValueType.ACCOUNT_ID)));
    Set<OrganizationalUnit> units =
        Set.copyOf(
            settings.list(
                "organizationalUnits",
                ValueType.nonEmptyList("a list of at least one unit", UNIT)));
    Optional<Severity> severity = settings.optional("severity", SEVERITY);
    return new RouteSettings(
        new Route(
            accounts,
            units,
            severity.orElse(Severity.MEDIUM),
            kinds(settings),
            new LinkedHashSet<>(
                settings.required(
                    "channels",
                    ValueType.nonEmptyList(
                        "a list of at least one channel", ValueType.anyText("a channel's name"))))),
        severity.isPresent());
  }

  private static Set<ActivityKind> kinds(Settings settings) {
    return Set.copyOf(
        settings.list("kinds", ValueType.nonEmptyList("a list of at least one kind", KIND)));
  }

  static StateSettings state(Settings settings) {
    settings.requireOnlyKeys("table", "region");
    return new StateSettings(
        settings.required(
            "table", ValueType.text("a DynamoDB table's name", "[A-Za-z0-9_.-]{3,255}", "rootmon")),
        settings.optional("region", ValueType.AWS_REGION));
  }

  static List<S3Source> sources(Settings settings) {
    settings.requireOnlyKeys("s3");
    return settings.required(
        "s3",
        ValueType.nonEmptyList(
            "a list of at least one bucket",
            ValueType.object("an object with a bucket", SectionReader::source)));
  }

  private static S3Source source(Settings settings) {
    settings.requireOnlyKeys("bucket", "prefixes", "account", "region");
    return new S3Source(
        settings.required(
            "bucket",
            ValueType.text("a bucket's name", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "bucket")),
        settings.list(
            "prefixes",
            ValueType.nonEmptyList(
                "a list of at least one prefix of keys",
                ValueType.text("a prefix", ".{1,1024}", "AWSLogs/"))),
        settings.optional("account", ValueType.ACCOUNT_ID),
        settings.optional("region", ValueType.AWS_REGION));
  }

  static CoverageSettings coverage(Settings settings) {
    settings.requireOnlyKeys(
        Map.of("leaveOut", "excludedAccounts", "leaveOutRegions", "excludedRegions"),
        "regions",
        "silentAfterHours",
        "excludedAccounts",
        "excludedRegions",
        "deadLetterQueue",
        "stackSets");
    List<String> regions =
        settings.required(
            "regions",
            ValueType.nonEmptyDistinctList(
                "a list of at least one AWS region, each once", ValueType.AWS_REGION));
    int hours =
        settings
            .optional(
                "silentAfterHours",
                ValueType.integer("a whole number of hours from 1 to 168", 1, 168))
            .orElse(SILENT_AFTER_HOURS);
    return new CoverageSettings(
        new LinkedHashSet<>(regions),
        Duration.ofHours(hours),
        Set.copyOf(
            settings.list(
                "excludedAccounts", ValueType.list("a list of account ids", ValueType.ACCOUNT_ID))),
        Set.copyOf(
            settings.list(
                "excludedRegions", ValueType.list("a list of AWS regions", ValueType.AWS_REGION))),
        settings
            .optional(
                "deadLetterQueue",
                ValueType.text(
                    "the name of a standard SQS queue",
                    "[A-Za-z0-9_-]{1,80}",
                    CoverageSettings.DEAD_LETTER_QUEUE))
            .orElse(CoverageSettings.DEAD_LETTER_QUEUE),
        settings.list(
            "stackSets",
            ValueType.list(
                "a list of StackSets: names, or objects with name",
                ValueType.textOrObject(
                    "the name of a StackSet, or an object with name",
                    STACK_SET_NAME.map(StackSetSettings::new),
                    SectionReader::stackSet))));
  }

  private static final ValueType<String> STACK_SET_NAME =
      ValueType.text("the name of a StackSet", "[A-Za-z][A-Za-z0-9-]{0,127}", "rootmon");

  private static StackSetSettings stackSet(Settings settings) {
    settings.requireOnlyKeys("name", "callAs", "region");
    return new StackSetSettings(
        settings.required("name", STACK_SET_NAME),
        settings.optional("callAs", ValueType.oneOf(CallAs.class)).orElse(CallAs.DELEGATED_ADMIN),
        settings.optional("region", ValueType.AWS_REGION));
  }

  static TrailSettings trail(Settings settings) {
    settings.requireOnlyKeys("workgroup", "database", "region");
    return new TrailSettings(
        settings.required(
            "workgroup",
            ValueType.text("an Athena workgroup's name", "[A-Za-z0-9_.-]{1,128}", "rootmon")),
        settings.required(
            "database",
            ValueType.text("a database's name in Athena", "[A-Za-z0-9_.-]{1,255}", "rootmon")),
        settings.optional("region", ValueType.AWS_REGION));
  }

  static GroupingPolicy incident(Settings settings) {
    settings.requireOnlyKeys(
        Map.of("quietMinutes", "inactivityMinutes"), "inactivityMinutes", "maxHours");
    Duration inactivity =
        settings
            .optional(
                "inactivityMinutes",
                ValueType.integer("a whole number of minutes from 1 to 1440", 1, 1440))
            .map(Duration::ofMinutes)
            .orElse(GroupingPolicy.STANDARD.inactivity());
    Duration maximum =
        settings
            .optional(
                "maxHours", ValueType.integer("a whole number of hours from 1 to 168", 1, 168))
            .map(Duration::ofHours)
            .orElse(GroupingPolicy.STANDARD.maximumAge());
    if (maximum.compareTo(inactivity) < 0) {
      throw new IllegalArgumentException(
          "maxHours: must be at least the "
              + inactivity.toMinutes()
              + " minutes of inactivityMinutes but is "
              + maximum.toHours());
    }
    return GroupingPolicy.STANDARD.withInactivityPeriod(inactivity).withMaximumAge(maximum);
  }

  static ProtectedResources protectedResources(Settings settings) {
    settings.requireOnlyKeys("kmsKeys", "sesIdentities", "eventBus");
    return new ProtectedResources(
        Set.copyOf(
            settings.list(
                "kmsKeys",
                ValueType.distinctList(
                    "a list of key ids or key ARNs, each once",
                    ValueType.text(
                        "a key id or a key ARN",
                        "(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/)?(mrk-)?[0-9a-fA-F-]{8,64}",
                        "00000000")))),
        Set.copyOf(
            settings.list(
                "sesIdentities",
                ValueType.distinctList(
                    "a list of domains or email addresses, each once",
                    ValueType.text(
                        "a domain or an email address", "[^\\s/*]{1,254}", "example.com")))),
        settings.optional(
            "eventBus",
            ValueType.text(
                "the ARN of an event bus",
                EventBusArn.FORM,
                "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon")));
  }

  static OrganizationLinks links(Settings settings) {
    settings.requireOnlyKeys("accessPortal", "roleName", "runbook", "rulePages");
    Optional<String> portal =
        settings.optional(
            "accessPortal",
            ValueType.text(
                "the https address of an access portal, such as"
                    + " https://d-1234567890.awsapps.com/start",
                "https://[^\\s/?#@{}]+(/[^\\s?@{}]*)?",
                "https://example.com"));
    Optional<String> role =
        settings.optional(
            "roleName", ValueType.text("a permission set's name", "[\\w+=,.@-]{1,64}", "ReadOnly"));
    Optional<String> runbook =
        settings.optional(
            "runbook",
            ValueType.text(
                "an https address in which only {account}, {kind} and {rule} are in braces",
                "https://[^\\s/?#@{}]+(/([^\\s{}]|\\{account\\}|\\{kind\\}|\\{rule\\})*)?",
                "https://example.com"));
    Optional<URI> pages =
        settings
            .optional(
                "rulePages",
                ValueType.text(
                    "the https address of a folder with a page for each rule",
                    "https://[^\\s/?#@{}]+(/[^\\s?#@{}]*)?",
                    "https://example.com/rules"))
            .map(SectionReader::address);
    return pages
        .map(it -> new OrganizationLinks(portal.map(SectionReader::address), role, runbook, pages))
        .orElseGet(() -> new OrganizationLinks(portal.map(SectionReader::address), role, runbook));
  }

  private static URI address(String portal) {
    try {
      return new URI(InternationalDomains.url(portal));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "accessPortal: must be an https address but is '" + portal + "'", e);
    }
  }

  static MaintenanceWindow window(Settings settings) {
    settings.requireOnlyKeys("account", "from", "until", "ticket", "owner", "kinds", "events");
    return new MaintenanceWindow(
        settings.required("account", ValueType.ACCOUNT_ID),
        settings.required("from", TIME),
        settings.required("until", TIME),
        settings.required("ticket", ValueType.TEXT),
        settings.optional("owner", ValueType.TEXT),
        kinds(settings),
        new LinkedHashSet<>(
            settings.list(
                "events",
                ValueType.nonEmptyList("a list of at least one call's name", EVENT_NAME))));
  }

  static SecretReference responses(Settings settings) {
    settings.requireOnlyKeys("signingSecret");
    return settings.required("signingSecret", ValueType.SECRET);
  }

  static EscalationRoute escalation(Settings settings) {
    settings.requireOnlyKeys("afterMinutes", "channels");
    return new EscalationRoute(
        Duration.ofMinutes(
            settings.required(
                "afterMinutes",
                ValueType.integer("a whole number of minutes from 1 to 1440", 1, 1440))),
        new LinkedHashSet<>(
            settings.required(
                "channels",
                ValueType.nonEmptyDistinctList(
                    "a list of at least one channel", ValueType.anyText("a channel's name")))));
  }

  static Set<String> weekly(Settings settings) {
    settings.requireOnlyKeys("weekly");
    return settings.required(
        "weekly",
        ValueType.object(
            "an object with channels",
            it -> {
              it.requireOnlyKeys("channels");
              return new LinkedHashSet<>(
                  it.required(
                      "channels",
                      ValueType.nonEmptyDistinctList(
                          "a list of at least one channel's name, each once",
                          ValueType.anyText("a channel's name"))));
            },
            Set.of()));
  }
}
