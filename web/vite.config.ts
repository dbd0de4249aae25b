import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.JUNHENG_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  // The server puts a fresh nonce for this mark into every page.
  html: { cspNonce: '__JUNHENG_NONCE__' },
  // Office browsers: Chromium 100 and newer.
  build: { target: ['chrome100'], cssTarget: 'chrome100', chunkSizeWarningLimit: 1200 },
  worker: { format: 'es' },
  server: { proxy: { '/api': server, '/healthz': server } },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['tests/setup.ts'] },
});
