package io.rootmon;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.AddressLocator;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
import io.rootmon.channel.Channel;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.SignInLog;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Routes;
import io.rootmon.state.StateStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a {@link RootMonitor}. Every setting has a default: the shipped rules, state in memory,
 * and every finding to every channel. Not safe for use by multiple threads.
 *
 * <pre>{@code
 * RootMonitor monitor =
 *     RootMonitor.builder().channels(List.of(sns, slack)).store(store).workers(4).build();
 * }</pre>
 */
public final class RootMonitorBuilder {
  final List<Channel> channels = new ArrayList<>();
  Optional<Routes> routes = Optional.empty();
  Optional<StateStore> store = Optional.empty();
  Optional<EscalationRoute> escalation = Optional.empty();
  Optional<Dispatcher> dispatcher = Optional.empty();
  Optional<SignInLog> signIns = Optional.empty();
  SeverityPolicy policy = StandardRules.policy();
  AssumedRootSessionStore sessions = AssumedRootSessionStore.inMemory();
  ProtectedResources resources = ProtectedResources.NONE;
  AccountDirectory accounts = AccountDirectory.of(Map.of());
  OrganizationLinks links = OrganizationLinks.NONE;
  AddressLocator locator = AddressLocator.NONE;
  ReportSource reportSource = ReportSource.LIVE;
  GroupingPolicy grouping = GroupingPolicy.STANDARD;
  IncidentTimers timers = IncidentTimers.NONE;
  InstantSource clock = InstantSource.system();
  int workers = 1;

  RootMonitorBuilder() {}

  /** Adds channels. Their names must differ. Routes refer to these names. */
  public RootMonitorBuilder channels(List<? extends Channel> values) {
    channels.addAll(values);
    return this;
  }

  /** Sets a dispatcher with channels, for tests. The monitor closes the dispatcher. */
  RootMonitorBuilder dispatcher(Dispatcher value) {
    dispatcher = Optional.of(value);
    return this;
  }

  /** Sets the routes. Without them, every finding goes to every channel. */
  public RootMonitorBuilder routes(Routes value) {
    routes = Optional.of(value);
    return this;
  }

  /** Sets the rules. The default is {@link StandardRules#policy()}. */
  public RootMonitorBuilder policy(SeverityPolicy value) {
    policy = value;
    return this;
  }

  /** Sets the store of AssumeRoot sessions. The default stores them in memory. */
  public RootMonitorBuilder sessions(AssumedRootSessionStore value) {
    sessions = value;
    return this;
  }

  /**
   * Sets the log that returns whether a sign-in followed a check of root's MFA. Without a log, a
   * timer decides.
   */
  public RootMonitorBuilder signIns(SignInLog value) {
    signIns = Optional.of(value);
    return this;
  }

  /** Sets the protected resources. Every change of one is a finding. */
  public RootMonitorBuilder protectedResources(ProtectedResources value) {
    resources = value;
    return this;
  }

  /** Sets the names and owners of accounts. */
  public RootMonitorBuilder accounts(AccountDirectory value) {
    accounts = value;
    return this;
  }

  /** Sets the organization's own links in alerts. */
  public RootMonitorBuilder links(OrganizationLinks value) {
    links = value;
    return this;
  }

  /** Sets the locator that returns the locations of callers' addresses. */
  public RootMonitorBuilder locator(AddressLocator value) {
    locator = value;
    return this;
  }

  /** Sets the source of the incidents in reports. */
  public RootMonitorBuilder reportSource(ReportSource value) {
    reportSource = value;
    return this;
  }

  /** Sets the parameters that group events to incidents. */
  public RootMonitorBuilder grouping(GroupingPolicy value) {
    grouping = value;
    return this;
  }

  /** Sets the timers that close incidents. Without timers, a later event closes an incident. */
  public RootMonitorBuilder timers(IncidentTimers value) {
    timers = value;
    return this;
  }

  /** Sets the channels that are notified if a CRITICAL incident has no response. */
  public RootMonitorBuilder escalation(Optional<EscalationRoute> value) {
    escalation = value;
    return this;
  }

  /** Sets the state store that workers share. The default is in memory. */
  public RootMonitorBuilder store(StateStore value) {
    store = Optional.of(value);
    return this;
  }

  /** Sets the clock that is used to group events and to lease deliveries. */
  public RootMonitorBuilder clock(InstantSource value) {
    clock = value;
    return this;
  }

  /**
   * Sets the number of workers that deliver concurrently. Each worker uses its share of a rate
   * limit.
   */
  public RootMonitorBuilder workers(int value) {
    workers = value;
    return this;
  }

  /**
   * Builds the monitor.
   *
   * @throws IllegalArgumentException if two channels have the same name, or if there are both
   *     channels and a dispatcher
   */
  public RootMonitor build() {
    if (dispatcher.isPresent() && !channels.isEmpty()) {
      throw new IllegalArgumentException(
          "channels: expected none beside a dispatcher but there are " + channels.size());
    }
    return new RootMonitor(this);
  }
}
