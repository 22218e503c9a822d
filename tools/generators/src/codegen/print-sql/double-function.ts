import { printComment } from './sql-function.ts';

/** From here on JavaScript reads Infinity: half a unit above the largest double. */
export const infinityFrom = 2n ** 1024n - 2n ** 970n;

/**
 * Numbers as JavaScript reads them. jsonb keeps any number of digits: 1e400 is Infinity on the other
 * side, and 1.00000000000000000001 is the whole number 1.
 */
export const doubleFunction = `CREATE OR REPLACE FUNCTION contracts.double_of(value jsonb) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN (jsonb_typeof(value) = 'number') IS NOT TRUE THEN NULL
  WHEN abs(value::numeric) >= ${infinityFrom} THEN 'Infinity'
  -- Below half of the smallest double; the cast to double precision would fail.
  WHEN abs(value::numeric) < 2.4703282292062328e-324 THEN 0
  ELSE value::double precision
END;
${printComment(
  'contracts.double_of',
  ['value jsonb'],
  'The JSON number as a double, as JavaScript reads it; Infinity beyond the range of doubles; NULL for what is no number.',
)}`;

/**
 * zod's floatSafeRemainder() on the same doubles. A quotient near the ends of the range, where
 * Postgres raises an error and JavaScript has Infinity or 0, is seen before: steps lie between 1e-9
 * and 1e15, so dividing by 2^64 first is exact, and so large a quotient is always whole.
 */
export const isMultipleFunction = `CREATE OR REPLACE FUNCTION contracts.is_multiple(value double precision, step double precision) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN abs(value) < 1e-280 THEN true
  WHEN abs(value) = 'Infinity' THEN false
  WHEN abs(value) > 1e200 THEN abs(value) / ${2n ** 64n} / step < ${2n ** 960n}::double precision
  -- Four times the distance from 1 to the next double, as zod allows.
  ELSE abs(value / step - round(value / step)) < 8.881784197001252e-16 * greatest(abs(value / step), 1)
END;
${printComment(
  'contracts.is_multiple',
  ['value double_precision', 'step double_precision'],
  'True when the value is a multiple of the step, as JavaScript and zod compute it.',
).replaceAll('double_precision', 'double precision')}`;
