import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { clean } from './build/clean.ts'
import { compress } from './build/compress.ts'
import { weigh } from './build/weigh.ts'

// "npm run dev" and "npm run preview" talk to a running server. The Host that the
// browser names is passed on as it is: the server answers to its own page only.
const server = process.env.MAILFLOW_SERVER ?? 'http://127.0.0.1:8025'

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting(), clean(), compress(), weigh(200)],
  server: {
    fs: { allow: ['../..'] },
    proxy: { '/ws': { target: server, ws: true } },
  },
  build: {
    outDir: '../dist',
    emptyOutDir: false, // clean() does it, and spares what is tracked there
    assetsInlineLimit: 0, // the page's policy allows nothing but files from the server
    target: 'es2022',
    chunkSizeWarningLimit: 700, // CodeMirror, which comes only when it is wanted
    modulePreload: { polyfill: false },
    reportCompressedSize: false, // weigh() says what matters
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
  },
})
