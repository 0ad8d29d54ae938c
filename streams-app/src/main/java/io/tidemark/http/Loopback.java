package io.tidemark.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts are this machine as only this machine sees it: all of 127.0.0.0/8, ::1 however it is written, and localhost. */
final class Loopback {
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

    private Loopback() {}

    /** Whether an address to listen at is one; a name is looked up. */
    static boolean isAddress(String host) {
        try {
            return InetAddress.getByName(bare(host)).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Whether a host is one by how it is written; a name is never looked up, for whoever owns it says where it leads. */
    static boolean isWritten(String host) {
        String bare = bare(host);
        boolean isNumber =
                FOUR_NUMBERS.matcher(bare).matches() || SIX.matcher(bare).matches();
        return bare.equals("localhost") || isNumber && isAddress(bare);
    }

    /** The host of {@code HOST:PORT} or {@code HOST}, in lower case and without the brackets of an IPv6 address. */
    static String host(String address) {
        int colon = address.lastIndexOf(':');
        boolean isBareSix = !address.startsWith("[") && colon != address.indexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']') && !isBareSix;
        return bare(hasPort ? address.substring(0, colon) : address);
    }

    /** Without the brackets of an IPv6 address, in lower case. */
    static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
