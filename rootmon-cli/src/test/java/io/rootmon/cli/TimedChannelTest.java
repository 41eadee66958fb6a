package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.Channel;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimedChannelTest {
  private final List<String> called = new ArrayList<>();

  /** Regression: a default method that the decorator did not repeat was lost without an error. */
  @ParameterizedTest
  @MethodSource("methods")
  void forwardsEveryMethodOfAChannel(Method method) throws Exception {
    Channel channel =
        (Channel)
            Proxy.newProxyInstance(
                Channel.class.getClassLoader(),
                new Class<?>[] {Channel.class},
                (proxy, target, arguments) -> {
                  called.add(target.getName());
                  return result(target);
                });
    TimedChannel timed = new TimedChannel(channel, 0, new HashMap<>());

    method.invoke(timed, new Object[method.getParameterCount()]);

    assertThat(called).contains(method.getName());
  }

  static List<Method> methods() {
    return List.of(Channel.class.getDeclaredMethods()).stream()
        .filter(it -> !java.lang.reflect.Modifier.isStatic(it.getModifiers()))
        .filter(it -> !it.isSynthetic())
        .toList();
  }

  private static @Nullable Object result(Method method) {
    if (method.getReturnType() == Optional.class) {
      return Optional.empty();
    } else if (method.getReturnType() == RateLimit.class) {
      return RateLimit.UNLIMITED;
    } else if (method.getReturnType() == Receipt.class) {
      return new Receipt("sent");
    }
    return method.getReturnType() == String.class ? "chat" : null;
  }
}
