import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';

import type { Command } from 'commander';
import { expect, test } from 'vitest';

import { createCli } from './cli.ts';
import { createProgram } from './program.ts';

const reference = readFileSync(
  new URL('../../../../docs/reference/relay-cli.md', import.meta.url),
  'utf8',
);
const program = createProgram(
  createCli({
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    on: () => {},
    exit: () => {},
  }),
  () => {},
);

test.each(program.commands.map((command): [string, Command] => [command.name(), command]))(
  'the reference has a section that names everything of %s',
  (name, command) => {
    const section = sectionOf(name);
    expect(namesOf(command).filter((wanted) => !section.includes(wanted))).toEqual([]);
  },
);

test.each(program.commands.map((command): [string, Command] => [command.name(), command]))(
  'the help of %s says what it does, with an example',
  (_name, command) => {
    const commands = command.commands.length === 0 ? [command] : command.commands;
    for (const each of commands) {
      let help = '';
      each.configureOutput({ writeOut: (text) => (help += text) });
      each.outputHelp();
      expect(help).toMatch(/\nExamples?:\n {2}\$ /);
    }
  },
);

/** The part below the heading that names the command, alone or with others. */
function sectionOf(name: string): string {
  const sections = reference.split(/^## /m);
  return (
    sections.find((section) => (section.split('\n')[0] ?? '').split(', ').includes(name)) ?? ''
  );
}

function namesOf(command: Command): string[] {
  const options = command.options.map((option) => option.long ?? '');
  const below = command.commands.flatMap((child) => [
    `${command.name()} ${child.name()}`,
    ...namesOf(child),
  ]);
  return [...options, ...below];
}
