package io.tidemark.cli;

import io.tidemark.runtime.letters.DeadLetterBox;
import io.tidemark.runtime.letters.Letter;
import io.tidemark.runtime.letters.LetterCensus;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dead letters, for machines. */
final class LetterJson {
    private LetterJson() {}

    /** One object: counts by hour, and the newest letters. */
    static String list(LetterCensus census, DeadLetterBox box) {
        String counts = census.hours().entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "{\"reason\":%s,\"topic\":%s,\"hour\":%s,\"letters\":%d,\"sentAgain\":%d}",
                        JsonText.quote(entry.getKey().reason()),
                        JsonText.quote(entry.getKey().topic()),
                        time(entry.getKey().hourMs()),
                        entry.getValue().letters(),
                        entry.getValue().replayed()))
                .collect(Collectors.joining(",", "[", "]"));
        String newest = census.newest().stream()
                .map(letter -> "{" + cause(letter, box) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"topic\":" + JsonText.quote(box.name()) + ",\"letters\":" + census.letters() + ",\"waiting\":"
                + census.waiting() + ",\"counts\":" + counts
                + ",\"newest\":" + newest + "}";
    }

    private static String time(long ms) {
        return JsonText.quote(Instant.ofEpochMilli(ms).toString());
    }

    private static String cause(Letter letter, DeadLetterBox box) {
        return String.format(
                Locale.ROOT,
                "\"letter\":\"%s\",\"record\":%s,\"recordTime\":%s,\"written\":%s,\"reason\":%s,\"detail\":%s,\"failures\":%d,"
                        + "\"earlier\":%s,\"cut\":%s,\"sentAgain\":%b",
                letter.id().text(),
                JsonText.quote(letter.origin().text()),
                time(letter.origin().timestampMs()),
                time(letter.cause().writtenMs()),
                JsonText.quote(letter.cause().reason()),
                JsonText.quote(letter.cause().detail()),
                letter.cause().failures(),
                JsonText.quote(letter.cause().earlier()),
                JsonText.quote(letter.body().cut()),
                box.isReplayed(letter));
    }

    /** One letter; key, value and header values in base64 where they are shown, else their lengths. */
    static String letter(Letter letter, DeadLetterBox box, LetterText.Bodies bodies) {
        String headers = letter.body().headers().stream()
                .map(header -> "{\"name\":" + JsonText.quote(header.name()) + ","
                        + bytes("value", header.value(), bodies) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{" + cause(letter, box) + "," + bytes("key", letter.body().key(), bodies) + ","
                + bytes("value", letter.body().value(), bodies) + ",\"headers\":" + headers + "}";
    }

    private static String bytes(String name, byte @Nullable [] bytes, LetterText.Bodies bodies) {
        String length = "\"" + name + "Bytes\":" + (bytes == null ? "null" : bytes.length);
        boolean isShown = bodies == LetterText.Bodies.SHOWN && bytes != null;
        return isShown ? length + ",\"" + name + "\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"" : length;
    }
}
