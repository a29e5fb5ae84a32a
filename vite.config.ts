import { inlineScript } from './scripts/inline-script.ts'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [inlineScript(), react(), tailwindcss()],
  // Relative, so that one build serves any base path: the gateway writes it into index.html.
  base: './',
  resolve: { alias: { '~': fileURLToPath(new URL('src', import.meta.url)) } },
  build: {
    target: 'es2023',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The first script names every other one: a letter less of each hash is 0.1 kB of it.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        // Everything that the first page needs in one file: docs/decisions/first-rows.md.
        codeSplitting: { groups: [{ name: 'first', test: /src\/main\.tsx$/ }] },
      },
    },
  },
  test: {
    environment: 'node',
    include: ['{src,server,sandbox,scripts}/**/*.test.ts'],
    // Patience for a machine that is busy with other things; a wrong answer fails all the same.
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
