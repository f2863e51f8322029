package org.vlsverify.spec.tlc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.child.WatchedServer;

/**
 * Where TLC's server for distributed workers listens. Its protocol, RMI, has neither encryption nor
 * passwords: another address than the loopback one is only for a network that is trusted.
 *
 * @param address the address or name of this machine, as the workers reach it, not null
 * @param port of the registry, from 1 to 65535; the objects have other ports, chosen by the system
 */
public record TlcServer(String address, int port) {
  /** The loopback address. */
  public static final String LOOPBACK = "127.0.0.1";

  /** The default of TLC. */
  public static final int PORT = 10997;

  private static final int MOST = 65_535;
  private static final String TLC = "tlc2.tool.distributed.TLC";

  /** For the numbers of the workers' ports, which TLC finds by reflection. */
  private static final List<String> EXPORTS =
      List.of(
          "--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  /**
   * Rejects an unknown address.
   *
   * @throws BadInputException if it is not known, or there is no such port
   */
  public TlcServer {
    Objects.requireNonNull(address);
    if (port < 1 || port > MOST) {
      throw new BadInputException("--port %d: a port is a number from 1 to 65535.".formatted(port));
    }
    try {
      InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new BadInputException("--address %s: this host is not known.".formatted(address), e);
    }
  }

  /** Options of the JVM of the server. */
  List<String> jvmOptions() {
    return List.of(property(WatchedServer.ADDRESS_PROPERTY, address), portOption());
  }

  private String portOption() {
    return property(TLC + "Server.port", Integer.toString(port));
  }

  private static String property(String name, String value) {
    return "-D" + name + "=" + value;
  }

  /** Whether other machines can reach it. */
  boolean isLocal() {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * The arguments of java for a worker.
   *
   * @param worker the address of its machine
   * @param jar of TLC
   */
  List<String> worker(String worker, String jar) {
    return List.of(
        property(WatchedServer.ADDRESS_PROPERTY, worker),
        portOption(),
        EXPORTS.get(0),
        EXPORTS.get(1),
        "-cp",
        jar,
        TLC + "Worker",
        address);
  }

  /** The command of a worker, for people. */
  String command(TlcJar jar) {
    return "java "
        + String.join(" ", worker(isLocal() ? address : "ITS_ADDRESS", jar.path().toString()));
  }
}
