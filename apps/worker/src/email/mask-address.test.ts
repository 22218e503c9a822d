import { expect, test } from 'vitest';

import { maskAddress } from './mask-address.ts';

test.each([
  ['owner@acme.example', 'o***@acme.example'],
  ['a@b.example', 'a***@b.example'],
  ['"odd@name"@acme.example', '"***@acme.example'],
  ['no address', '***'],
  ['@acme.example', '***'],
])('%s is shown as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked);
});
