// Empties the folder of the build but for what is tracked there: the server's
// placeholder, which must outlive a build.
import { readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const kept = new Set(['README', '.gitkeep'])

export function clean(): Plugin {
  return {
    name: 'clean',
    apply: 'build',
    configResolved: ({ root, build }) => {
      const folder = resolve(root, build.outDir)
      for (const name of readable(folder)) {
        if (!kept.has(name)) rmSync(join(folder, name), { recursive: true })
      }
    },
  }
}

function readable(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // no build yet
  }
}
