package io.rootmon.render;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Texts that an attacker may use as a user agent, and random ones. */
public final class HostileText extends DomainContextBase {
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            ExampleAlerts.HOSTILE,
            "&",
            "<",
            ">",
            "`",
            "|",
            "*",
            "\r\n",
            "\u0000",
            "\u202e",
            "\u2028",
            "💥",
            "\ud83d",
            "é",
            "%0a",
            "${",
            "<#if",
            "</table>",
            "\"",
            "'",
            "-->",
            "]]>",
            "a b ");
    Arbitrary<String> made = pieces.list().ofMaxSize(12).map(it -> String.join("", it));
    Arbitrary<String> large = pieces.map(it -> it.repeat(100_000 / it.length()));
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.strings().all().ofMaxLength(300)),
        Tuple.of(4, made),
        Tuple.of(1, large));
  }
}
