package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.ConfusionMatrix;
import io.tidemark.stats.quality.ConfusionMatrix.Weights;
import io.tidemark.stats.quality.ExpectedQuality;
import io.tidemark.stats.quality.Probabilities;
import io.tidemark.stats.quality.RankedScores;
import io.tidemark.stats.quality.RegressionErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The golden files about quality, as it is computed here. */
final class QualityFiles {
    private QualityFiles() {}

    static List<GoldenFile> all() {
        return List.of(
                new GoldenFile("binary_classification", QualityFiles::binary),
                new GoldenFile("cbpe", QualityFiles::expected),
                new GoldenFile("multiclass_classification", QualityFiles::classes),
                new GoldenFile("regression_quality", QualityFiles::regression),
                new GoldenFile("weighted_kappa", QualityFiles::kappa));
    }

    private static Map<String, Double> binary(Golden.Case golden) {
        double[] truths = golden.numbers("y_true");
        boolean[] came = new boolean[truths.length];
        for (int i = 0; i < truths.length; i++) {
            came[i] = truths[i] == 1;
        }
        Probabilities rows = new Probabilities(golden.numbers("y_score"), came);
        Map<String, Double> numbers = confusion(rows.at(0.5));
        numbers.putAll(ranked(rows.ranked()));
        numbers.put("log_loss", rows.logLoss());
        numbers.put("brier", rows.brier());
        for (int bins : new int[] {10, 15}) {
            numbers.put("ece_" + bins, rows.calibration(bins).expectedError());
            numbers.put("ece_confidence_" + bins, rows.confidence(bins).expectedError());
        }
        numbers.put("mce_10", rows.calibration(10).largestError());
        return numbers;
    }

    private static Map<String, Double> confusion(BinaryConfusion counts) {
        Map<String, Double> numbers = new HashMap<>();
        numbers.put("tp", counts.truePositives());
        numbers.put("fp", counts.falsePositives());
        numbers.put("fn", counts.falseNegatives());
        numbers.put("tn", counts.trueNegatives());
        numbers.put("accuracy", counts.accuracy());
        numbers.put("precision", counts.precision());
        numbers.put("recall", counts.recall());
        numbers.put("f1", counts.f1());
        numbers.put("mcc", counts.mcc());
        numbers.put("specificity", counts.specificity());
        numbers.put("balanced_accuracy", counts.balancedAccuracy());
        return numbers;
    }

    private static Map<String, Double> ranked(RankedScores scores) {
        return Map.of("roc_auc", scores.auc(), "average_precision", scores.averagePrecision());
    }

    private static Map<String, Double> expected(Golden.Case golden) {
        if (golden.inputs().has("calibrated_probabilities_by_class")) {
            return expectedClasses(golden.inputs());
        }
        double[] probabilities = golden.numbers("calibrated_probability");
        double[] said = golden.numbers("y_pred");
        boolean[] predicted = new boolean[said.length];
        for (int i = 0; i < said.length; i++) {
            predicted[i] = said[i] == 1;
        }
        Map<String, Double> numbers = confusion(ExpectedQuality.binary(probabilities, predicted));
        numbers.putAll(ranked(ExpectedQuality.ranked(probabilities)));
        return numbers;
    }

    private static Map<String, Double> expectedClasses(JsonNode inputs) {
        JsonNode rows = inputs.get("calibrated_probabilities_by_class");
        double[][] probabilities = new double[rows.size()][];
        int[] predicted = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            probabilities[i] = Golden.numbers(rows.get(i));
            predicted[i] = inputs.get("y_pred_class_index").get(i).asInt();
        }
        ConfusionMatrix matrix = ExpectedQuality.classes(probabilities, predicted);
        Map<String, Double> numbers = new HashMap<>(Map.of("accuracy", matrix.accuracy()));
        measures().forEach((name, measure) -> numbers.put("macro_" + name, matrix.macro(measure)));
        return numbers;
    }

    private static Map<String, ToDoubleFunction<BinaryConfusion>> measures() {
        return Map.of(
                "precision", BinaryConfusion::precision, "recall", BinaryConfusion::recall, "f1", BinaryConfusion::f1);
    }

    private static Map<String, Double> classes(Golden.Case golden) {
        ConfusionMatrix matrix = ConfusionMatrix.of(texts(golden, "y_true"), texts(golden, "y_pred"));
        Map<String, Double> numbers = new HashMap<>();
        numbers.put("accuracy", matrix.accuracy());
        numbers.put("mcc", matrix.mcc());
        numbers.put("kappa", matrix.kappa(Weights.NONE));
        measures().forEach((name, measure) -> {
            numbers.put("micro_" + name, matrix.accuracy());
            numbers.put("macro_" + name, matrix.macro(measure));
            numbers.put("weighted_" + name, matrix.weighted(measure));
            for (int i = 0; i < matrix.labels().size(); i++) {
                numbers.put("per_class_" + name + "." + i, measure.applyAsDouble(matrix.oneAgainstRest(i)));
            }
        });
        for (int i = 0; i < matrix.labels().size(); i++) {
            for (int j = 0; j < matrix.labels().size(); j++) {
                numbers.put("confusion_rows_true." + i + "." + j, matrix.counts()[i][j]);
            }
        }
        return numbers;
    }

    private static List<String> texts(Golden.Case golden, String input) {
        List<String> texts = new ArrayList<>();
        golden.inputs().get(input).forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static Map<String, Double> kappa(Golden.Case golden) {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(texts(golden, "y_true"), texts(golden, "y_pred"), texts(golden, "labels"));
        return Map.of(
                "kappa", matrix.kappa(Weights.NONE),
                "kappa_linear", matrix.kappa(Weights.LINEAR),
                "kappa_quadratic", matrix.kappa(Weights.QUADRATIC));
    }

    private static Map<String, Double> regression(Golden.Case golden) {
        RegressionErrors errors = new RegressionErrors(golden.numbers("y_true"), golden.numbers("y_pred"));
        Map<String, Double> numbers = new HashMap<>();
        numbers.put("r2", errors.rSquared());
        numbers.put("mse", errors.meanSquaredError());
        numbers.put("rmse", errors.rootMeanSquaredError());
        numbers.put("mae", errors.meanAbsoluteError());
        numbers.put("mape", errors.meanAbsoluteFraction());
        numbers.put("mape_skipping_zero_truth", errors.meanAbsoluteFractionWhereDefined());
        numbers.put("median_absolute_error", errors.medianAbsoluteError());
        numbers.put("max_error", errors.largestError());
        numbers.put("mean_error_pred_minus_true", errors.meanError());
        numbers.put("rmsle", errors.rootMeanSquaredLogError());
        return numbers;
    }
}
