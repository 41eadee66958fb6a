package io.rootmon.secret;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The location of a secret in the configuration. Its {@code toString} is the name that messages
 * use.
 */
public sealed interface SecretReference {

  /**
   * A secret of AWS Secrets Manager.
   *
   * @param arn with or without the six characters that AWS adds to the name
   * @param key the field, if the secret is a JSON object
   */
  record SecretsManager(String arn, Optional<String> key) implements SecretReference {
    private static final Pattern ARN =
        Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[!-~]{1,519}");

    public SecretsManager {
      require(ARN, arn, "secretsManager: must be the ARN of a secret");
    }

    /** Returns the Region in the secret's ARN. */
    public String region() {
      return arn.split(":", -1)[3];
    }

    // Written out: the generated methods spin classes, a millisecond each in a cold start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SecretsManager it && arn.equals(it.arn) && key.equals(it.key);
    }

    @Override
    public int hashCode() {
      return 31 * arn.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
      return "secret " + arn + key.map(it -> " field " + it).orElse("");
    }
  }

  /**
   * A parameter of AWS Systems Manager, decrypted.
   *
   * @param parameter its name or ARN
   */
  record Ssm(String parameter) implements SecretReference {
    // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    private static final Pattern NAME_OR_ARN =
        Pattern.compile(
            "[a-zA-Z0-9_./-]{1,1011}"
                + "|arn:aws[a-z-]*:ssm:[a-z0-9-]+:\\d{12}:parameter/[a-zA-Z0-9_./-]{1,1011}");

    public Ssm {
      require(NAME_OR_ARN, parameter, "ssm: must be the name or ARN of a parameter");
    }

    /** Returns the region of an ARN; empty for a name. */
    public Optional<String> region() {
      return parameter.startsWith("arn:")
          ? Optional.of(parameter.split(":", -1)[3])
          : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ssm it && parameter.equals(it.parameter);
    }

    @Override
    public int hashCode() {
      return parameter.hashCode();
    }

    @Override
    public String toString() {
      return "parameter " + parameter;
    }
  }

  /** A variable of this process's environment. */
  record Env(String variable) implements SecretReference {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public Env {
      require(NAME, variable, "env: must be the name of an environment variable");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Env it && variable.equals(it.variable);
    }

    @Override
    public int hashCode() {
      return variable.hashCode();
    }

    @Override
    public String toString() {
      return "environment variable " + variable;
    }
  }

  private static void require(Pattern pattern, String value, String expected) {
    if (!pattern.matcher(value).matches()) {
      // Without the value: it may be the secret itself, in the place of its reference.
      throw new IllegalArgumentException(expected + " but is a different string");
    }
  }
}
