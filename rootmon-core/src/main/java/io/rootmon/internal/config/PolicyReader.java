package io.rootmon.internal.config;

import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.internal.pattern.EventPattern;
import io.rootmon.internal.text.Suggestion;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Exclusion.CidrBlock;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the sections {@code rules}, {@code customRules} and {@code exclusions}. */
final class PolicyReader {
  private static final ValueType<String> RULE_ID =
      ValueType.text(
          "the id of a rule such as root.sign-in.federated", "[a-z0-9]+([.-][a-z0-9]+)*", "a");

  private static final ValueType<CidrBlock> NETWORK =
      ValueType.text("a network such as 192.0.2.0/24", "[0-9a-fA-F.:]{2,45}(/\\d{1,3})?", "::1")
          .map(CidrBlock::parse);

  private final Settings settings;

  PolicyReader(Settings settings) {
    this.settings = settings;
  }

  OrganizationPolicy read() {
    Map<String, Severity> wanted =
        settings
            .object(
                "rules",
                "an object from ids of rules to settings",
                it ->
                    it.map(
                        RULE_ID,
                        id -> ValueType.object("an object with severity", PolicyReader::severity)))
            .orElse(Map.of());
    List<Rule> own =
        settings.list(
            "customRules",
            ValueType.list(
                "a list of rules",
                ValueType.object(
                    "an object with id, severity, reason, advice and pattern",
                    PolicyReader::rule)));
    List<Exclusion> exclusions =
        settings.list(
            "exclusions",
            ValueType.list(
                "a list of exclusions",
                ValueType.object("an object with reason and owner", PolicyReader::exclusion)));
    if (wanted.isEmpty() && own.isEmpty() && exclusions.isEmpty()) {
      return OrganizationPolicy.NONE;
    }
    Map<String, Rule> rules = new LinkedHashMap<>();
    StandardRules.policy().rules().forEach(it -> rules.put(it.id(), it));
    checkOwn(own, rules);
    Map<String, Severity> severities = severities(wanted, rules, own);
    checkExclusions(exclusions, rules, own);
    return new OrganizationPolicy(severities, own, exclusions);
  }

  private static Severity severity(Settings rule) {
    rule.requireOnlyKeys("severity");
    return rule.required("severity", SectionReader.SEVERITY);
  }

  private static Rule rule(Settings rule) {
    rule.requireOnlyKeys("id", "severity", "reason", "advice", "pattern");
    String id = rule.required("id", RULE_ID);
    Severity severity = rule.required("severity", SectionReader.SEVERITY);
    String reason = rule.required("reason", ValueType.TEXT);
    List<String> advice =
        rule.required("advice", ValueType.list("a list of 2 to 4 strings", ValueType.TEXT, 2, 4));
    Optional<Map<String, Object>> pattern =
        rule.requiredObject("pattern", "an event pattern of EventBridge", Settings::values);
    // The matcher is loaded here, so that only a document with custom rules needs it.
    return StandardRules.custom(
        id,
        severity,
        reason,
        advice,
        pattern
            .map(EventPattern::new)
            .orElseThrow(() -> new IllegalArgumentException("pattern: must be an event pattern")));
  }

  private static Exclusion exclusion(Settings exclusion) {
    exclusion.requireOnlyKeys(
        "reason",
        "owner",
        "until",
        "rules",
        "accounts",
        "organizationalUnits",
        "events",
        "networks",
        "principals");
    return new Exclusion(
        exclusion.required("reason", ValueType.TEXT),
        exclusion.required("owner", ValueType.TEXT),
        exclusion.optional("until", SectionReader.TIME),
        set(exclusion, "rules", "a list of at least one id of a rule", RULE_ID),
        PolicyReader.<AccountId>set(
            exclusion, "accounts", "a list of at least one account id", ValueType.ACCOUNT_ID),
        PolicyReader.<OrganizationalUnit>set(
            exclusion, "organizationalUnits", "a list of at least one unit", SectionReader.UNIT),
        set(exclusion, "events", "a list of at least one call's name", SectionReader.EVENT_NAME),
        List.copyOf(set(exclusion, "networks", "a list of at least one network", NETWORK)),
        set(
            exclusion,
            "principals",
            "a list of at least one principal",
            ValueType.text(
                "an ARN or the name of a service, in which * matches any characters",
                "(?=.*[A-Za-z0-9])[!-~]{1,512}",
                "arn:aws:iam::*:role/deploy")));
  }

  private static <T> Set<T> set(Settings settings, String key, String title, ValueType<T> element) {
    return new LinkedHashSet<>(settings.list(key, ValueType.nonEmptyList(title, element)));
  }

  private void checkOwn(List<Rule> own, Map<String, Rule> shipped) {
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < own.size(); i++) {
      String id = own.get(i).id();
      if (shipped.containsKey(id) || !ids.add(id)) {
        settings.reportMeaning(
            "customRules[" + i + "].id: must be an id that no other rule has but is '" + id + "'");
      }
    }
  }

  private Map<String, Severity> severities(
      Map<String, Severity> wanted, Map<String, Rule> shipped, List<Rule> own) {
    wanted.forEach(
        (id, severity) -> {
          Rule rule = shipped.get(id);
          if (rule == null && own.stream().noneMatch(it -> it.id().equals(id))) {
            settings.reportMeaning("rules." + id + ": " + unknown(id, shipped));
          } else if (rule != null
              && OrganizationPolicy.isProtected(rule)
              && !severity.isAtLeast(Severity.HIGH)) {
            settings.reportMeaning(
                "rules."
                    + id
                    + ".severity: must be HIGH or CRITICAL, since the rule is CRITICAL or about"
                    + " tampering, but is "
                    + severity);
          }
        });
    return wanted;
  }

  private void checkExclusions(
      List<Exclusion> exclusions, Map<String, Rule> shipped, List<Rule> own) {
    for (int i = 0; i < exclusions.size(); i++) {
      for (String id : exclusions.get(i).rules()) {
        Rule rule = shipped.get(id);
        String path = "exclusions[" + i + "].rules: ";
        if (rule != null && OrganizationPolicy.isProtected(rule)) {
          settings.reportMeaning(
              path
                  + "must be a rule that is neither CRITICAL nor about tampering but is '"
                  + id
                  + "'");
        } else if (rule == null && own.stream().noneMatch(it -> it.id().equals(id))) {
          settings.reportMeaning(path + unknown(id, shipped));
        }
      }
    }
  }

  private static String unknown(String id, Map<String, Rule> shipped) {
    return "must be the id of a rule, which 'rootmon rules' lists, but is '"
        + id
        + "'"
        + Suggestion.ending(id, shipped.keySet());
  }
}
