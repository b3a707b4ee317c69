// What there is to be seen on a page: by axe, and by comparing.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** What axe finds on the page as it is now. */
export async function violations(page) {
  await page.waitForTimeout(250) // for colours that fade
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)
}

/** The whole picture of a lesson as text, once it has stood still for a while. */
export async function picture(page) {
  let before
  let still = 0
  for (let i = 0; i < 150; i++) {
    const now = await page.evaluate(() => {
      if (document.querySelector('.lesson p.foot')) return Date.now() // time passes: not a picture of its own
      const parts = document.querySelectorAll('.lesson > .story, .lesson > .map, .lesson > .ladder')
      const content = [...parts].map((part) => part.innerHTML.replace(/<!--.*?-->/g, '')).join('\n')
      return content.replace(/(?<=")c\d+(?=")/g, '#') // which name a thing got by chance of its coming
    })
    still = now === before ? still + 1 : 0
    if (still === 3) return now.replace(/<([\w-]+)((?: [\w:-]+="[^"]*")+)/g, inOrder)
    before = now
    await page.waitForTimeout(100)
  }
  throw new Error('the picture does not come to rest')
}

/** In which order an element got its attributes is no part of the picture. */
function inOrder(_, element, attributes) {
  return `<${element} ${attributes
    .match(/[\w:-]+="[^"]*"/g)
    .sort()
    .join(' ')}`
}

/** Where two pictures differ first. */
export function difference(a, b) {
  if (a === b) return []
  let i = 0
  while (a[i] === b[i]) i++
  const part = (text) => text.slice(Math.max(i - 60, 0), i + 80)
  return [`was  …${part(a)}…`, `is   …${part(b)}…`]
}

/** What moves on the page while something is done, other than what a key or a click has moved just then. */
export async function jumps(page, doing) {
  await page.evaluate(() => {
    const nameOf = (node) => {
      const element = node?.closest ? node : node?.parentElement
      return element
        ? `${element.localName}.${element.classList} in ${element.parentElement?.classList}`
        : 'something'
    }
    window.jumps = []
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, sources } of list.getEntries()) {
        if (!hadRecentInput) window.jumps.push(...sources.map((s) => nameOf(s.node)))
      }
    }).observe({ type: 'layout-shift' })
  })
  await doing()
  return page.evaluate(() => [...new Set(window.jumps)].map((what) => `${what} jumps`))
}

/** Whether the page is wider than the screen. */
export async function overflow(page) {
  const [needs, has] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  return needs > has ? [`the page is ${needs} wide on a screen of ${has}`] : []
}

/** Keeps a picture of the page, for whoever wants to know what a failure looked like. */
export async function keep(page, folder, name) {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w]+/g, '-')}.png`) })
}
