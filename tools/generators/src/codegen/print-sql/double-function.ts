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
