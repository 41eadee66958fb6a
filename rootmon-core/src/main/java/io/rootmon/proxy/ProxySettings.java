package io.rootmon.proxy;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that every HTTP client uses, by {@code CONNECT}: from the configuration, else from the
 * variables {@code HTTPS_PROXY} and {@code NO_PROXY}, in upper or lower case, else from Java's
 * {@code https.proxyHost}. A user and a password are a secret: they are never printed.
 *
 * <pre>{@code
 * ProxySettings proxy = ProxySettings.ofEnvironment(System.getenv());
 * HttpURLConnection connection = proxy.open(URI.create("https://hooks.example.com/"));
 * }</pre>
 *
 * <p>The JDK reads {@code jdk.http.auth.tunneling.disabledSchemes} once, before the first
 * connection. This class sets it to the empty value if it has none. An application that opens
 * connections before it loads rootmon, and whose proxy requires Basic authentication, must set the
 * property itself.
 */
public final class ProxySettings {
  private static final String EXPECTED =
      "must be an address such as http://proxy.example.com:3128 but is ";

  static {
    // Java rejects Basic authentication of tunnels unless this is set. Without credentials of a
    // proxy it has no effect. https://www.oracle.com/java/technologies/javase/8u111-relnotes.html
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  /** Connects without a proxy, regardless of the environment. */
  public static final ProxySettings DIRECT =
      new ProxySettings(Optional.empty(), Optional.empty(), new NoProxy(List.of()));

  private final Optional<InetSocketAddress> address;
  private final Optional<Credentials> credentials;
  private final NoProxy direct;

  private ProxySettings(
      Optional<InetSocketAddress> address, Optional<Credentials> credentials, NoProxy direct) {
    this.address = address;
    this.credentials = credentials;
    this.direct = direct;
  }

  /** Reads the user and the password when the proxy requests them. */
  @FunctionalInterface
  public interface Credentials {
    /** Returns {@code user:password}. */
    String read() throws IOException;
  }

  /** Returns the proxy of an environment. */
  public static ProxySettings ofEnvironment(Map<String, String> environment) {
    Optional<String> proxy = variable(environment, "HTTPS_PROXY");
    NoProxy direct = NoProxy.parse(variable(environment, "NO_PROXY").orElse(""));
    if (proxy.isPresent()) {
      return parse("environment: HTTPS_PROXY", proxy.get(), Optional.empty(), direct);
    }
    String host = System.getProperty("https.proxyHost", "");
    if (host.isBlank()) {
      return DIRECT;
    }
    String list = System.getProperty("http.nonProxyHosts", "").replace('|', ',');
    int port = Integer.getInteger("https.proxyPort", 443);
    return new ProxySettings(
        Optional.of(InetSocketAddress.createUnresolved(host, port)),
        Optional.empty(),
        NoProxy.parse(list));
  }

  /**
   * Returns the proxy of a configuration.
   *
   * @param address such as {@code http://proxy.example.com:3128}, which may contain a user and a
   *     password
   * @param noProxy destinations without a proxy
   * @throws IllegalArgumentException if a value is invalid; the message contains neither user nor
   *     password
   */
  public static ProxySettings of(
      String address, Optional<Credentials> credentials, List<String> noProxy) {
    return parse("proxy", address, credentials, new NoProxy(noProxy));
  }

  private static ProxySettings parse(
      String field, String address, Optional<Credentials> credentials, NoProxy direct) {
    String text = address.contains("://") ? address : "http://" + address;
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // Without the cause, which quotes the address.
      throw new IllegalArgumentException(field + ": " + EXPECTED + shown(text));
    }
    String host = uri.getHost();
    if (host == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(field + ": " + EXPECTED + shown(text));
    }
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    String own = uri.getRawUserInfo();
    Optional<Credentials> inAddress =
        own == null ? Optional.empty() : Optional.of(() -> decoded(own));
    return new ProxySettings(
        Optional.of(InetSocketAddress.createUnresolved(host, port)),
        credentials.or(() -> inAddress),
        direct);
  }

  private static String decoded(String userInfo) {
    return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns a variable. The lower-case name has priority, as in curl. */
  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
        .filter(it -> !it.isBlank())
        .or(() -> Optional.ofNullable(environment.get(name)))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }

  /** Returns whether a proxy is configured. */
  public boolean isPresent() {
    return address.isPresent();
  }

  /** Returns the proxy for a destination, or {@link Proxy#NO_PROXY}. */
  public Proxy proxyFor(URI destination) {
    String host = destination.getHost();
    int port = destination.getPort() < 0 ? 443 : destination.getPort();
    if (address.isEmpty() || host == null || direct.contains(host, port)) {
      return Proxy.NO_PROXY;
    }
    // Resolved each time, because addresses change.
    InetSocketAddress at = address.get();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(at.getHostString(), at.getPort()));
  }

  /** Creates a connection without connecting it. */
  public HttpURLConnection open(URI destination) throws IOException {
    Proxy proxy = proxyFor(destination);
    HttpURLConnection connection = (HttpURLConnection) destination.toURL().openConnection(proxy);
    if (!proxy.equals(Proxy.NO_PROXY) && credentials.isPresent()) {
      connection.setAuthenticator(authenticator(authentication()));
    }
    return connection;
  }

  /**
   * Creates a client of {@code java.net.http}, for requests that {@link #open} does not support.
   */
  public HttpClient client(Duration connectTimeout) throws IOException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .proxy(selector());
    if (credentials.isPresent()) {
      client.authenticator(authenticator(authentication()));
    }
    return client.build();
  }

  /** Returns a selector for clients that choose a proxy themselves. */
  public ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI destination) {
        return List.of(proxyFor(destination));
      }

      @Override
      public void connectFailed(URI destination, SocketAddress proxy, IOException problem) {
        // Its client reports it.
      }
    };
  }

  /** Returns the value of the header {@code Proxy-Authorization}; empty if the proxy needs none. */
  public Optional<String> authorization() throws IOException {
    if (credentials.isEmpty()) {
      return Optional.empty();
    }
    byte[] own = credentials.get().read().getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(own));
  }

  private PasswordAuthentication authentication() throws IOException {
    String[] own = credentials.orElseThrow().read().split(":", 2);
    String password = own.length < 2 ? "" : own[1];
    return new PasswordAuthentication(own[0], password.toCharArray());
  }

  private static Authenticator authenticator(PasswordAuthentication own) {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY ? own : null;
      }
    };
  }

  private static String shown(String text) {
    int at = text.lastIndexOf('@');
    return "'" + (at < 0 ? text : "***" + text.substring(at)) + "'";
  }

  /** Returns a string without the user and the password. */
  @Override
  public String toString() {
    return address
        .map(
            it -> (credentials.isPresent() ? "***@" : "") + it.getHostString() + ":" + it.getPort())
        .orElse("none");
  }
}
