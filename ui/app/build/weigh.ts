// Says how much script a browser has to fetch before anything is shown, and
// stops a build in which that got too much.
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** At most so many kilobytes, gzipped. */
export function weigh(most: number): Plugin {
  return {
    name: 'weigh',
    apply: 'build',
    generateBundle(_options, bundle) {
      let octets = 0
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') octets += gzipSync(file.code).length
      }
      const kilobytes = Math.ceil(octets / 1000)
      if (kilobytes > most) this.error(`${kilobytes} kB of script, gzipped, and ${most} are the most.`)
      this.info(`${kilobytes} kB of script, gzipped (${most} are the most)`)
    },
  }
}
