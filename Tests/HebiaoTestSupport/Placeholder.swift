// Replaced by the first helpers of this target.
