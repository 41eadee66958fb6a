package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.util.Optional;
import java.util.Set;

/**
 * The caller, as recorded in CloudTrail's <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity
 * element</a>. The type is empty if the record has none.
 */
public record UserIdentity(
    String type,
    Optional<String> arn,
    Optional<AccountId> accountId,
    Optional<String> accessKeyId,
    Optional<String> userName,
    Optional<String> principalId,
    Optional<String> invokedBy,
    boolean assumedRoot,
    Optional<Boolean> mfaAuthenticated,
    Optional<SessionIssuer> sessionIssuer) {
  /**
   * The identity types of people, roles and services in <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail's
   * documentation</a>. A root user has the type {@code Root}.
   */
  public static final Set<String> KNOWN_TYPES =
      Set.of(
          "IAMUser",
          "AssumedRole",
          "Role",
          "FederatedUser",
          "AWSAccount",
          "AWSService",
          "IdentityCenterUser",
          "SAMLUser",
          "WebIdentityUser",
          "Directory",
          "Unknown");

  /** The identity whose credentials issued the session. */
  public record SessionIssuer(
      String type, Optional<String> arn, Optional<AccountId> accountId, Optional<String> userName) {
    static SessionIssuer of(EventFields fields) {
      return new SessionIssuer(
          fields.text("type").orElse(""),
          fields.text("arn"),
          fields.text("accountId").flatMap(AccountId::find),
          fields.text("userName"));
    }
  }

  /** Returns the identity in the fields of an event. */
  public static UserIdentity of(EventFields fields, String type) {
    EventFields issuer = fields.under("sessionContext.sessionIssuer");
    // If the element is a string, it contains an ARN or the type.
    Optional<String> whole = fields.text("");
    Optional<String> arn = fields.text("arn").or(() -> whole.filter(it -> it.startsWith("arn:")));
    return new UserIdentity(
        type,
        arn,
        fields
            .text("accountId")
            .flatMap(AccountId::find)
            .or(() -> arn.flatMap(AccountId::find))
            // Of root alone, the principal is the account.
            .or(
                () ->
                    fields
                        .text("principalId")
                        .filter(it -> it.matches("\\d{12}"))
                        .flatMap(AccountId::find)),
        fields.text("accessKeyId"),
        fields.text("userName"),
        fields.text("principalId"),
        fields.text("invokedBy"),
        fields.isTrue("sessionContext.assumedRoot"),
        fields.flag("sessionContext.attributes.mfaAuthenticated"),
        issuer.isEmpty() ? Optional.empty() : Optional.of(SessionIssuer.of(issuer)));
  }

  /**
   * Returns the ID of the access key if the key is a long-term one. Temporary keys begin with ASIA,
   * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">long-term
   * keys with AKIA</a>. <a
   * href="https://documentation.help/prod-adv-api-dg-20091101/AWSCredentials.html">Keys of the
   * first years</a> have 20 characters and begin with a digit.
   */
  public Optional<String> longTermAccessKeyId() {
    return accessKeyId.filter(it -> it.startsWith("AKIA") || it.matches("[0-9][0-9A-Z]{19}"));
  }

  /** Returns a copy with another type. */
  public UserIdentity withType(String newType) {
    return new UserIdentity(
        newType,
        arn,
        accountId,
        accessKeyId,
        userName,
        principalId,
        invokedBy,
        assumedRoot,
        mfaAuthenticated,
        sessionIssuer);
  }

  /** Returns whether the identity has this type, such as {@code Root}. */
  public boolean hasType(String name) {
    return type.equalsIgnoreCase(name);
  }

  /**
   * Returns whether the identity is an account's root user. If there is no type, the ARN decides.
   */
  public boolean isRoot() {
    return hasType("Root")
        || (type.isEmpty() && arn.filter(it -> it.endsWith(":root")).isPresent());
  }
}
