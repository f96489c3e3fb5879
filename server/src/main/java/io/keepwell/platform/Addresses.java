package io.keepwell.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/// Which addresses lie out in the open. Whoever can name an address that our server calls must not reach through it
/// what only our server can reach.
public final class Addresses {

    private Addresses() {}

    /// Whether anybody out there can have this address (IANA special-purpose registries, RFC 6890 and its updates).
    public static boolean open(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? open(bytes) : openV6(bytes);
    }

    private static boolean open(byte[] v4) {
        int a = v4[0] & 0xff;
        int b = v4[1] & 0xff;
        int c = v4[2] & 0xff;
        return !(a == 0
                || a == 10
                || a == 127
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 100 && b >= 64 && b < 128
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113
                || a >= 224);
    }

    // Only 2000::/3 is given out at all; within it documentation, tunnels and translations to IPv4 are left out.
    private static boolean openV6(byte[] v6) {
        int first = (v6[0] & 0xff) << 8 | v6[1] & 0xff;
        int second = (v6[2] & 0xff) << 8 | v6[3] & 0xff;
        if (first == 0x0064 && second == 0xff9b) {
            return open(Arrays.copyOfRange(v6, 12, 16));
        }
        return (first & 0xe000) == 0x2000
                && first != 0x2002
                && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8));
    }
}
