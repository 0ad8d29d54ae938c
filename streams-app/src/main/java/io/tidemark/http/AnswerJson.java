package io.tidemark.http;

import io.tidemark.query.Answer;
import io.tidemark.query.Rows.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer is to be believed, as JSON.
 *
 * @param isOfOneMoment whether all of it was so at one moment
 * @param missing parts of the state that nobody could answer for now
 * @param why why each of them is missing, by part
 * @param parts who answered for the others
 */
record AnswerJson(boolean isOfOneMoment, List<String> missing, Map<String, String> why, List<PartJson> parts) {
    /**
     * A part of the state.
     *
     * @param behindRecords how many changes a stand-by has yet to read; null if nobody knows
     */
    record PartJson(String part, String instance, String role, @Nullable Long behindRecords) {}

    static AnswerJson of(Answer<?> answer) {
        return new AnswerJson(
                answer.moment() == Answer.Moment.ONE,
                answer.missing().keySet().stream().sorted().toList(),
                new TreeMap<>(answer.missing()),
                new TreeMap<>(answer.standings())
                        .entrySet().stream()
                                .map(part -> new PartJson(
                                        part.getKey(),
                                        part.getValue().instance(),
                                        part.getValue().role() == Role.ACTIVE ? "active" : "standby",
                                        part.getValue().behind()))
                                .toList());
    }
}
