export { TABLE_PARAMETERS, type TableParameters } from "./parameters.ts";
export { newTuning, tune, type Tuning } from "./tuning.ts";
