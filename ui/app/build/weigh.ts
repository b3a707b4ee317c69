// Says how much script a browser has to fetch before anything is shown, and
// stops a build in which that got too much. What is fetched only when somebody
// asks for it does not count.
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** At most so many kilobytes, gzipped. */
export function weigh(most: number): Plugin {
  return {
    name: 'weigh',
    apply: 'build',
    generateBundle(_options, bundle) {
      let octets = 0
      const first = new Set(
        Object.values(bundle).flatMap((f) => (f.type === 'chunk' && f.isEntry ? f.fileName : [])),
      )
      for (const name of first) {
        const file = bundle[name]
        if (file?.type !== 'chunk') continue
        octets += gzipSync(file.code).length
        for (const needed of file.imports) first.add(needed) // which the loop still comes to
      }
      const kilobytes = Math.ceil(octets / 1000)
      if (kilobytes > most) this.error(`${kilobytes} kB of script, gzipped, and ${most} are the most.`)
      this.info(`${kilobytes} kB of script, gzipped (${most} are the most)`)
    },
  }
}
