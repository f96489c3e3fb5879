package io.keepwell.problems.likeness;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Multinomial logistic regression: `p(c | x) = exp(w_c * x + b_c) / sum over k of exp(w_k * x + b_k)`.
///
/// Fitted by stochastic gradient descent on the log-loss with a falling step and L2 decay (Bottou 2010, "Large-scale
/// machine learning with stochastic gradient descent"). The order of the examples comes from a fixed seed, so the same
/// examples give the same weights. A pass costs (non-zero components) times (classes).
final class SoftmaxRegression {

    private static final int PASSES = 15;
    private static final double STEP = 4;
    private static final double DECAY = 1e-6;
    private static final double INTERCEPT_STEP = 0.1;
    private static final long SEED = 7;

    private final int classes;
    private final float[] weights;
    private final float[] intercepts;

    private SoftmaxRegression(int classes, int features) {
        this.classes = classes;
        this.weights = new float[Math.multiplyExact(classes, features)];
        this.intercepts = new float[classes];
    }

    /// Fits the weights.
    ///
    /// @param texts    vectors of length 1
    /// @param labels   class of each, from 0
    /// @param classes  how many classes there are
    /// @param features how many components a vector has
    static SoftmaxRegression fit(List<SparseVector> texts, int[] labels, int classes, int features) {
        if (texts.size() != labels.length) {
            throw new IllegalArgumentException(texts.size() + " texts, " + labels.length + " labels");
        }
        var model = new SoftmaxRegression(classes, features);
        var order = new int[labels.length];
        Arrays.setAll(order, i -> i);
        var random = new Random(SEED);
        var belief = new float[classes];
        // weights are kept divided by this, so that decay is one multiplication
        double scale = 1;
        for (int pass = 0; pass < PASSES; pass++) {
            shuffle(order, random);
            double step = STEP * (1 - (double) pass / PASSES) + STEP * 0.02;
            for (int at : order) {
                var text = texts.get(at);
                model.add(text, belief, scale);
                soften(belief);
                belief[labels[at]] -= 1;
                scale *= 1 - step * DECAY;
                model.move(text, belief, step, scale);
            }
        }
        for (int i = 0; i < model.weights.length; i++) {
            model.weights[i] *= (float) scale;
        }
        return model;
    }

    /// Belief in each class, adding up to 1.
    float[] belief(SparseVector text) {
        var belief = new float[classes];
        add(text, belief, 1);
        soften(belief);
        return belief;
    }

    private void add(SparseVector text, float[] sums, double scale) {
        Arrays.fill(sums, 0);
        var indices = text.indices();
        var values = text.values();
        for (int k = 0; k < indices.length; k++) {
            int from = indices[k] * classes;
            float value = values[k];
            for (int c = 0; c < classes; c++) {
                sums[c] += value * weights[from + c];
            }
        }
        for (int c = 0; c < classes; c++) {
            sums[c] = (float) (sums[c] * scale) + intercepts[c];
        }
    }

    private void move(SparseVector text, float[] error, double step, double scale) {
        var indices = text.indices();
        var values = text.values();
        for (int k = 0; k < indices.length; k++) {
            int from = indices[k] * classes;
            float by = (float) (step * values[k] / scale);
            for (int c = 0; c < classes; c++) {
                weights[from + c] -= by * error[c];
            }
        }
        for (int c = 0; c < classes; c++) {
            intercepts[c] -= (float) (step * INTERCEPT_STEP * error[c]);
        }
    }

    private static void soften(float[] sums) {
        float most = Float.NEGATIVE_INFINITY;
        for (float sum : sums) {
            most = Math.max(most, sum);
        }
        float total = 0;
        for (int c = 0; c < sums.length; c++) {
            sums[c] = (float) Math.exp(sums[c] - most);
            total += sums[c];
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] /= total;
        }
    }

    // Fisher and Yates
    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
