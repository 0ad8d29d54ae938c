package io.tidemark.domain;

import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;

/** How a request to the model ended. The order is that of the words in {@link Observation}. */
public enum RequestStatus {
    /** The model answered. */
    OK,
    /** It did not. */
    ERROR,
    /** A default answer was given in the model's stead. */
    FALLBACK,
    /** No answer came in time. */
    TIMEOUT;

    private final byte[] utf8 = name().getBytes(StandardCharsets.US_ASCII);

    private static final RequestStatus[] ALL = values();

    /** The status of that word in any case; {@link #ERROR} for one that is not known: an outcome nobody understands is not a good one. */
    public static RequestStatus of(String word) {
        for (RequestStatus status : ALL) {
            if (status.name().equalsIgnoreCase(word)) {
                return status;
            }
        }
        return ERROR;
    }

    /** The same of a word in bytes, in upper case; makes no object. */
    @HotPath
    public static RequestStatus of(byte[] bytes, int offset, int length) {
        for (RequestStatus status : ALL) {
            if (status.isWord(bytes, offset, length)) {
                return status;
            }
        }
        return ERROR;
    }

    /**
     * What an answer's own word or code says, the same in every format: a word of ours in any case; {@code success} and {@code true} are
     * {@link #OK}; a number is a code, {@link #OK} from 200 to 399. All else is an {@link #ERROR}.
     */
    public static RequestStatus ofAnswer(String said) {
        String word = said.strip();
        if (word.equalsIgnoreCase("success") || word.equalsIgnoreCase("true")) {
            return OK;
        }
        try {
            return !word.isEmpty() && Character.isDigit(word.charAt(0)) ? ofCode(Double.parseDouble(word)) : of(word);
        } catch (NumberFormatException noCode) {
            return ERROR;
        }
    }

    /** What an answer's code says: {@link #OK} from 200 to 399. */
    @HotPath
    public static RequestStatus ofCode(double code) {
        return code >= 200 && code < 400 ? OK : ERROR;
    }

    private boolean isWord(byte[] bytes, int offset, int length) {
        if (length != utf8.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != utf8[i]) {
                return false;
            }
        }
        return true;
    }
}
