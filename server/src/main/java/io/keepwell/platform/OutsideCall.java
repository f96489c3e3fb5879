package io.keepwell.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A way to an address that others named: a webhook, a picture in a mail. The address that was examined is the one that
/// is called: there is no second look into the DNS, and no proxy.
public final class OutsideCall {

    private OutsideCall() {}

    /// Opens a connection to the host of an `http` or `https` address, with its certificate examined.
    ///
    /// @param privateNetwork whether an address in a private network may be called
    /// @param connect        how long the connection may take
    /// @param silence        how long the other side may say nothing
    /// @throws PrivateNetworkRefused where it leads into a private network, and may not
    /// @throws IOException           where there is no connection; its message is for people
    public static Socket connect(URI uri, boolean privateNetwork, Duration connect, Duration silence)
            throws IOException {
        var address = address(uri.getHost(), privateNetwork);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, port), (int) connect.toMillis());
            plain.setSoTimeout((int) silence.toMillis());
            return tls ? secured(plain, uri.getHost(), port) : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static InetAddress address(String host, boolean privateNetwork) throws IOException {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""));
        } catch (UnknownHostException e) {
            throw new IOException("No such host: " + host, e);
        }
        return Arrays.stream(all)
                .filter(candidate -> privateNetwork || Addresses.open(candidate))
                .findFirst()
                .orElseThrow(() -> new PrivateNetworkRefused(host));
    }

    private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
        var socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
