import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { clean } from './build/clean.ts'
import { compress } from './build/compress.ts'
import { replay } from './dev/replay.ts'

// "npm run dev" talks to a running server; with MAILFLOW_REPLAY=testdata it answers
// itself, from the recordings in a folder that MAILFLOW_REPLAY names.
const recordings = process.env.MAILFLOW_REPLAY
const server = process.env.MAILFLOW_SERVER ?? 'http://127.0.0.1:8025'

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting(), clean(), compress(), ...(recordings ? [replay(recordings)] : [])],
  server: {
    fs: { allow: ['../..'] },
    proxy: recordings ? {} : { '/ws': { target: server, ws: true, changeOrigin: true } },
  },
  build: {
    outDir: '../dist',
    emptyOutDir: false, // clean() does it, and spares what is tracked there
    assetsInlineLimit: 0, // the page's policy allows nothing but files from the server
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
  },
})
