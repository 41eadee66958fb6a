package io.rootmon.lambda.iac;

import io.rootmon.lambda.moto.JsonScalars;
import io.rootmon.lambda.moto.MotoServer;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An organization of moto's: a management account, a hub account and another member.
 *
 * @param security the organizational unit of the hub account, and {@code workloads} of the other
 *     member: given the root, moto deploys to the management account too, which AWS does not, and
 *     it ignores the filter of accounts
 */
record MotoOrganization(
    MotoAccountRegion management,
    MotoAccountRegion hub,
    MotoAccountRegion member,
    String security,
    String workloads) {
  static final String HOME = "eu-west-1";
  static final String OTHER = "eu-central-1";
  static final List<String> REGIONS = List.of(HOME, "us-east-1", OTHER);
  static final String KEY = "AKIAIOSFODNN7EXAMPLE";

  private static final Pattern SESSION = Pattern.compile("<AccessKeyId>(\\w+)</AccessKeyId>");

  static MotoOrganization create(MotoServer moto) throws IOException, InterruptedException {
    moto.reset();
    MotoAccountRegion management = new MotoAccountRegion(moto, "123456789012", KEY, HOME);
    request(management, "CreateOrganization", "{\"FeatureSet\":\"ALL\"}", "/Organization/Id");
    String root = request(management, "ListRoots", "{}", "/Roots/0/Id");
    String security = unit(management, root, "security");
    String workloads = unit(management, root, "workloads");
    return new MotoOrganization(
        management,
        join(management, "security", root, security),
        join(management, "payments", root, workloads),
        security,
        workloads);
  }

  private static String unit(MotoAccountRegion management, String root, String name)
      throws IOException, InterruptedException {
    return request(
        management,
        "CreateOrganizationalUnit",
        "{\"ParentId\":\"" + root + "\",\"Name\":\"" + name + "\"}",
        "/OrganizationalUnit/Id");
  }

  private static MotoAccountRegion join(
      MotoAccountRegion management, String name, String root, String unit)
      throws IOException, InterruptedException {
    String account =
        request(
            management,
            "CreateAccount",
            "{\"AccountName\":\"%1$s\",\"Email\":\"%1$s@example.com\"}".formatted(name),
            "/CreateAccountStatus/AccountId");
    management.call(
        "organizations",
        "AWSOrganizationsV20161128.MoveAccount",
        "{\"AccountId\":\"%s\",\"SourceParentId\":\"%s\",\"DestinationParentId\":\"%s\"}"
            .formatted(account, root, unit));
    String session =
        management.form(
            "sts",
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=test&RoleArn=" + role(account));
    Matcher key = SESSION.matcher(session);
    if (!key.find()) {
      throw new AssertionError("AssumeRole: expected a session but was " + session);
    }
    return new MotoAccountRegion(management.moto(), account, key.group(1), HOME);
  }

  private static String request(
      MotoAccountRegion place, String operation, String body, String pointer)
      throws IOException, InterruptedException {
    String answer = place.call("organizations", "AWSOrganizationsV20161128." + operation, body);
    return JsonScalars.of(answer).getOrDefault(pointer, "none");
  }

  static String role(String account) {
    return "arn:aws:iam::" + account + ":role/deploy";
  }

  /** Every account in every region. */
  List<MotoAccountRegion> accountRegions() {
    return Stream.of(management, hub, member)
        .flatMap(account -> REGIONS.stream().map(account::in))
        .toList();
  }
}
