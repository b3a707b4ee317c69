// A map that is too large for a phone: it shows what happens, large enough to be
// read, follows it, and lets one see the whole.
import { overflow, violations } from './look.mjs'
import { open, question, stepOn, stepTo } from './walk.mjs'

const phone = { width: 390, height: 844 }
const lesson = '18-open-relay'

export async function visitPhone(withPage, url) {
  await withPage(`${lesson}, on a phone`, { viewport: phone }, async (page, check) => {
    const letters = () =>
      page
        .locator('.host')
        .first()
        .evaluate((card) => card.getBoundingClientRect().width)
    await check('what happens is in sight', async () => {
      await open(page, url, lesson)
      for (const place of [8, 40, 70]) {
        await stepTo(page, place)
        await page.waitForTimeout(500) // the map glides
        const outside = await page.evaluate(outOfSight)
        if (outside) return [`event ${place} is not: ${outside}`]
      }
      return [...(await overflow(page)), ...(await violations(page))]
    })
    await check('a question gives the screen back', async () => {
      await page.keyboard.press('Home')
      await page.evaluate(() => window.scrollTo(0, 0))
      for (let i = 0; i < 200 && !(await question(page).count()); i++) await page.keyboard.press('ArrowRight')
      await question(page).waitFor()
      await stepOn(page)
      const top = await page.evaluate(() => window.scrollY)
      return top === 0 ? [] : [`the page is ${top} further down`]
    })
    await check('the whole map is a press away, and so is the part', async () => {
      const whole = page.getByRole('button', { name: 'Show the whole map' })
      const large = await letters()
      await whole.click()
      const small = await letters()
      await whole.click()
      await page.waitForTimeout(500)
      const again = await letters()
      return small < large && Math.abs(again - large) < 1 ? [] : [`${large}, ${small}, ${again}`]
    })
  })
}

/** Where what moves is, if that is not on the map's stage. */
function outOfSight() {
  const moving = document.querySelector('.mover, .host .busy, .host.busy')
  const stage = document.querySelector('.stage').getBoundingClientRect()
  if (!moving) return 'nothing moves'
  const { left, right, top, bottom } = moving.getBoundingClientRect()
  const seen = right > stage.left && left < stage.right && bottom > stage.top && top < stage.bottom
  return seen ? '' : JSON.stringify({ left, top, stage })
}
