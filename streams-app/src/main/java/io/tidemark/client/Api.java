package io.tidemark.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.WorldFailure;
import io.tidemark.notify.Heard;
import io.tidemark.serde.AlertLines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The API of a running application. Owned by one thread. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int LARGEST_PORT = 65_535;
    private static final String ROOT = "/api/v1";
    private static final String NO_SERVER = "is no address of a server; write http://127.0.0.1:8080";
    /** Pages of one question; more is told, not asked for. */
    private static final int MOST_PAGES = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;
    private final String token;

    /**
     * At an address.
     *
     * @param url {@code http://HOST:PORT}
     * @param token empty if none is needed
     * @throws IllegalArgumentException if it is no address of a server
     */
    public Api(String url, String token) {
        requireServer(url);
        this.url = url.replaceFirst("/+$", "");
        this.token = token;
    }

    private static void requireServer(String url) {
        URI address = address(url);
        boolean isServer = address.getScheme() != null
                && address.getScheme().matches("https?")
                && address.getHost() != null
                && address.getPort() <= LARGEST_PORT;
        if (!isServer) {
            throw new IllegalArgumentException(NO_SERVER);
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "has more than the address of a server; write http://HOST:PORT, and a token by --token-file FILE");
        }
        if (address.getPath().contains(ROOT)) {
            throw new IllegalArgumentException("is an address of the API; write that of its server, without " + ROOT);
        }
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(NO_SERVER, wrong);
        }
    }

    /**
     * What it answers.
     *
     * @param path below {@code /api/v1}, its parts already escaped: see {@link #part}
     * @param parameters those with an empty value are left out
     * @throws WorldFailure if nobody answers there, or with a problem: what the API says of it
     */
    public Fields get(String path, Map<String, String> parameters) {
        return new Fields(ask(ROOT + path + query(parameters)));
    }

    /**
     * A list that comes in pages, all of them up to {@value #MOST_PAGES}, as if it had come in one: with the board of a page that was not whole, if
     * there was one, else with the last page's.
     *
     * @param list the name of the list in the answer
     * @throws WorldFailure as {@link #get}, and if there are more pages
     */
    public Fields all(String path, Map<String, String> parameters, String list) {
        Fields.Pages pages = new Fields.Pages(list);
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        asked.put("limit", "1000");
        for (int page = 0; page < MOST_PAGES; page++) {
            Fields answer = get(path, asked);
            pages.add(answer);
            if (!answer.has("next")) {
                return pages.joined();
            }
            asked.put("after", answer.text("next"));
        }
        throw new WorldFailure("there are more than " + pages.size() + " " + list + ": path=" + path
                + "; ask for fewer, as of one model");
    }

    /** The alerts of an answer. */
    public static List<Heard> alerts(Fields answer) {
        AlertLines lines = new AlertLines();
        return answer.list("alerts").stream()
                .map(alert -> new Heard(lines.read(alert.json()), alert::json))
                .toList();
    }

    /** A part of a path, escaped. */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + '=' + part(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : '?' + query;
    }

    private JsonNode ask(String pathAndQuery) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + pathAndQuery)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new WorldFailure(problem(response));
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException other) {
            throw new WorldFailure(
                    "what answers there is no Tidemark, for it is no JSON: url=" + url + "; name its address by --url");
        } catch (HttpTimeoutException late) {
            throw new WorldFailure("the application gave no answer within " + PATIENCE.toSeconds() + " s: url=" + url
                    + "; ask again in a moment, or another instance by --url");
        } catch (ConnectException nobody) {
            throw new WorldFailure("no application answers: url=" + url
                    + (isUnresolved(nobody) ? ", whose host has no address" : "")
                    + "; name one by --url, which runs as tidemark run --http HOST:PORT");
        } catch (IOException failure) {
            throw new WorldFailure(
                    "no application answers: url=" + url
                            + "; name one by --url, which runs as tidemark run --http HOST:PORT",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorldFailure("the question was given up: url=" + url, interrupted);
        }
    }

    private static boolean isUnresolved(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && (cause instanceof UnresolvedAddressException || isUnresolved(cause));
    }

    private String problem(HttpResponse<String> response) {
        String detail = detail(response.body());
        if (response.statusCode() == UNAUTHORIZED) {
            return detail + ": url=" + url + "; give its token by --token-file FILE, or in TIDEMARK_TOKEN";
        }
        return detail.isEmpty()
                ? "what answers there is no Tidemark: url=" + url + ", status=" + response.statusCode()
                        + "; name its address by --url"
                : detail;
    }

    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asText();
        } catch (JsonProcessingException other) {
            return "";
        }
    }
}
