import { maxDepth } from '@a4c/contracts';

import { infinityFrom } from './double-function.ts';
import { maskedKey } from './place.ts';
import { printFunction } from './sql-function.ts';

/**
 * What jsonb can store and JavaScript cannot hold, for keys that no contract names. The paths run in
 * C, 0.3 and 2 µs for 350 bytes, so that the loops only have to find what is known to be there.
 */
export const customFieldsFunctions = [
  printFunction({
    name: 'contracts.infinite_number',
    parameters: ['value jsonb', 'path text'],
    returns: 'text',
    declarations: ['problem text;', 'inner_value jsonb;'],
    body: `CASE jsonb_typeof(value)
  WHEN 'number' THEN
    IF contracts.double_of(value) = 'Infinity' THEN
      RETURN path || ': finite_number';
    END IF;
  WHEN 'array' THEN
    FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
      problem := contracts.infinite_number(value -> i, path || '[' || i || ']');
      EXIT WHEN problem IS NOT NULL;
    END LOOP;
  WHEN 'object' THEN
    FOR inner_value IN SELECT e.value FROM jsonb_each(value) e LOOP
      problem := contracts.infinite_number(inner_value, path || '${maskedKey}');
      EXIT WHEN problem IS NOT NULL;
    END LOOP;
  ELSE
    NULL;
END CASE;
RETURN problem;`,
    comment:
      'The path and rule of the first number in the value that no double can hold, or NULL; * stands for a key.',
  }),
  printFunction({
    name: 'contracts.custom_fields',
    parameters: ['value jsonb', 'path text'],
    returns: 'text',
    declarations: [],
    body: `RETURN CASE
  WHEN jsonb_path_exists(value, 'strict $.**{${maxDepth}} ? (@.type() == "object" || @.type() == "array")')
    THEN path || ': max_depth ${maxDepth}'
  WHEN jsonb_path_exists(
    value,
    'strict $.** ? (@.type() == "number" && (@ >= ${infinityFrom} || @ <= -${infinityFrom}))'
  )
    THEN contracts.infinite_number(value, path)
END;`,
    comment: 'The first rule that fields break which no contract names, or NULL.',
  }),
].join('\n\n');
