import { quoteLiteral } from './sql-text.ts';

/** From here on JavaScript reads Infinity: half a unit above the largest double, 2^1024 − 2^970. */
const infinityFrom = 2n ** 1024n - 2n ** 970n;

/**
 * Numbers as JavaScript reads them. jsonb keeps any number of digits: 1e400 is Infinity on the other
 * side, and 1.00000000000000000001 is the whole number 1.
 */
export const doubleFunctions = `CREATE OR REPLACE FUNCTION contracts.double_of(value jsonb) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN (jsonb_typeof(value) = 'number') IS NOT TRUE THEN NULL
  WHEN abs(value::numeric) >= ${infinityFrom} THEN 'Infinity'
  -- Below half of the smallest double; the cast to double precision would fail.
  WHEN abs(value::numeric) < 2.4703282292062328e-324 THEN 0
  ELSE value::double precision
END;
COMMENT ON FUNCTION contracts.double_of(jsonb) IS
  ${quoteLiteral('The JSON number as a double, as JavaScript reads it; Infinity beyond the range of doubles; NULL for what is no number.')};

CREATE OR REPLACE FUNCTION contracts.infinite_number(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  found text;
  name text;
BEGIN
  -- Numbers beyond the range of doubles have 309 digits or more.
  IF value IS NULL OR octet_length(value::text) < 309 THEN
    RETURN NULL;
  END IF;
  CASE jsonb_typeof(value)
    WHEN 'number' THEN
      IF contracts.double_of(value) = 'Infinity' THEN
        RETURN path || ': finite_number';
      END IF;
    WHEN 'array' THEN
      FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
        found := contracts.infinite_number(value -> i, path || '[' || i || ']');
        IF found IS NOT NULL THEN
          RETURN found;
        END IF;
      END LOOP;
    WHEN 'object' THEN
      FOR name IN SELECT jsonb_object_keys(value) LOOP
        found := contracts.infinite_number(value -> name, path || '.' || name);
        IF found IS NOT NULL THEN
          RETURN found;
        END IF;
      END LOOP;
    ELSE
      NULL;
  END CASE;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.infinite_number(jsonb, text) IS
  ${quoteLiteral('The path and rule of the first number in the value that no double can hold; NULL when there is none.')};`;
