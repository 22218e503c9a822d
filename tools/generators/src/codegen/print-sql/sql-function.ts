import { indent, quoteBody, quoteLiteral } from './sql-text.ts';

/** An immutable plpgsql function. */
export interface SqlFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returns: string;
  /** Further attributes, for example `SET search_path = ''`. */
  readonly attributes?: readonly string[];
  readonly declarations: readonly string[];
  readonly body: string;
  readonly comment: string;
}

/** `CREATE OR REPLACE FUNCTION` and its comment. */
export function printFunction(printed: SqlFunction): string {
  const { name, parameters, returns, attributes = [], declarations, body, comment } = printed;
  const declare = declarations.length === 0 ? '' : `DECLARE\n${indent(declarations.join('\n'))}\n`;
  const head = `CREATE OR REPLACE FUNCTION ${name}(${parameters.join(', ')}) RETURNS ${returns}`;
  return [
    head,
    ['LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE', ...attributes].join(' '),
    `AS ${quoteBody(`${declare}BEGIN\n${indent(body)}\nEND`)};`,
    printComment(name, parameters, comment),
  ].join('\n');
}

/** `COMMENT ON FUNCTION`; parameters are given as `name type`. */
export function printComment(name: string, parameters: readonly string[], comment: string): string {
  const types = parameters.map((parameter) => parameter.split(' ')[1]);
  return `COMMENT ON FUNCTION ${name}(${types.join(', ')}) IS\n  ${quoteLiteral(comment)};`;
}
