// Goes through every lesson of a running server in a real browser:
//
//	npm run e2e -- http://127.0.0.1:8025/
//
// Each lesson is opened by keyboard alone, stepped through to its end and back,
// played for a while, and looked at from all sides in both themes; axe must have
// nothing to say, and nor may the browser. Pictures are left in e2e/shots.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { launch, openPage } from './browser.mjs'
import { lessonsOf, lookAround, openByKeyboard, play, stepThrough, violations } from './walk.mjs'

const url = process.argv[2]
if (!url) {
  console.error('usage: npm run e2e -- URL')
  process.exit(2)
}
const shots = new URL('shots/', import.meta.url).pathname
mkdirSync(shots, { recursive: true })

const browser = await launch()
const failures = []
try {
  for (const colorScheme of ['light', 'dark']) {
    const { page, problems, close } = await openPage(browser, { colorScheme })
    const hrefs = await lessonsOf(page, url)
    assert.ok(hrefs.length > 0, 'the gallery has lessons')
    failures.push(...(await violations(page)).map((v) => `gallery, ${colorScheme}: ${v}`))
    await page.screenshot({ path: `${shots}gallery-${colorScheme}.png` })
    for (const href of hrefs) await visit(page, href, colorScheme)
    failures.push(...problems.map((p) => `${colorScheme}: ${p}`))
    await close()
  }
} finally {
  await browser.close()
}
for (const failure of failures) console.error(failure)
process.exit(failures.length > 0 ? 1 : 0)

async function visit(page, href, theme) {
  const name = href.split('/').at(-1)
  const look = async (what) => {
    await page.waitForTimeout(120) // for colours that fade
    failures.push(...(await violations(page)).map((v) => `${name}, ${what}, ${theme}: ${v}`))
    await page.screenshot({ path: `${shots}${name}-${what.replace(' ', '-')}-${theme}.png` })
  }
  try {
    await openByKeyboard(page, url, href)
    if (theme === 'light') {
      await play(page)
      await stepThrough(page)
    }
    await lookAround(page, look)
    console.log(`ok  ${name}, ${theme}`)
  } catch (error) {
    failures.push(`${name}, ${theme}: ${error.message}`)
  }
}
