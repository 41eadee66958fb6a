package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.MalformedEventException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a {@link CloudTrailEvent} of an <a
 * href="https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html">AWS
 * Health event</a> about exposed or abused credentials, such as {@code
 * AWS_RISK_CREDENTIALS_EXPOSED}: the event type code is the event's name.
 *
 * <p>The parameters are {@code accessKeyId}, {@code statusCode}, {@code description}, and {@code
 * userName} where the notice names an IAM user or role as the owner of every key. Without it, the
 * key may be root's.
 */
final class HealthEventMapper {
  /** AWS Health's codes for the service {@code RISK}. */
  private static final String CODES = "AWS_RISK_";

  private static final int MAX_DESCRIPTION_LENGTH = 400;
  private static final Pattern KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{4,124}\\b");
  private static final Pattern OWNER =
      Pattern.compile("arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:(user|role|assumed-role)/[^\\s,;\"']+");
  private static final Pattern ROOT = Pattern.compile("(?i)\\broot\\b");

  private HealthEventMapper() {}

  static boolean isOfInterest(JsonObject detail) {
    return detail.text("eventTypeCode").filter(it -> it.startsWith(CODES)).isPresent();
  }

  static CloudTrailEvent event(
      JsonObject fields, JsonObject detail, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    String name = CloudTrailEventMapper.required(detail, "eventTypeCode", raw);
    // A delegated administrator receives the events of other accounts.
    Optional<AccountId> account =
        detail.text("affectedAccount").flatMap(AccountId::find).or(envelope::account);
    List<String> texts =
        Stream.of(
                fields.under("resources"),
                detail.under("affectedEntities"),
                detail.under("eventMetadata"),
                detail.under("eventDescription"))
            .flatMap(it -> it.values().values().stream())
            .toList();
    Set<String> keys = found(KEY, texts);
    Set<String> owners = found(OWNER, texts);
    boolean mayBeRoots =
        owners.size() < Math.max(1, keys.size())
            || texts.stream().anyMatch(it -> ROOT.matcher(it).find());
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      parameters.put("accessKeyId", String.join(", ", keys));
    }
    if (!mayBeRoots) {
      parameters.put("userName", String.join(", ", owners));
    }
    detail.text("statusCode").ifPresent(it -> parameters.put("statusCode", it));
    detail
        .text("eventDescription[0].latestDescription")
        .map(it -> it.substring(0, Math.min(it.length(), MAX_DESCRIPTION_LENGTH)))
        .ifPresent(it -> parameters.put("description", it));
    String identity =
        String.join(
            " ",
            account.map(AccountId::value).orElse(""),
            detail.text("eventArn").orElse(raw),
            detail.text("statusCode").orElse(""),
            String.join(",", keys));
    return NoticeMapper.event(
        fields,
        identity,
        name,
        "health",
        CloudTrailEvent.HEALTH_EVENT,
        account,
        parameters,
        envelope,
        raw);
  }

  private static Set<String> found(Pattern pattern, List<String> texts) {
    Set<String> all = new LinkedHashSet<>();
    for (String text : texts) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        all.add(matcher.group());
      }
    }
    return all;
  }
}
