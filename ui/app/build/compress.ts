// Writes a .gz and a .br beside each file of the build that gets smaller by it,
// so that the server only has to choose and never has to compress.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const worthwhile = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt'])

export function compress(): Plugin {
  let folder = ''
  return {
    name: 'compress',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle: () => {
      for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (file.isFile() && worthwhile.has(extname(file.name)))
          compressFile(join(file.parentPath, file.name))
      }
    },
  }
}

function compressFile(path: string) {
  const plain = readFileSync(path)
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  const forms: [string, Buffer][] = [
    ['.gz', gzipSync(plain, { level: 9 })],
    ['.br', brotliCompressSync(plain, { params: quality })],
  ]
  for (const [ending, small] of forms) {
    if (small.length < plain.length) writeFileSync(path + ending, small)
  }
}
