package io.tidemark.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The dashboard: a page and what it is made of, from the jar. Anybody may have these files, which say nothing of any model; what the page then asks
 * of the API needs what that asks for. Files stand under a version, the hash of all of them, so that browsers keep them for good and never mix two.
 */
final class DashboardRoutes implements ApiServer.Routes {
    private static final String ROOT = "/dashboard/";
    private static final String PAGE = "index.html";
    private static final String VERSION = "@version@";
    private static final int VERSION_DIGITS = 12;

    /** Nothing but this server's own files is loaded, run or asked; nothing written into the page is run, and no other page may frame it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, byte[]> files;
    private final String version;
    private final byte[] page;

    DashboardRoutes() {
        files = files();
        version = hash(files);
        page = new String(Objects.requireNonNull(files.get(PAGE)), StandardCharsets.UTF_8)
                .replace(VERSION, version)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void addTo(Paths paths) {
        paths.prompt("/", Role.ANYONE, (request, caller) -> page(request));
        paths.prompt("/assets/{version}/<file>", Role.ANYONE, (request, caller) -> asset(request));
    }

    private void page(Context request) {
        request.header("Content-Security-Policy", POLICY);
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        answer(request, PAGE, page, "no-cache");
    }

    /** A file; one of another version, which an instance beside this one told the page to take, is not kept. */
    private void asset(Context request) {
        String name = request.pathParam("file");
        byte[] file = files.get(name);
        if (file == null) {
            throw Problem.of(404, "no such file", "the dashboard has no such file: " + name)
                    .failure();
        }
        boolean isOfThisVersion = request.pathParam("version").equals(version);
        answer(request, name, file, isOfThisVersion ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private void answer(Context request, String name, byte[] file, String keeping) {
        String tag = '"' + version + '"';
        request.header("Cache-Control", keeping).header("ETag", tag);
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(304);
            return;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        request.contentType(TYPES.getOrDefault(ending, "text/plain; charset=utf-8"))
                .result(file);
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        new String(read("files.txt"), StandardCharsets.UTF_8).lines().forEach(name -> files.put(name, read(name)));
        return files;
    }

    private static byte[] read(String name) {
        try (InputStream in = DashboardRoutes.class.getResourceAsStream(ROOT + name)) {
            return Objects.requireNonNull(in, () -> "not in the jar: " + ROOT + name)
                    .readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot be read: " + ROOT + name, unreadable);
        }
    }

    private static String hash(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, file) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(file);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
