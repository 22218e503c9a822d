import { expect, test } from 'vitest';

import { uuidV5 } from './uuid-v5.ts';

test('gives the UUIDs of the examples in RFC 9562 and in the uuid package', async () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(await uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  expect(await uuidV5(dns, 'hello.example.com')).toBe('fdda765f-fc57-5604-a269-52a7df8164ec');
});
