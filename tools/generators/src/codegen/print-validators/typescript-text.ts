import type { ConstantIr } from '../contract-ir.ts';

/** A constant as TypeScript source. */
export function quote(value: ConstantIr): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** Two spaces before every line. */
export function indent(lines: readonly string[]): string[] {
  return lines.flatMap((text) => text.split('\n')).map((text) => (text === '' ? '' : `  ${text}`));
}

/** `organization.bootstrap_initiated` is `OrganizationBootstrapInitiated`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `create-organization` is `createOrganization`. */
export function camelCase(name: string): string {
  const words = pascalCase(name);
  return words.charAt(0).toLowerCase() + words.slice(1);
}
