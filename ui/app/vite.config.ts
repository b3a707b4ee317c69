import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { compress } from './build/compress'
import { replay } from './dev/replay'

// "npm run dev" talks to a running server; with MAILFLOW_REPLAY=1 it answers
// itself, from the recordings in testdata.
const replaying = process.env.MAILFLOW_REPLAY === '1'
const server = process.env.MAILFLOW_SERVER ?? 'http://127.0.0.1:8025'

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting(), compress(), ...(replaying ? [replay('testdata')] : [])],
  server: {
    fs: { allow: ['../..'] },
    proxy: replaying ? {} : { '/ws': { target: server, ws: true, changeOrigin: true } },
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy allows nothing but files from the server
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
  },
})
