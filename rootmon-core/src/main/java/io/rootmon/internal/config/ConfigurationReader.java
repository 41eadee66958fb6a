package io.rootmon.internal.config;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.internal.cloudtrail.s3.S3Source;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.json.JsonTree;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.Severity;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings;
import io.rootmon.settings.Settings.Problems;
import io.rootmon.settings.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the configuration document in one pass: first every value, then the relations between them.
 * {@code rootmon.schema.json} describes the same document for editors. It is not read here.
 */
final class ConfigurationReader {
  private static final Map<String, String> RENAMED = Map.of("expected", "maintenanceWindows");
  private static final ValueType<String> CHANNEL_NAME =
      ValueType.text(
          "at most 32 lowercase letters, digits and dashes, starting with a letter",
          "[a-z][a-z0-9-]{0,31}",
          "a");

  private final Problems problems;
  private final Optional<Path> folder;

  ConfigurationReader(String document, Optional<Path> folder) {
    this.problems = new Problems(document);
    this.folder = folder;
  }

  /**
   * Reads the text.
   *
   * @param folder of the document; empty if it is no file
   * @throws IllegalArgumentException with a line for every problem
   */
  static ConfigurationDocument read(String document, String text, Optional<Path> folder) {
    Object json = JsonTree.read(document, text);
    ConfigurationReader reader = new ConfigurationReader(document, folder);
    Optional<ConfigurationDocument> configuration = reader.read(json);
    reader.problems.throwIfAny();
    return configuration.orElseThrow();
  }

  /** Returns the problems of a document that {@link JsonTree} read. */
  static Problems problems(Object json) {
    ConfigurationReader reader = new ConfigurationReader("document", Optional.empty());
    reader.read(json);
    return reader.problems;
  }

  /** Returns empty if there is a problem. */
  private Optional<ConfigurationDocument> read(Object json) {
    return Settings.read(problems, json, this::configuration);
  }

  private ConfigurationDocument configuration(Settings settings) {
    settings.requireOnlyKeys(
        RENAMED,
        "$schema",
        "accounts",
        "organization",
        "channels",
        "routes",
        "state",
        "sources",
        "queueUrl",
        "coverage",
        "trail",
        "incident",
        "protectedResources",
        "links",
        "timeZone",
        "location",
        "proxy",
        "templates",
        "maintenanceWindows",
        "rules",
        "customRules",
        "exclusions",
        "responses",
        "escalation",
        "report");
    settings.optional("$schema", ValueType.text("the address of this schema"));
    Map<AccountId, Account> accounts =
        settings
            .object(
                "accounts",
                "an object from account ids to names",
                it -> it.map(ValueType.ACCOUNT_ID, SectionReader::account))
            .orElse(Map.of());
    Optional<OrganizationSettings> organization =
        settings.object("organization", "an object", SectionReader::organization);
    Map<String, ConfiguredChannel> channels =
        settings
            .optional(
                "channels",
                ValueType.nonEmptyObject(
                    "an object with at least one channel",
                    it -> it.map(CHANNEL_NAME, ChannelTypes::settings)))
            .orElse(Map.of());
    List<SectionReader.RouteSettings> routes =
        settings.list(
            "routes",
            ValueType.nonEmptyList(
                "a list of at least one route",
                ValueType.object("an object with channels", SectionReader::route)));
    Optional<StateSettings> state =
        settings.object("state", "an object with a table", SectionReader::state);
    List<S3Source> sources =
        settings.object("sources", "an object with s3", SectionReader::sources).orElse(List.of());
    Optional<String> queueUrl =
        settings.optional(
            "queueUrl",
            ValueType.text("the URL of an SQS queue", "https?://[^\\s/]+/[^\\s]+", "https://a/b"));
    Optional<CoverageSettings> coverage =
        settings.object("coverage", "an object with regions", SectionReader::coverage);
    Optional<TrailSettings> trail =
        settings.object("trail", "an object with workgroup and database", SectionReader::trail);
    GroupingPolicy incident =
        settings
            .object("incident", "an object", SectionReader::incident)
            .orElse(GroupingPolicy.STANDARD);
    ProtectedResources protectedResources =
        settings
            .object("protectedResources", "an object", SectionReader::protectedResources)
            .orElse(ProtectedResources.NONE);
    OrganizationLinks links =
        settings.object("links", "an object", SectionReader::links).orElse(OrganizationLinks.NONE);
    List<MaintenanceWindow> windows =
        settings.list(
            "maintenanceWindows",
            ValueType.list(
                "a list of windows",
                ValueType.object(
                    "an object with account, from, until and ticket", SectionReader::window)));
    OrganizationPolicy policy = new PolicyReader(settings).read();
    Optional<SecretReference> signingSecret =
        settings.object("responses", "an object with a signingSecret", SectionReader::responses);
    Optional<EscalationRoute> escalation =
        settings.object(
            "escalation", "an object with afterMinutes and channels", SectionReader::escalation);
    Set<String> weekly =
        settings.object("report", "an object with weekly", SectionReader::weekly).orElse(Set.of());
    Routes given =
        routes.isEmpty() && !channels.isEmpty()
            ? Routes.toAll(channels.keySet())
            : new Routes(routes.stream().map(SectionReader.RouteSettings::route).toList());
    ConfigurationDocument configuration =
        new ConfigurationDocument(
            accounts,
            organization,
            channels,
            routes(given, routes, channels),
            state,
            coverage,
            trail,
            incident,
            links,
            new MaintenanceWindows(windows),
            policy,
            new ResponseSettings(signingSecret, escalation),
            weekly,
            sources,
            queueUrl,
            protectedResources,
            OutputSettings.read(settings, folder));
    if (problems.count() == 0) {
      problems.addAll(new RelationChecker(configuration, given).problems());
    }
    return configuration;
  }

  /**
   * Applies defaults to routes. A route without a severity matches MEDIUM and above; if its channel
   * receives every finding, it matches every severity.
   */
  private static Routes routes(
      Routes given,
      List<SectionReader.RouteSettings> routes,
      Map<String, ConfiguredChannel> channels) {
    Set<String> receivingAll = new LinkedHashSet<>();
    channels.forEach(
        (name, channel) -> {
          if (channel.receivesAll()) {
            receivingAll.add(name);
          }
        });
    List<Route> all = new ArrayList<>(given.routes());
    for (int i = 0; i < given.routes().size(); i++) {
      Route route = given.routes().get(i);
      Set<String> open = new LinkedHashSet<>(route.channels());
      open.retainAll(receivingAll);
      boolean hasSeverity = !routes.isEmpty() && routes.get(i).hasSeverity();
      if (!hasSeverity && !open.isEmpty()) {
        all.add(new Route(route.accounts(), route.units(), Severity.INFO, route.kinds(), open));
      }
    }
    return new Routes(all, receivingAll);
  }
}
