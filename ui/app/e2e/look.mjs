// What there is to be seen on a page: by axe, and by comparing.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** What axe finds on the page as it is now. */
export async function violations(page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)
}

/** The whole picture of a lesson as text, once it stands still. */
export async function picture(page) {
  let before
  for (let i = 0; i < 100; i++) {
    const now = await page.evaluate(() => {
      if (document.querySelector('.lesson p.foot')) return Date.now() // time passes: not a picture of its own
      // In which order an element got its attributes is no part of the picture.
      const inOrder = (element) => {
        const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1))
        for (const { name } of attributes) element.removeAttribute(name)
        for (const { name, value } of attributes) element.setAttribute(name, value)
      }
      const text = (part) => {
        const copy = part.cloneNode(true)
        copy.querySelectorAll('*').forEach(inOrder)
        return copy.innerHTML.replace(/<!--.*?-->/g, '')
      }
      const parts = document.querySelectorAll('.lesson > .story, .lesson > .map, .lesson > .ladder')
      return [...parts].map(text).join('\n')
    })
    if (now === before) return now
    before = now
    await page.waitForTimeout(100)
  }
  throw new Error('the picture does not come to rest')
}

/** Where two pictures differ first. */
export function difference(a, b) {
  if (a === b) return []
  let i = 0
  while (a[i] === b[i]) i++
  const part = (text) => text.slice(Math.max(i - 60, 0), i + 80)
  return [`was  …${part(a)}…`, `is   …${part(b)}…`]
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
