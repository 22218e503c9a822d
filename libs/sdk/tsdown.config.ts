import { defineConfig } from 'tsdown';

// One module for every source module: what is not imported is not even read.
export default defineConfig({
  entry: 'src/index.ts',
  outDir: 'dist/npm',
  tsconfig: 'tsconfig.sdk.json',
  platform: 'neutral',
  target: 'es2022',
  unbundle: true,
  // The sources are not packed, so maps would lead nowhere.
  dts: { oxc: true, sourcemap: false },
  sourcemap: false,
});
