package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.internal.EventBusArn;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resources of rootmon whose names do not identify them: the configuration lists them.
 *
 * @param kmsKeys key ids or ARNs; AWS KMS records calls on a key under its id, never its alias
 * @param sesIdentities domains or addresses that send email
 * @param eventBus the ARN of the event bus to which every spoke sends its events
 */
public record ProtectedResources(
    Set<String> kmsKeys, Set<String> sesIdentities, Optional<String> eventBus) {
  /** No resources beside those that rootmon recognizes by name. */
  public static final ProtectedResources NONE =
      new ProtectedResources(Set.of(), Set.of(), Optional.empty());

  private static final Pattern EVENT_BUS = Pattern.compile(EventBusArn.FORM);

  public ProtectedResources {
    kmsKeys = kmsKeys.stream().map(ProtectedResources::id).collect(Collectors.toUnmodifiableSet());
    sesIdentities =
        sesIdentities.stream()
            .map(it -> it.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether the event makes a spoke send its events to another event bus. */
  boolean isRedirectedBy(CloudTrailEvent event) {
    return eventBus.isPresent()
        && RootmonResources.changesRootmon(event)
        && event.requestParameters().values().values().stream()
            .flatMap(it -> EVENT_BUS.matcher(it).results())
            .anyMatch(it -> !it.group().equals(eventBus.get()));
  }

  /** Returns whether the event changes one of them. */
  boolean isChangedBy(CloudTrailEvent event) {
    Optional<String> service = WatchedCalls.find(event).map(WatchedCall::service);
    if (service.filter("kms"::equals).isPresent()) {
      return parameters(event, "keyId", "targetKeyId")
          .map(ProtectedResources::id)
          .anyMatch(kmsKeys::contains);
    }
    return service.filter("ses"::equals).isPresent()
        && parameters(event, "identity", "emailIdentity")
            .map(it -> it.toLowerCase(Locale.ROOT))
            .anyMatch(sesIdentities::contains);
  }

  private static Stream<String> parameters(CloudTrailEvent event, String... names) {
    return Stream.of(names).flatMap(it -> event.requestParameters().text(it).stream());
  }

  private static String id(String keyIdOrArn) {
    return keyIdOrArn.strip().substring(keyIdOrArn.strip().lastIndexOf('/') + 1);
  }
}
