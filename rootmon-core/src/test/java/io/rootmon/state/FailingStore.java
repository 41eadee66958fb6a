package io.rootmon.state;

import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.internal.state.SharedStateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails in the middle of an operation. */
public final class FailingStore {
  private FailingStore() {}

  /** Another, whose histories do not take a change: the first is number 1. */
  public static SharedStateStore atChange(int number, SharedStateStore store) {
    AtomicInteger changes = new AtomicInteger();
    IncidentRepository incidents =
        (IncidentRepository)
            Proxy.newProxyInstance(
                FailingStore.class.getClassLoader(),
                new Class<?>[] {IncidentRepository.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("change") && changes.incrementAndGet() == number) {
                    throw new StateException("the store died", null);
                  }
                  try {
                    return method.invoke(store.incidents(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return (SharedStateStore)
        Proxy.newProxyInstance(
            FailingStore.class.getClassLoader(),
            new Class<?>[] {SharedStateStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("incidents")) {
                return incidents;
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
