package io.rootmon.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure and its baseline, measured in the same run.
 *
 * @param baseline empty if the target is not a ratio
 * @param target the target as text, such as {@code ≤ 0.7 ×}; empty if there is none
 */
public record Row(
    String figure, double value, String unit, OptionalDouble baseline, String target, boolean met) {

  /** Creates a figure with a maximum ratio to its baseline. */
  public static Row atMostTimes(
      double times, String figure, double value, String unit, double baseline) {
    String target = String.format(Locale.ROOT, "≤ %s ×", number(times));
    return new Row(
        figure, value, unit, OptionalDouble.of(baseline), target, value <= times * baseline);
  }

  /** Creates a figure with a minimum ratio to its baseline. */
  public static Row atLeastTimes(
      double times, String figure, double value, String unit, double baseline) {
    String target = String.format(Locale.ROOT, "≥ %s ×", number(times));
    return new Row(
        figure, value, unit, OptionalDouble.of(baseline), target, value >= times * baseline);
  }

  public static Row atMost(double most, String figure, double value, String unit) {
    String target = "≤ " + number(most) + " " + unit;
    return new Row(figure, value, unit, OptionalDouble.empty(), target, value <= most);
  }

  /** Creates a figure with a baseline that the target does not use. */
  public static Row atMost(double most, String figure, double value, String unit, double baseline) {
    String target = "≤ " + number(most) + " " + unit;
    return new Row(figure, value, unit, OptionalDouble.of(baseline), target, value <= most);
  }

  public static Row atLeast(double least, String figure, double value, String unit) {
    String target = "≥ " + number(least) + " " + unit;
    return new Row(figure, value, unit, OptionalDouble.empty(), target, value >= least);
  }

  /** Creates a figure without a target, for information. */
  public static Row noted(String figure, double value, String unit) {
    return new Row(figure, value, unit, OptionalDouble.empty(), "", true);
  }

  /** Creates a figure without a target, with a baseline. */
  public static Row noted(String figure, double value, String unit, double baseline) {
    return new Row(figure, value, unit, OptionalDouble.of(baseline), "", true);
  }

  /** Creates a row for a figure that this machine cannot measure. */
  public static Row absent(String figure) {
    return noted(figure, Double.NaN, "");
  }

  public boolean isAbsent() {
    return Double.isNaN(value);
  }

  public OptionalDouble ratio() {
    return baseline.isPresent()
        ? OptionalDouble.of(value / baseline.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Returns a line of JSON, for tools that collect the rows of several runs. */
  public String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("figure", figure);
      json.writeNumberField("value", value);
      json.writeStringField("unit", unit);
      if (baseline.isPresent()) {
        json.writeNumberField("baseline", baseline.getAsDouble());
        json.writeNumberField("ratio", ratio().getAsDouble());
      }
      json.writeStringField("target", target);
      json.writeBooleanField("met", met);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** Formats a number with its significant digits. */
  static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
