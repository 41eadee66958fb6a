package io.rootmon.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure beside what it is compared with, measured in the same run.
 *
 * @param baseline empty where the target is no ratio
 * @param target in words, such as {@code ≤ 0.7 ×}; empty where nothing was promised
 */
public record Row(
    String figure, double value, String unit, OptionalDouble baseline, String target, boolean met) {

  /** A figure that may be so many times its baseline at most. */
  public static Row atMostTimes(
      double times, String figure, double value, String unit, double baseline) {
    String target = String.format(Locale.ROOT, "≤ %s ×", number(times));
    return new Row(
        figure, value, unit, OptionalDouble.of(baseline), target, value <= times * baseline);
  }

  /** A figure that has to be so many times its baseline at least. */
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

  /** The same beside a baseline, which the target does not ask for. */
  public static Row atMost(double most, String figure, double value, String unit, double baseline) {
    String target = "≤ " + number(most) + " " + unit;
    return new Row(figure, value, unit, OptionalDouble.of(baseline), target, value <= most);
  }

  public static Row atLeast(double least, String figure, double value, String unit) {
    String target = "≥ " + number(least) + " " + unit;
    return new Row(figure, value, unit, OptionalDouble.empty(), target, value >= least);
  }

  /** Without a target: to be known. */
  public static Row noted(String figure, double value, String unit) {
    return new Row(figure, value, unit, OptionalDouble.empty(), "", true);
  }

  /** The same beside a baseline. */
  public static Row noted(String figure, double value, String unit, double baseline) {
    return new Row(figure, value, unit, OptionalDouble.of(baseline), "", true);
  }

  /** What could not be measured, because the machine does not have it. */
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

  /** A line of JSON, for whoever collects rows of several runs. */
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

  /** With as many digits as say something. */
  static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
