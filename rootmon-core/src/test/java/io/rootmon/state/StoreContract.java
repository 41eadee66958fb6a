package io.rootmon.state;

import io.rootmon.internal.state.SharedStateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Workers that share a state, and a clock that only waiting moves. */
interface StoreContract {
  Duration MOMENT = Duration.ofSeconds(1);

  /** How often what is left to chance is tried. */
  int ROUNDS = 12;

  /** One of several that share their state, which is empty when a test begins. */
  SharedStateStore worker();

  InstantSource clock();

  void pass(Duration time);

  /** The answers, in the order of the tasks. */
  static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size());
      List<Future<T>> answers = new ArrayList<>();
      for (Callable<T> task : tasks) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
