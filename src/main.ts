/** The process: environment → config → app → edges. */
