import { styleText } from 'node:util';

import type { Output } from '../cli.ts';

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** The text in a style, if the output is a terminal that wants one; NO_COLOR and FORCE_COLOR decide first. */
export function paint(output: Output, style: Style, text: string): string {
  return styleText(style, text, { stream: output });
}
