// A map of many hosts: its sites are closed, and are opened by keyboard.
import { crowd, replace } from './worlds.mjs'
import { violations } from './look.mjs'
import { open, stepOn } from './walk.mjs'

const many = crowd({ title: 'Many hosts', sites: 12, people: 12, letters: 4, every: 100 })
const projector = { width: 1280, height: 720 }

export async function visitMap(withPage, inTheme, url, lesson) {
  await withPage('a map of many hosts', { viewport: projector }, async (page, check) => {
    await replace(page, many)
    await open(page, url, lesson)
    const site = (name) => page.locator(`[data-site="${name}"] button`)
    await check('its sites are closed, and say what is in them', async () => {
      const name = await site('s2.example').getAttribute('aria-label')
      return name.startsWith('s2.example, 14 hosts, 12 people') ? [] : [name]
    })
    await check('a key opens one, and the focus stays with it', async () => {
      await site('s2.example').press('Enter')
      await page.getByRole('button', { name: /^ns\.s2\.example, / }).waitFor()
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))
      return focused === 'true' ? [] : ['the focus is elsewhere']
    })
    await check('what is opened stays open, and nothing moves when something happens', async () => {
      const places = () =>
        page.locator('.host, [data-site]').evaluateAll((all) =>
          all
            .map((e) => e.getBoundingClientRect())
            .map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)
            .join(),
        )
      const before = await places()
      for (let i = 0; i < 12; i++) await stepOn(page)
      const after = await places()
      return after === before ? [] : [`from ${before} to ${after}`]
    })
    for (const theme of ['light', 'dark']) await check(`axe, ${theme}`, () => inTheme(page, theme))
    await check('a link is reached by keyboard, and opens what was said', async () => {
      await page.getByRole('tab', { name: 'Settings' }).click()
      const link = page.getByRole('button', { name: /^Line between / }).first()
      await link.focus()
      await link.press('Enter')
      await page.getByRole('tab', { name: 'Conversation', selected: true }).waitFor()
      return violations(page)
    })
    await check('there is an overview where not all can be seen, and only there', async () => {
      const overview = page.getByRole('img', { name: 'Where on the map' })
      await page.keyboard.press('0')
      if (await overview.count()) return ['it is there though the whole map is shown']
      for (let i = 0; i < 5; i++) await page.keyboard.press('+')
      await overview.waitFor()
    })
    await check('the key closes it again', async () => {
      await site('s2.example').press('Enter')
      await page.getByRole('button', { name: /^ns\.s2\.example, / }).waitFor({ state: 'detached' })
    })
  })
}
