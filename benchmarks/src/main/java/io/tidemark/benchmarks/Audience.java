package io.tidemark.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People before dashboards: each looks at a slice of its own choice, and asks every five seconds what its open page shows, every thirty what a page
 * shows that is opened. None asks again before it was answered.
 */
final class Audience implements AutoCloseable {
    private static final List<String> SLICES = List.of(
            "*",
            "country=DE",
            "country=FR",
            "country=IT",
            "country=ES",
            "country=PL",
            "device=app",
            "device=web",
            "device=tv");
    private static final Map<String, String> OFTEN = Map.of(
            "overview", "/api/v1/overview",
            "slos", "/api/v1/slos?model=churn",
            "alerts", "/api/v1/alerts?model=churn&state=open",
            "series of a day",
                    "/api/v1/models/churn/series?slice=%s&step=1h&what=rows,missing,quantiles&columns=da,db");
    private static final Map<String, String> SELDOM = Map.of(
            "profile of a day", "/api/v1/models/churn/profile?slice=%s",
            "heat map of a day", "/api/v1/models/churn/drift?slice=%s&step=1h");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final String url;
    private final Waits waits;

    private Audience(String url, Waits waits) {
        this.url = url;
        this.waits = waits;
    }

    static Audience start(String url, int readers, Waits waits) {
        Audience audience = new Audience(url, waits);
        for (int i = 0; i < readers; i++) {
            String slice = SLICES.get(i % SLICES.size());
            audience.ask(slice + i, slice, OFTEN, 5_000, 5_000L * i / readers);
            audience.ask(slice + i, slice, SELDOM, 30_000, 30_000L * i / readers);
        }
        return audience;
    }

    private void ask(String who, String slice, Map<String, String> pages, long everyMs, long firstMs) {
        timer.scheduleWithFixedDelay(
                () -> pages.forEach((what, path) -> ask(who, what, path.formatted(slice))),
                firstMs,
                everyMs,
                TimeUnit.MILLISECONDS);
    }

    private void ask(String who, String what, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        String tag = tags.get(who + path);
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        long since = System.nanoTime();
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((response, failure) -> {
                    boolean isAnswer =
                            failure == null && (response.statusCode() == 200 || response.statusCode() == 304);
                    if (isAnswer) {
                        waits.add(what, System.nanoTime() - since);
                        response.headers().firstValue("ETag").ifPresent(fresh -> tags.put(who + path, fresh));
                    } else if (!timer.isShutdown() && failures.incrementAndGet() <= 3) {
                        System.err.println("no answer: path=" + path + ", "
                                + (failure == null
                                        ? response.statusCode() + " " + new String(response.body())
                                        : failure));
                    }
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (failures.get() > 0) {
            System.err.println(failures + " questions were not answered");
        }
    }
}
