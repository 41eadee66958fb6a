package io.rootmon.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources that a command and its child processes used. CPU times have a resolution of 10 ms.
 *
 * @param peakMegabytes the peak memory of the command's own process
 */
public record Use(double wallSeconds, double cpuSeconds, double peakMegabytes) {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final double TICKS_A_SECOND = 100;
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: cutime and cstime, counted after
  // the command's name.
  private static final int CHILDRENS_USER_TIME = 13;

  public static Use of(List<String> command) throws IOException, InterruptedException {
    double before = childrensSeconds();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    long peak = 0;
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process.pid()));
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          command.get(0) + ": expected it to succeed but was " + process.exitValue());
    }
    return new Use(wall, childrensSeconds() - before, peak / 1024.0);
  }

  /** Returns the run with the median elapsed time. */
  public static Use middle(List<Use> uses) {
    List<Use> sorted = uses.stream().sorted(Comparator.comparingDouble(Use::wallSeconds)).toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double childrensSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    long user = Long.parseLong(fields.get(CHILDRENS_USER_TIME));
    long system = Long.parseLong(fields.get(CHILDRENS_USER_TIME + 1));
    return (user + system) / TICKS_A_SECOND;
  }

  private static long peak(long process) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
      return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }
}
