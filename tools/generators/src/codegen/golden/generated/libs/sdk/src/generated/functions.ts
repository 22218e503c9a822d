// Generated from libs/contracts by "nx sync". Do not edit.

export { beginGolden, type BeginGoldenBody } from './begin-golden.ts';
export { stopGolden, type StopGoldenBody } from './stop-golden.ts';
