package io.rootmon.config;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.AddressLocator;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.cloudtrail.s3.S3ObjectReader;
import io.rootmon.cloudtrail.s3.S3Source;
import io.rootmon.coverage.CoverageChecks;
import io.rootmon.coverage.CoverageMonitor;
import io.rootmon.coverage.CoverageSettings;
import io.rootmon.coverage.DriftMonitor;
import io.rootmon.coverage.EnabledRegionMonitor;
import io.rootmon.coverage.GapMonitor;
import io.rootmon.coverage.aws.AwsEnabledRegions;
import io.rootmon.coverage.aws.CloudFormationStackSets;
import io.rootmon.coverage.aws.SqsDeadLetterQueues;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.location.LocationDatabases;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.organization.AwsOrganizations;
import io.rootmon.render.Templates;
import io.rootmon.report.IncidentReader;
import io.rootmon.report.WeeklyReporter;
import io.rootmon.route.Routes;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the configuration document says.
 *
 * @param accounts what this document itself says of them
 * @param organization empty where AWS Organizations is not asked for names
 * @param channels each one's settings by its name, in the document's order
 * @param state empty where memory is enough
 * @param coverage what should be watched; empty where nobody checks that
 * @param incident what makes a story of many acts
 * @param links of the organization's own, in every alert
 * @param maintenanceWindows the periods in which root activity is planned
 * @param policy severities, rules and exclusions of the organization
 * @param answers what is asked of people
 * @param weekly the channels that are told of each week; empty where none is
 * @param sources the buckets whose objects are read where a message names one
 * @param queueUrl the queue that gives the function its events; empty if the document does not say
 *     it
 * @param output what all channels share
 * @param protectedResources rootmon's own resources that no name of its own identifies
 */
public record Configuration(
    Map<AccountId, Account> accounts,
    Optional<OrganizationSettings> organization,
    Map<String, ConfiguredChannel> channels,
    Routes routes,
    Optional<StateSettings> state,
    Optional<CoverageSettings> coverage,
    GroupingPolicy incident,
    OrganizationLinks links,
    MaintenanceWindows maintenanceWindows,
    OrganizationPolicy policy,
    ResponseSettings answers,
    Set<String> weekly,
    List<S3Source> sources,
    Optional<String> queueUrl,
    ProtectedResources protectedResources,
    OutputSettings output) {
  public static final Configuration EMPTY =
      new Configuration(
          Map.of(),
          Optional.empty(),
          Map.of(),
          Routes.NONE,
          Optional.empty(),
          Optional.empty(),
          GroupingPolicy.STANDARD,
          OrganizationLinks.NONE,
          MaintenanceWindows.NONE,
          OrganizationPolicy.NONE,
          ResponseSettings.NONE,
          Set.of(),
          List.of(),
          Optional.empty(),
          ProtectedResources.NONE,
          OutputSettings.NONE);

  public Configuration {
    accounts = Map.copyOf(accounts);
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    weekly = Collections.unmodifiableSet(new LinkedHashSet<>(weekly));
    sources = List.copyOf(sources);
  }

  /**
   * Reads a file. Messages name it by the path as given.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   * @throws IOException if it cannot be read
   */
  public static Configuration read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  /**
   * Reads a text.
   *
   * @param name what messages call the document
   * @throws IllegalArgumentException with a line for every problem, naming the path
   */
  public static Configuration parse(String name, String json) {
    return ConfigurationReader.read(name, json);
  }

  /** The accounts as this document names them. Nobody is asked. */
  public AccountDirectory accountDirectory() {
    return AccountDirectory.of(accounts);
  }

  /** Returns what says where addresses are. No file is opened yet. */
  public AddressLocator locator() {
    return output.locationDatabases().isEmpty()
        ? AddressLocator.NONE
        : LocationDatabases.of(output.locationDatabases());
  }

  /** The accounts as this document names them, and for the rest as the organization does. */
  public AccountDirectory names(ChannelContext around, StateStore store) {
    AccountDirectory own = accountDirectory();
    return organization.map(it -> own.or(it.open(around, stateRegion(around), store))).orElse(own);
  }

  /**
   * What the channels share in this process: its environment, with the proxy and the time zone of
   * this document. AWS is reached as given, once it is needed.
   */
  public ChannelContext context(
      Map<String, String> environment, Supplier<AwsAccess> aws, Templates templates) {
    Templates own = output.timeZone().map(templates::withTimeZone).orElse(templates);
    ChannelContext direct = ChannelContext.of(environment, aws, own);
    return output
        .proxy()
        .map(it -> it.open(direct.secrets()))
        .map(it -> ChannelContext.of(environment, () -> aws.get().withProxy(it), own, it))
        .orElse(direct);
  }

  /**
   * Returns the shipped rules with the organization's severities, rules, exclusions and windows.
   *
   * @param accounts where exclusions find the organizational unit of an account
   */
  public SeverityPolicy severityPolicy(AccountDirectory accounts) {
    return StandardRules.policy().expecting(maintenanceWindows).with(policy, accounts);
  }

  /** The same with that channel alone, which can then be made by itself. */
  public Configuration only(String channel) {
    Map<String, ConfiguredChannel> one = new LinkedHashMap<>(channels);
    one.keySet().retainAll(Set.of(channel));
    return new Configuration(
        accounts,
        organization,
        one,
        Routes.NONE,
        state,
        coverage,
        incident,
        links,
        maintenanceWindows,
        policy,
        answers,
        Set.of(),
        sources,
        queueUrl,
        protectedResources,
        output);
  }

  /**
   * The channels, in the document's order. No secret is read yet, and no far end is called.
   *
   * @throws IllegalArgumentException naming the path, if one cannot be made
   */
  public List<Channel> channels(ChannelContext around) {
    ChannelContext own = around.withButtons(answers.signingSecret().isPresent());
    return channels.values().stream().map(it -> it.create(own)).toList();
  }

  /** The types of the channels, such as {@code sns}. */
  public Set<String> channelTypes() {
    return channels.values().stream()
        .map(ConfiguredChannel::type)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The state's table; memory where none is named. Nothing is read yet. */
  public StateStore store(ChannelContext around) {
    return state
        .<StateStore>map(it -> it.open(around))
        .orElseGet(() -> new MemoryStore(around.clock()));
  }

  /** Who watches that everything is watched. Nothing is read yet. */
  public Optional<CoverageMonitor> coverageMonitor(ChannelContext around, StateStore store) {
    return coverage.map(
        it ->
            new CoverageMonitor(
                it,
                new AwsOrganizations(around.aws().get(), stateRegion(around)),
                store.heartbeats(),
                accountDirectory(),
                around.clock()));
  }

  /** The checks of the monitoring itself, for the function. Nothing is read yet. */
  public Optional<CoverageChecks> checks(ChannelContext around, StateStore store) {
    return coverage.map(
        it -> {
          String region = around.region().orElseGet(() -> stateRegion(around));
          AwsAccess aws = around.aws().get();
          return new CoverageChecks(
              it,
              new SqsDeadLetterQueues(aws, it.deadLetterQueue()),
              new DriftMonitor(
                  it, new CloudFormationStackSets(aws, region), store.heartbeats(), around.clock()),
              new EnabledRegionMonitor(it, new AwsEnabledRegions(aws, region), store.heartbeats()),
              new GapMonitor(store.heartbeats()));
        });
  }

  /** The reports on weeks, for whoever asks; nothing is read yet. */
  public WeeklyReporter weekly(ChannelContext around, StateStore store) {
    return new WeeklyReporter(
        weekly,
        new IncidentReader(store.incidents()),
        accounts.keySet(),
        coverageMonitor(around, store),
        maintenanceWindows,
        policy.exclusions(),
        accountDirectory(),
        reportSource());
  }

  /** Returns what reports may say about responses. */
  public ReportSource reportSource() {
    return answers.signingSecret().isPresent()
        ? ReportSource.LIVE_WITH_RESPONSES
        : ReportSource.LIVE;
  }

  /** What reads the objects in S3 that messages name; empty where no bucket is configured. */
  public Optional<ObjectReader> objects(ChannelContext around) {
    return sources.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new S3ObjectReader(around.aws(), around.region().orElse("us-east-1"), sources));
  }

  private String stateRegion(ChannelContext around) {
    return state.map(it -> it.region(around)).or(around::region).orElse("us-east-1");
  }

  /**
   * The same, for whoever delivers.
   *
   * @throws IllegalArgumentException if there is no channel
   */
  public Configuration requireChannels() {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException(
          "channels: expected at least one but was none: nobody would be told");
    }
    return this;
  }
}
