import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { createWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 11,
    fault: 'payloads of 7,999 and 8,000 bytes, 1 MB, multibyte',
    quick: { each: 1 },
    full: { each: 20 },
    timeoutS: { full: 90 },
  },
  async ({ each }, figures) => {
    await using world = await createWorld();
    await world.startRelay();
    const texts = [
      ...[7_990, 7_999, 8_000, 8_001, 1_000_000].map((bytes) => 'x'.repeat(bytes)),
      // The last character crosses the 8,000th byte.
      'ß'.repeat(4_000),
      '漢'.repeat(2_667),
      '𝔄'.repeat(2_000),
      '👩‍👩‍👧‍👦'.repeat(320),
    ];
    for (const text of texts) {
      for (let nth = 0; nth < each; nth += 1) {
        // Throws when the INSERT does not commit.
        await world.commit({ metadata: { note: text } });
      }
    }
    await world.untilDispatched(30_000);
    const endings = await world.compare();
    figures({ ...endings });
    expect(endings.started).toBe(texts.length * each);
  },
);
