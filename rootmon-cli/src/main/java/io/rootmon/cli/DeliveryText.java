package io.rootmon.cli;

import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import java.util.Locale;

/** Describes the result of a delivery: the response of the service, or the error and its fix. */
final class DeliveryText {
  private DeliveryText() {}

  /** Returns the result and its details. */
  static String of(Delivery delivery) {
    return label(delivery.result()).toLowerCase(Locale.ROOT)
        + (delivery.isDelivered() ? ", " : ": ")
        + details(delivery);
  }

  /** Returns the result as a word: delivered, failed or rejected. */
  static String label(Result result) {
    return switch (result) {
      case DELIVERED -> "DELIVERED";
      case DELIVERED_BEFORE -> "DELIVERED";
      case RETRYABLE -> "FAILED";
      case REJECTED -> "REJECTED";
    };
  }

  /** Returns the details without the result. */
  static String details(Delivery delivery) {
    if (delivery.isDelivered()) {
      String before = delivery.result() == Result.DELIVERED_BEFORE ? "before, " : "";
      return before
          + delivery.receipt().orElse("")
          + delivery.problem().map(it -> "; but " + it).orElse("");
    }
    String problem = delivery.problem().orElse("no reason given");
    String described = AwsErrors.describe(problem);
    if (!described.equals(problem) || isFixable(problem)) {
      return described;
    }
    return described
        + delivery
            .retryAfter()
            .map(it -> "; try again in " + Math.max(1, it.toSeconds()) + " s")
            .orElse("");
  }

  /** Returns whether the user has to change a setting, so that a retry cannot help. */
  private static boolean isFixable(String problem) {
    return problem.contains("secret") || problem.contains("environment variable");
  }
}
