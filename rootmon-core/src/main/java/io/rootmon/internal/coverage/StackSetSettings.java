package io.rootmon.internal.coverage;

import java.util.Optional;

/**
 * A StackSet whose drift is checked.
 *
 * @param region the region of the StackSet; empty for the function's region
 */
public record StackSetSettings(String name, CallAs callAs, Optional<String> region) {
  /**
   * The role in which the function's account calls CloudFormation: <a
   * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackSetDrift.html">API_DetectStackSetDrift</a>.
   */
  public enum CallAs {
    /**
     * The StackSet has service-managed permissions, and the account is a delegated administrator.
     */
    DELEGATED_ADMIN,
    /** The StackSet belongs to the account itself. */
    SELF
  }

  /** Creates the settings of a service-managed StackSet in the function's region. */
  public StackSetSettings(String name) {
    this(name, CallAs.DELEGATED_ADMIN, Optional.empty());
  }
}
