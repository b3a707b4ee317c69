// Every theme, every colour and every text size, chosen by keyboard alone.
import { overflow, violations } from './look.mjs'
import { open, stepTo } from './walk.mjs'

const projector = { width: 1280, height: 720 }

export async function visitSettings(withPage, url, lesson) {
  await withPage(`${lesson}, to taste`, { viewport: projector }, async (page, check) => {
    await open(page, url, lesson)
    await stepTo(page, 8)
    await check('axe, settings', async () => {
      await page.keyboard.press(',')
      return violations(page)
    })
    await close(page)
    for (const theme of ['light', 'dark', 'contrast']) {
      await choose(page, theme)
      await check(`axe, ${theme}`, () => violations(page))
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    await check('axe, contrast, dark', () => violations(page))
    for (const theme of ['dark', 'light']) {
      await choose(page, 'safe', theme)
      await check(`axe, safe colours, ${theme}`, () => violations(page))
    }
    await choose(page, 'expert', 'reduced')
    for (const size of ['small', 'large', 'huge']) {
      await choose(page, size)
      await check(`nothing is cut off, ${size}`, async () => [
        ...(await overflow(page)),
        ...(await violations(page)),
      ])
    }
    await check('a click on the ladder goes where it points', () => clickLadder(page))
    await check('it is all kept', async () => {
      await page.reload()
      const kept = await page.evaluate(() => ({ ...document.documentElement.dataset }))
      const wanted = { theme: 'light', colours: 'safe', text: 'huge', motion: 'reduced' }
      return Object.keys(wanted).filter((what) => kept[what] !== wanted[what])
    })
  })
}

/** Chooses by keyboard, and waits for colours that fade. */
async function choose(page, ...values) {
  await page.keyboard.press(',')
  for (const value of values) await page.locator(`dialog[open] input[value=${value}]`).press('Space')
  await close(page)
  await page.waitForTimeout(200)
}

async function close(page) {
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}

/** Points at the mark of the cursor: it must stay where it is, however large the page. */
async function clickLadder(page) {
  const before = await page.getByRole('slider').getAttribute('aria-valuenow')
  await page.locator('.ladder .cursor circle').click()
  const after = await page.getByRole('slider').getAttribute('aria-valuenow')
  return after === before ? [] : [`from ${before} to ${after}`]
}
