package io.rootmon.config;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.cloudtrail.s3.S3Source;
import io.rootmon.coverage.CoverageSettings;
import io.rootmon.coverage.StackSetSettings;
import io.rootmon.coverage.StackSetSettings.CallAs;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.json.JsonTree;
import io.rootmon.judge.Severity;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.settings.Settings;
import io.rootmon.text.InternationalDomains;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the configuration document: first all that the schema says, then all about its routes. */
record ConfigurationReader(String document) {
  /** Two of three heartbeats may be late or lost. */
  private static final int SILENT_AFTER_HOURS = 3;

  private static final String OWNER_TAG = "owner";

  Configuration read(String text) {
    Object json = JsonTree.read(document, text);
    refuse(new DocumentSchema().problems(json));
    Settings settings = Settings.of(document, json);
    Map<String, Settings> channels = new LinkedHashMap<>();
    settings
        .optionalObject("channels")
        .ifPresent(all -> all.keys().forEach(it -> channels.put(it, all.object(it))));
    ResponseSettings answers = new ResponseSettingsReader(settings).answers();
    Set<String> everything = everything(channels);
    Routes routes = routes(settings.objects("routes"), channels.keySet());
    Set<String> weekly = weekly(settings);
    if (!routes.equals(Routes.NONE)) {
      Set<String> escalation = answers.escalation().map(EscalationRoute::channels).orElse(Set.of());
      refuse(routes.problems(toBeRouted(channels.keySet(), routes, weekly), escalation));
    }
    Optional<StateSettings> state =
        settings
            .optionalObject("state")
            .map(it -> new StateSettings(it.text("table"), it.optionalText("region")));
    Optional<CoverageSettings> coverage =
        settings.optionalObject("coverage").map(it -> it.make(ConfigurationReader::coverage));
    if (coverage.isPresent() && state.isEmpty()) {
      refuse(
          List.of("coverage: expected a table in state, where heartbeats are kept, but was none"));
    }
    refuse(problems(weekly, channels.keySet(), state));
    GroupingPolicy incident = incident(settings);
    refuse(ResponseSettingsReader.problems(answers, channels, state.isPresent(), incident.quiet()));
    Map<AccountId, Account> accounts = accounts(settings);
    Optional<OrganizationSettings> organization =
        settings
            .optionalObject("organization")
            .map(it -> new OrganizationSettings(it.optionalText("ownerTag").orElse(OWNER_TAG)));
    if (organization.isEmpty()
        && accounts.values().stream().allMatch(it -> it.unit().isEmpty())
        && routes.nameUnits()) {
      refuse(
          List.of(
              "routes: expected organization, which says in which unit an account is, where"
                  + " organizationalUnits are named, but was none"));
    }
    return new Configuration(
        accounts,
        organization,
        channels,
        withEverything(routes, settings.objects("routes"), everything),
        state,
        coverage,
        incident,
        settings
            .optionalObject("links")
            .map(it -> it.make(ConfigurationReader::links))
            .orElse(OrganizationLinks.NONE),
        MaintenanceWindowReader.read(settings.objects("expected")),
        answers,
        weekly,
        settings
            .optionalObject("sources")
            .map(it -> it.objects("s3").stream().map(ConfigurationReader::source).toList())
            .orElse(List.of()),
        settings.optionalText("queueUrl"),
        settings
            .optionalObject("protectedResources")
            .map(ConfigurationReader::protectedResources)
            .orElse(ProtectedResources.NONE),
        settings.make(OutputSettings::read));
  }

  private static S3Source source(Settings settings) {
    return settings.make(
        it ->
            new S3Source(
                it.text("bucket"),
                it.texts("prefixes"),
                it.optionalText("account").map(AccountId::new),
                it.optionalText("region")));
  }

  private static ProtectedResources protectedResources(Settings resources) {
    return new ProtectedResources(
        Set.copyOf(resources.texts("kmsKeys")), Set.copyOf(resources.texts("sesIdentities")));
  }

  private static Set<String> weekly(Settings settings) {
    return new LinkedHashSet<>(
        settings
            .optionalObject("report")
            .map(it -> it.object("weekly").texts("channels"))
            .orElse(List.of()));
  }

  /** A channel may be there for the week alone. */
  private static Set<String> toBeRouted(Set<String> channels, Routes routes, Set<String> weekly) {
    Set<String> some = new LinkedHashSet<>(channels);
    some.removeIf(
        it ->
            weekly.contains(it)
                && routes.routes().stream().noneMatch(route -> route.channels().contains(it)));
    return some;
  }

  private static List<String> problems(
      Set<String> weekly, Set<String> channels, Optional<StateSettings> state) {
    List<String> problems = new ArrayList<>();
    for (String name : weekly) {
      if (!channels.contains(name)) {
        problems.add(
            "report.weekly.channels: expected the name of a channel but was '" + name + "'");
      }
    }
    if (!weekly.isEmpty() && state.isEmpty()) {
      problems.add("report: expected a table in state, where incidents are kept, but was none");
    }
    return problems;
  }

  private void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().map(it -> document + ": " + it).collect(Collectors.joining("\n")));
    }
  }

  private static Map<AccountId, Account> accounts(Settings settings) {
    Map<AccountId, Account> accounts = new LinkedHashMap<>();
    Optional<Settings> all = settings.optionalObject("accounts");
    for (String number : all.map(Settings::keys).orElse(List.of())) {
      AccountId id = new AccountId(number);
      accounts.put(id, account(id, number, all.orElseThrow()));
    }
    return accounts;
  }

  private static Account account(AccountId id, String number, Settings accounts) {
    if (accounts.isText(number)) {
      return new Account(Optional.of(id), Optional.of(accounts.text(number)), Optional.empty());
    }
    Settings account = accounts.object(number);
    return new Account(
        Optional.of(id),
        account.optionalText("name"),
        account.optionalText("owner"),
        account.optionalText("organizationalUnit").map(OrganizationalUnit::new),
        Optional.empty());
  }

  private static URI portal(String address) {
    try {
      return new URI(InternationalDomains.url(address));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "accessPortal: expected an https address but was '" + address + "'", e);
    }
  }

  private GroupingPolicy incident(Settings settings) {
    Optional<Settings> incident = settings.optionalObject("incident");
    Duration quiet =
        incident
            .flatMap(it -> it.optionalNumber("quietMinutes"))
            .map(it -> Duration.ofMinutes(it.longValue()))
            .orElse(GroupingPolicy.STANDARD.quiet());
    Duration maximum =
        incident
            .flatMap(it -> it.optionalNumber("maxHours"))
            .map(it -> Duration.ofHours(it.longValue()))
            .orElse(GroupingPolicy.STANDARD.maximum());
    if (maximum.compareTo(quiet) < 0) {
      refuse(
          List.of(
              "incident.maxHours: expected at least the "
                  + quiet.toMinutes()
                  + " minutes of quietMinutes but was "
                  + maximum.toHours()));
    }
    return GroupingPolicy.STANDARD.withQuiet(quiet).withMaximum(maximum);
  }

  /** The channels with {@code "notify": "all"}. */
  private static Set<String> everything(Map<String, Settings> channels) {
    return channels.entrySet().stream()
        .filter(it -> it.getValue().optionalText("notify").filter("all"::equals).isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * A route without a severity is for MEDIUM and above. For a channel that receives every finding
   * it is for every severity.
   */
  private static Routes withEverything(
      Routes routes, List<Settings> settings, Set<String> everything) {
    List<Route> all = new ArrayList<>(routes.routes());
    for (int i = 0; i < routes.routes().size(); i++) {
      Route route = routes.routes().get(i);
      Set<String> channels = new LinkedHashSet<>(route.channels());
      channels.retainAll(everything);
      boolean isOpen = settings.isEmpty() || settings.get(i).optionalText("severity").isEmpty();
      if (isOpen && !channels.isEmpty()) {
        all.add(new Route(route.accounts(), route.units(), Severity.INFO, route.kinds(), channels));
      }
    }
    return new Routes(all, everything);
  }

  private static OrganizationLinks links(Settings links) {
    return new OrganizationLinks(
        links.optionalText("accessPortal").map(ConfigurationReader::portal),
        links.optionalText("roleName"),
        links.optionalText("runbook"));
  }

  private static Routes routes(List<Settings> routes, Set<String> channels) {
    if (!routes.isEmpty()) {
      return new Routes(routes.stream().map(it -> it.make(ConfigurationReader::route)).toList());
    }
    return channels.isEmpty() ? Routes.NONE : Routes.toAll(channels);
  }

  private static Route route(Settings route) {
    return new Route(
        set(route.texts("accounts"), AccountId::new),
        set(route.texts("organizationalUnits"), OrganizationalUnit::new),
        route.optionalText("severity").map(Severity::valueOf).orElse(Severity.MEDIUM),
        set(route.texts("kinds"), ActivityKind::valueOf),
        new LinkedHashSet<>(route.texts("channels")));
  }

  private static CoverageSettings coverage(Settings coverage) {
    Number hours = coverage.optionalNumber("silentAfterHours").orElse(SILENT_AFTER_HOURS);
    return new CoverageSettings(
        new LinkedHashSet<>(coverage.texts("regions")),
        Duration.ofHours(hours.longValue()),
        set(coverage.texts("leaveOut"), AccountId::new),
        Set.copyOf(coverage.texts("leaveOutRegions")),
        coverage.optionalText("deadLetterQueue").orElse(CoverageSettings.DEAD_LETTER_QUEUE),
        coverage.textsOrObjects("stackSets", StackSetSettings::new, ConfigurationReader::stackSet));
  }

  private static StackSetSettings stackSet(Settings stackSet) {
    return new StackSetSettings(
        stackSet.text("name"),
        stackSet.optionalText("callAs").map(CallAs::valueOf).orElse(CallAs.DELEGATED_ADMIN),
        stackSet.optionalText("region"));
  }

  private static <T> Set<T> set(Collection<String> texts, Function<String, T> value) {
    return texts.stream().map(value).collect(Collectors.toSet());
  }
}
