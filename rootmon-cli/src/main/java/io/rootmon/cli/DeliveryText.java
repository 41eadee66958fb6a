package io.rootmon.cli;

import io.rootmon.channel.DispatchReport.Delivery;

/** A channel's outcome in words: what the far end said, or what went wrong and what to do. */
final class DeliveryText {
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
    return delivery.problem().orElse("no reason given") + "; " + remedy(delivery);
  }

  private static String remedy(Delivery delivery) {
    return switch (delivery.result()) {
      case REFUSED -> "a further try fails too until that is changed";
      default -> {
        if (delivery.problem().orElse("").startsWith("secret: ")) {
          yield "put the secret there and try again";
        }
        yield delivery
            .retryAfter()
            .map(it -> "try again in " + Math.max(1, it.toSeconds()) + " s")
            .orElse("that may pass: try again");
      }
    };
  }
}
