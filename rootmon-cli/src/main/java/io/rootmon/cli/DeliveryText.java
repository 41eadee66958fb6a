package io.rootmon.cli;

import io.rootmon.delivery.DispatchReport.Delivery;

/** A channel's outcome in words: what the far end said, or what went wrong and what to do. */
final class DeliveryText {
  /** What the AWS SDK says at great length. */
  private static final String NO_CREDENTIALS = "Unable to load credentials from ";

  private DeliveryText() {}

  /** How it ended, and the rest. */
  static String of(Delivery delivery) {
    String ended =
        switch (delivery.result()) {
          case DELIVERED -> "delivered, ";
          case DELIVERED_BEFORE -> "delivered before, ";
          case RETRYABLE -> "not delivered: ";
          case REFUSED -> "refused: ";
        };
    return ended + said(delivery);
  }

  /** Without how it ended. */
  static String said(Delivery delivery) {
    if (delivery.isDelivered()) {
      return delivery.receipt().orElse("") + delivery.problem().map(it -> "; but " + it).orElse("");
    }
    String problem = delivery.problem().orElse("no reason given");
    int noCredentials = problem.indexOf(NO_CREDENTIALS);
    if (noCredentials >= 0) {
      return problem.substring(0, noCredentials)
          + "no AWS credentials were found, or they have expired; log in as with"
          + " 'aws sso login', or set AWS_PROFILE";
    }
    return switch (delivery.result()) {
      // Most refusals name their own remedy.
      case REFUSED -> problem + (problem.contains("; ") ? "" : "; change that, then try again");
      default -> problem + "; " + remedy(delivery, problem);
    };
  }

  private static String remedy(Delivery delivery, String problem) {
    if (problem.startsWith("secret: ")) {
      return "put the secret there, then try again";
    }
    return delivery
        .retryAfter()
        .map(it -> "try again in " + Math.max(1, it.toSeconds()) + " s")
        .orElse("that may pass: try again");
  }
}
