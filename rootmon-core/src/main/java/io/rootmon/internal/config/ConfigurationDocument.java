package io.rootmon.internal.config;

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
import io.rootmon.config.Configuration;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.internal.cloudtrail.s3.S3ObjectReader;
import io.rootmon.internal.cloudtrail.s3.S3Source;
import io.rootmon.internal.coverage.CoverageChecks;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.coverage.DriftMonitor;
import io.rootmon.internal.coverage.EnabledRegionMonitor;
import io.rootmon.internal.coverage.GapMonitor;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.coverage.aws.AwsEnabledRegions;
import io.rootmon.internal.coverage.aws.CloudFormationStackSets;
import io.rootmon.internal.coverage.aws.SqsDeadLetterQueues;
import io.rootmon.internal.location.LocationDatabases;
import io.rootmon.internal.organization.AwsOrganizations;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.report.WeeklyReporter;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The configuration document. Values are immutable, and no method except {@link #read} performs I/O
 * or reads a secret.
 *
 * @param accounts the accounts that the document describes
 * @param organization empty if names are not read from AWS Organizations
 * @param channels the settings of each channel by its name, in the document's order
 * @param state empty if state is kept in memory only
 * @param coverage the accounts and regions to monitor; empty if coverage is not checked
 * @param trail the Athena table of CloudTrail's log files, which the function compares with the
 *     delivered events; empty if it does not
 * @param incident the grouping of events to incidents
 * @param links the organization's own links, part of every alert
 * @param maintenanceWindows the periods in which root activity is planned
 * @param policy severities, rules and exclusions of the organization
 * @param answers the responses that rootmon expects from users
 * @param weekly the channels that receive the weekly report; empty if there is none
 * @param sources the buckets whose objects are read when a message names one
 * @param queueUrl the queue that delivers events to the function; empty if the document does not
 *     contain it
 * @param output the settings that all channels share
 * @param protectedResources rootmon's own resources whose names do not identify them
 */
public record ConfigurationDocument(
    Map<AccountId, Account> accounts,
    Optional<OrganizationSettings> organization,
    Map<String, ConfiguredChannel> channels,
    Routes routes,
    Optional<StateSettings> state,
    Optional<CoverageSettings> coverage,
    Optional<TrailSettings> trail,
    GroupingPolicy incident,
    OrganizationLinks links,
    MaintenanceWindows maintenanceWindows,
    OrganizationPolicy policy,
    ResponseSettings answers,
    Set<String> weekly,
    List<S3Source> sources,
    Optional<String> queueUrl,
    ProtectedResources protectedResources,
    OutputSettings output)
    implements Configuration {
  public static final ConfigurationDocument EMPTY =
      new ConfigurationDocument(
          Map.of(),
          Optional.empty(),
          Map.of(),
          Routes.NONE,
          Optional.empty(),
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

  public ConfigurationDocument {
    accounts = Map.copyOf(accounts);
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    weekly = Collections.unmodifiableSet(new LinkedHashSet<>(weekly));
    sources = List.copyOf(sources);
  }

  /**
   * Returns the configuration as this type.
   *
   * @throws IllegalArgumentException if rootmon did not create the configuration
   */
  public static ConfigurationDocument of(Configuration configuration) {
    if (configuration instanceof ConfigurationDocument document) {
      return document;
    }
    throw new IllegalArgumentException(
        "configuration: "
            + configuration.getClass().getName()
            + " is not a configuration of rootmon; use Configuration.read or parse");
  }

  /**
   * Reads a file in UTF-8, or in UTF-16 with a byte order mark. Messages contain the path as given.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   * @throws IOException if it cannot be read
   */
  public static ConfigurationDocument read(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return ConfigurationReader.read(file.toString(), text(file), Optional.ofNullable(folder));
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    boolean isUtf16 =
        bytes.length > 1
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    // Decodes strictly: a replaced character could change a name or an address.
    CharsetDecoder decoder =
        (isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    if (decoder.decode(in, out, true).isError()) {
      String read = out.flip().toString();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: line %d: must be UTF-8 but contains the byte 0x%02X. Save the file as UTF-8",
              file,
              read.lines().count() + (read.isEmpty() || read.endsWith("\n") ? 1 : 0),
              bytes[in.position()]));
    }
    return out.flip().toString();
  }

  /**
   * Parses a string.
   *
   * @param name the document's name in messages
   * @throws IllegalArgumentException with a line for every problem, which names the path
   */
  public static ConfigurationDocument parse(String name, String json) {
    return ConfigurationReader.read(name, json, Optional.empty());
  }

  @Override
  public AccountDirectory accountDirectory() {
    return AccountDirectory.of(accounts);
  }

  /** Returns the locator of the configured databases. It opens no file yet. */
  public AddressLocator locator() {
    return output.locationDatabases().isEmpty()
        ? AddressLocator.NONE
        : LocationDatabases.of(output.locationDatabases());
  }

  /**
   * Returns the accounts of this document. Others are looked up in AWS Organizations, if it is
   * configured.
   */
  public AccountDirectory names(ChannelContext around, SharedStateStore store) {
    AccountDirectory own = accountDirectory();
    return organization.map(it -> own.or(it.open(around, stateRegion(around), store))).orElse(own);
  }

  @Override
  public ChannelContext context(
      Map<String, String> environment, Supplier<AwsAccess> aws, Templates templates) {
    ChannelContext plain = ChannelContext.of(environment, aws, templates);
    ChannelContext context =
        output
            .proxy()
            .map(it -> it.open(plain.secrets()))
            .map(it -> ChannelContext.of(environment, () -> aws.get().withProxy(it), templates, it))
            .orElse(plain);
    Templates own =
        output
            .templates()
            .filter(it -> templates.isBuiltIn())
            .map(it -> it.open(templates, environment, context))
            .orElse(templates);
    return context.with(output.timeZone().map(own::withTimeZone).orElse(own));
  }

  @Override
  public SeverityPolicy severityPolicy(AccountDirectory accounts) {
    return StandardRules.policy().expecting(maintenanceWindows).with(policy, accounts);
  }

  /** Returns a copy with this channel only, so that it can be created without the others. */
  public ConfigurationDocument only(String channel) {
    Map<String, ConfiguredChannel> one = new LinkedHashMap<>(channels);
    one.keySet().retainAll(Set.of(channel));
    return new ConfigurationDocument(
        accounts,
        organization,
        one,
        Routes.NONE,
        state,
        coverage,
        trail,
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

  @Override
  public List<Channel> channels(ChannelContext around) {
    ChannelContext own = around.withButtons(answers.signingSecret().isPresent());
    return channels.values().stream().map(it -> it.create(own)).toList();
  }

  /** Returns the types of the channels, such as {@code sns}. */
  public Set<String> channelTypes() {
    return channels.values().stream()
        .map(ConfiguredChannel::type)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public SharedStateStore store(ChannelContext around) {
    return state
        .<SharedStateStore>map(it -> it.open(around))
        .orElseGet(() -> new MemoryStore(around.clock()));
  }

  /**
   * Creates the monitor of heartbeats; empty if coverage is not configured. Nothing is read yet.
   */
  public Optional<CoverageMonitor> coverageMonitor(ChannelContext around, SharedStateStore store) {
    return coverage.map(
        it ->
            new CoverageMonitor(
                it,
                new AwsOrganizations(around.aws().get(), stateRegion(around)),
                store.heartbeats(),
                accountDirectory(),
                around.clock()));
  }

  /** Creates the other checks of the monitoring setup, for the function. Nothing is read yet. */
  public Optional<CoverageChecks> checks(ChannelContext around, SharedStateStore store) {
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

  /** Creates the reporter of the weekly reports. Nothing is read yet. */
  public WeeklyReporter weekly(ChannelContext around, SharedStateStore store) {
    return new WeeklyReporter(
        weekly,
        new IncidentReader(store.incidents()),
        accounts.keySet(),
        coverageMonitor(around, store),
        maintenanceWindows,
        policy.exclusions(),
        accountDirectory(),
        reportSource(),
        trail.map(it -> new WitnessDays(store.heartbeats())));
  }

  /**
   * Returns the source of the reports' events, which determines what reports say about responses.
   */
  public ReportSource reportSource() {
    return answers.signingSecret().isPresent()
        ? ReportSource.LIVE_WITH_RESPONSES
        : ReportSource.LIVE;
  }

  /** Creates the reader of the S3 objects that messages name; empty if no bucket is configured. */
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
   * Returns this configuration if it has a channel.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ConfigurationDocument requireChannels() {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException(
          "channels: is missing or empty, so no alert would be sent. Add a channel");
    }
    return this;
  }
}
