#!/usr/bin/env node
// Plain JavaScript for Node 20 or newer. The program is TypeScript, which Node 24 runs as it is: when
// this Node is older, the Node of the package "node" takes over.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
if (Number(process.versions.node.split('.')[0]) >= 24) await import(program);
else await handOver();

async function handOver() {
  const node = installedNode();
  if (node === undefined) {
    console.error(
      `Node ${process.versions.node} is too old for a4c-relay. Run "npm ci", which installs Node 24, or install Node 24 or newer.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // In a terminal, Ctrl-C has reached the child as well. A supervisor signals this process only.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Cannot run ${node}: ${error.message}.`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function installedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(folder, 'bin', name);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
