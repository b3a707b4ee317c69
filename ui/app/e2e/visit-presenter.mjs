// Presents a lesson with the keys of a remote, and speaks from a second window.
import { violations } from './look.mjs'
import { open, question } from './walk.mjs'

const projector = { width: 1280, height: 720 }

export async function visitPresenter(withPage, inTheme, url, lesson) {
  await withPage(`${lesson}, presented`, { viewport: projector }, async (page, check) => {
    await open(page, url, lesson)
    const step = () => page.getByRole('progressbar').getAttribute('aria-valuenow').then(Number)
    await check('one key begins', async () => {
      await page.keyboard.press('p')
      await page.getByRole('progressbar').waitFor()
      return (await page.locator('.inspector, .ladder').count()) ? ['there is more than the lesson'] : []
    })
    await check('a remote walks to a question, shows its answer, and goes on', async () => {
      while (!(await question(page).count())) await page.keyboard.press('PageDown')
      const before = await step()
      await page.keyboard.press('PageDown')
      await question(page).getByRole('button', { name: 'Go on', exact: true }).waitFor()
      await page.keyboard.press('PageDown')
      return (await step()) === before + 1 ? [] : [`from ${before} to ${await step()}`]
    })
    for (const theme of ['light', 'dark']) await check(`axe, ${theme}`, () => inTheme(page, theme))
    await check('the words are not cut off', () => cutOff(page))
    await check('the screen goes dark and comes back', async () => {
      await page.keyboard.press('b')
      await page.getByRole('button', { name: /^The screen is dark/ }).waitFor()
      const before = await step()
      await page.keyboard.press('PageDown')
      await page.locator('.blank').waitFor({ state: 'detached' })
      return (await step()) === before ? [] : ['it moved in the dark']
    })
    await check('it fills the screen, and the window again', async () => {
      const inside = page.getByRole('button', { name: 'Back into the window' })
      await page.keyboard.press('f')
      await inside.waitFor()
      const full = await page.evaluate(() => document.fullscreenElement !== null)
      await page.keyboard.press('f')
      await inside.waitFor({ state: 'detached' })
      await page.getByRole('progressbar').waitFor()
      return full ? [] : ['it does not fill the screen']
    })
    await check('a browser that opens no window is told of', async () => {
      await page.evaluate(() => {
        const { open } = window
        window.open = () => {
          window.open = open // the next time it does
          return null
        }
      })
      await page.keyboard.press('s')
      await page.getByText('The browser opened no window').waitFor()
      return violations(page)
    })
    await speak(page, check, step, url, lesson)
    await check('Escape leaves', async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('slider').waitFor()
      return []
    })
  })
}

async function speak(page, check, step, url, lesson) {
  const opened = page.waitForEvent('popup')
  await page.keyboard.press('s')
  const speaker = await opened
  const where = (n) => speaker.getByText(`event ${n} of`).waitFor()
  await check('the speaker walks with the room', async () => {
    await where(await step())
    const before = await step()
    await speaker.getByRole('button', { name: 'On', exact: true }).click()
    await page.waitForFunction(
      (n) => document.querySelector('[role=progressbar]').ariaValueNow === n,
      `${before + 1}`,
    )
    await page.keyboard.press('PageUp')
    await where(before)
    await speaker.keyboard.press('PageDown')
    await where(before + 1)
    return violations(speaker)
  })
  await check('the speaker misses the first window, and finds it again', async () => {
    await page.goto(url)
    await speaker.getByText('is closed, or shows something else').waitFor()
    await open(page, url, lesson)
    await speaker.getByRole('button', { name: 'Present', exact: true }).click()
    await page.getByRole('progressbar').waitFor()
    return []
  })
  await speaker.close()
}

async function cutOff(page) {
  const { scrollHeight, clientHeight } = await page
    .locator('.presenter .words')
    .evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }))
  return scrollHeight > clientHeight ? [`they need ${scrollHeight} of ${clientHeight}`] : []
}
