package io.keepwell.problems.likeness;

/// A vector most of whose components are 0.
///
/// @param indices places of the others, ascending
/// @param values  their values
record SparseVector(int[] indices, float[] values) {}
