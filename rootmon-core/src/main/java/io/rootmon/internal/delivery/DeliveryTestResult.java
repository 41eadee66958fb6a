package io.rootmon.internal.delivery;

import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a test that the function made. The state table stores it for the command that
 * requested the test.
 */
public record DeliveryTestResult(List<Line> lines) {
  private static final int MAX_DETAIL = 400;

  public DeliveryTestResult {
    lines = List.copyOf(lines);
  }

  /**
   * The result of one channel.
   *
   * @param detail the response of the recipient, or the problem
   */
  public record Line(String channel, Result result, String detail) {
    /** Returns whether the channel has the alert. */
    public boolean isDelivered() {
      return result == Result.DELIVERED || result == Result.DELIVERED_BEFORE;
    }
  }

  /** Returns the name of the text in the state table. */
  public static String note(String testId) {
    return "delivery-test-" + testId;
  }

  public static DeliveryTestResult of(DispatchReport report) {
    List<Line> lines = new ArrayList<>();
    for (Delivery it : report.deliveries()) {
      String detail = it.problem().or(it::receipt).orElse("");
      lines.add(new Line(it.channel(), it.result(), SafeText.line(detail, MAX_DETAIL)));
    }
    return new DeliveryTestResult(lines);
  }

  /** Returns one line per channel, with the detail at its end. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Line it : lines) {
      text.append(it.channel()).append(' ').append(it.result()).append(' ');
      text.append(it.detail()).append('\n');
    }
    return text.toString();
  }

  /**
   * Parses the format of {@link #text}.
   *
   * @throws IllegalArgumentException if another version wrote it
   */
  public static DeliveryTestResult parse(String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] part = line.split(" ", 3);
      if (part.length != 3) {
        throw new IllegalArgumentException("test result: expected three parts but was " + line);
      }
      lines.add(new Line(part[0], Result.valueOf(part[1]), part[2]));
    }
    return new DeliveryTestResult(lines);
  }
}
