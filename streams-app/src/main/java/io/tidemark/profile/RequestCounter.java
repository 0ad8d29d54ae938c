package io.tidemark.profile;

import io.tidemark.domain.NumberText;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Request;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.RequestRule.Result;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.HotPath;
import java.util.Arrays;

/**
 * What a monitor's rules say of an event: asked once, then counted in every slice.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class RequestCounter {
    private final RequestRule[] rules;
    private final Result[] results;
    private final boolean hidesLatency;
    private final boolean hidesStatus;

    RequestCounter(QualityRules quality) {
        rules = quality.requests().toArray(RequestRule[]::new);
        results = new Result[rules.length];
        Arrays.fill(results, Result.NOT_COUNTED);
        hidesLatency = quality.redacts(ReservedColumn.LATENCY.column());
        hidesStatus = quality.redacts(ReservedColumn.STATUS.column());
    }

    /** Asks every rule. */
    @HotPath
    void read(Request request) {
        for (int i = 0; i < rules.length; i++) {
            boolean isMeant = rules[i].isOfDependencies() == request.isOfDependency();
            results[i] = isMeant ? rules[i].of(request) : Result.NOT_COUNTED;
        }
    }

    /** What each rule said, in the order of the rules. */
    @HotPath
    Result[] results() {
        return results;
    }

    /** Keeps the event for people to look up, where a rule calls it bad. */
    @HotPath
    void show(Request request, FaultSampler faults) {
        for (int i = 0; i < results.length; i++) {
            if (results[i] == Result.BAD && faults.wants(i, rules[i].fault())) {
                faults.request(i, rules[i], shown(request));
            }
        }
    }

    private String shown(Request request) {
        if (request.isOfDependency()) {
            return request.health().name();
        }
        RequestStatus status = request.status();
        if (status != null && status != RequestStatus.OK) {
            return hidesStatus ? QualityRules.REDACTED : status.name();
        }
        return hidesLatency ? QualityRules.REDACTED : NumberText.of(Math.rint(10 * request.latencyMs()) / 10) + " ms";
    }
}
