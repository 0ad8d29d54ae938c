package io.tidemark.stats.grid;

import io.tidemark.stats.HotPath;
import java.util.Arrays;
import java.util.Locale;

/** What a text looks like, from its bytes alone; the first that fits. Bytes beyond ASCII are taken for letters. */
public enum TextShape {
    /** Longer than {@link #LONGEST} bytes: what is beyond was not looked at. */
    CUT,
    /** Of no length. */
    EMPTY,
    /** Nothing but spaces, tabs and line ends. */
    BLANK,
    /** Digits only. */
    DIGITS,
    /** A decimal number that is not all digits: a sign, one point. */
    NUMBER,
    /** 8-4-4-4-12 hexadecimal digits. */
    UUID,
    /** 2026-01-31. */
    DATE,
    /** A date, then T or a space and more. */
    TIME,
    /** Something, one @, something with a dot; no spaces. */
    EMAIL,
    /** A word, then ://; no spaces. */
    URL,
    /** Letters only. */
    LETTERS,
    /** Letters and digits, no spaces or signs. */
    ALPHANUMERIC,
    /** Anything with a space, tab or line end in it. */
    SPACED,
    /** Anything else. */
    OTHER;

    /** Longest text that is looked at, in bytes of UTF-8; longer ones are cut there, and counted as {@link #CUT}. */
    public static final int LONGEST = 4_096;

    private static final int DATE_LENGTH = 10;
    private static final int UUID_LENGTH = 36;

    /** The name in readings: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether that is the name of a shape. */
    public static boolean isWord(String word) {
        return Arrays.stream(values()).anyMatch(shape -> shape.word().equals(word));
    }

    /** The shape of a text; O(length), no allocation. */
    @HotPath
    public static TextShape of(byte[] bytes, int offset, int length) {
        if (length > LONGEST) {
            return CUT;
        }
        if (length == 0) {
            return EMPTY;
        }
        int digits = 0;
        int letters = 0;
        int spaces = 0;
        int points = 0;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            digits += isDigit(b) ? 1 : 0;
            letters += isLetter(b) ? 1 : 0;
            spaces += isSpace(b) ? 1 : 0;
            points += b == '.' ? 1 : 0;
        }
        if (digits + letters == length) {
            return digits == length ? DIGITS : letters == length ? LETTERS : ALPHANUMERIC;
        }
        if (spaces == length) {
            return BLANK;
        }
        int signs = bytes[offset] == '-' || bytes[offset] == '+' ? 1 : 0;
        if (digits > 0 && points <= 1 && digits + points + signs == length) {
            return NUMBER;
        }
        return signed(bytes, offset, length, spaces);
    }

    @HotPath
    private static TextShape signed(byte[] bytes, int offset, int length, int spaces) {
        if (isUuid(bytes, offset, length)) {
            return UUID;
        }
        if (isDate(bytes, offset, length)) {
            return length == DATE_LENGTH ? DATE : TIME;
        }
        if (spaces > 0) {
            return SPACED;
        }
        if (isEmail(bytes, offset, length)) {
            return EMAIL;
        }
        return isUrl(bytes, offset, length) ? URL : OTHER;
    }

    @HotPath
    private static boolean isUuid(byte[] bytes, int offset, int length) {
        if (length != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            byte b = bytes[offset + i];
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? b != '-' : !isHexadecimal(b)) {
                return false;
            }
        }
        return true;
    }

    @HotPath
    private static boolean isDate(byte[] bytes, int offset, int length) {
        if (length < DATE_LENGTH) {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            byte b = bytes[offset + i];
            if (i == 4 || i == 7 ? b != '-' : !isDigit(b)) {
                return false;
            }
        }
        return length == DATE_LENGTH || bytes[offset + DATE_LENGTH] == 'T' || bytes[offset + DATE_LENGTH] == ' ';
    }

    @HotPath
    private static boolean isEmail(byte[] bytes, int offset, int length) {
        int at = -1;
        boolean hasDot = false;
        for (int i = 0; i < length; i++) {
            byte b = bytes[offset + i];
            if (b == '@') {
                if (at >= 0) {
                    return false;
                }
                at = i;
            }
            hasDot |= b == '.' && at >= 0 && i > at + 1 && i < length - 1;
        }
        return at > 0 && hasDot;
    }

    @HotPath
    private static boolean isUrl(byte[] bytes, int offset, int length) {
        int at = 0;
        while (at < length && isLetter(bytes[offset + at])) {
            at++;
        }
        return at > 0
                && at + 3 < length
                && bytes[offset + at] == ':'
                && bytes[offset + at + 1] == '/'
                && bytes[offset + at + 2] == '/';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(byte b) {
        return b < 0 || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    private static boolean isHexadecimal(byte b) {
        return isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
