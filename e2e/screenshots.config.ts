import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run screenshots`: pictures of every page for the README and docs, in both themes and on a phone. */
export default defineConfig(base, {
  testDir: '.',
  outputDir: '../test-results',
  testMatch: 'screenshots.ts',
  timeout: 180_000,
})
