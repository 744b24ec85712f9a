import { defineConfig } from '@playwright/test'
import { baseURL, chromiumPath, workers } from './config'

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.pw.ts',
  workers,
  fullyParallel: false,
  // No test is a stopwatch: a machine that has much to do takes long, and only what hangs must end.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'line',
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromiumPath, args: flags.split(' ') },
  },
})
