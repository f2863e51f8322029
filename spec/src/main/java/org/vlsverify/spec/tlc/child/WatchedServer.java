package org.vlsverify.spec.tlc.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.NotBoundException;
import java.rmi.server.RMISocketFactory;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.tool.distributed.TLCApp;
import tlc2.tool.distributed.TLCServer;

/**
 * Runs TLC's server for distributed workers, and exits when the parent process ends. It listens at
 * one address only, and checks the assumptions about constants, which TLC's server does not.
 */
public final class WatchedServer extends TLCServer {
  private static final long serialVersionUID = 1L;

  /** The system property of Java with the address that the server tells its workers. */
  public static final String ADDRESS_PROPERTY = "java.rmi.server.hostname";

  private WatchedServer(TLCApp app) throws IOException, NotBoundException {
    super(app);
  }

  /** Opens sockets of a server at one address. */
  public static final class OneAddress extends RMISocketFactory {
    private static final int WAITING = 50;

    private final InetAddress address;

    OneAddress(InetAddress address) {
      this.address = address;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, WAITING, address);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return new Socket(host, port);
    }
  }

  /**
   * Runs the server.
   *
   * @param arguments those of TLC's server
   */
  public static void main(String[] arguments) {
    WatchedTlc.watchParent();
    int exitCode = 1;
    try {
      RMISocketFactory.setSocketFactory(
          new OneAddress(InetAddress.getByName(System.getProperty(ADDRESS_PROPERTY))));
      MP.printMessage(EC.TLC_VERSION, "TLC Server " + TLCGlobals.versionOfTLC);
      TLCGlobals.setNumWorkers(0);
      TLCApp app = TLCApp.create(arguments);
      exitCode = app.tool.checkAssumptions();
      if (exitCode == 0) {
        new WatchedServer(app).modelCheck();
      }
    } catch (IOException | NotBoundException | RuntimeException e) {
      MP.printError(EC.GENERAL, e);
      exitCode = 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    MP.flush();
    System.exit(exitCode);
  }
}
