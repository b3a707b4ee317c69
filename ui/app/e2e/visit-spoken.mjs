// What is said to those who do not see the page: each step, each question, the end,
// what the keys have chosen, and what becomes of the connection; each of them once.
import { heard, listen, once } from './listen.mjs'
import { open, position, question } from './walk.mjs'

export async function visitSpoken(withPage, url, lesson) {
  await withPage(`${lesson}, listened to`, { reducedMotion: 'reduce' }, async (page, check) => {
    let connection
    await page.routeWebSocket(/\/ws$/, (ws) => {
      connection = ws
      ws.connectToServer()
    })
    await check('a lesson says its name when it opens', async () => {
      await page.goto(url)
      await page.getByRole('listitem').first().waitFor()
      await listen(page)
      await page.locator(`main a[href="#/lesson/${lesson}"]`).press('Enter')
      await page.getByRole('slider').waitFor()
      const title = await page.getByRole('heading', { level: 1 }).textContent()
      const said = (await heard(page)).filter((text) => text === title)
      return once(said, title)
    })
    await open(page, url, lesson)
    await heard(page)
    await check('every step and every question is said once', () => stepThrough(page))
    for (const [key, words] of [
      ['1', 'How close to look: Story'],
      ['m', 'View: Ladder'],
      ['m', 'View: List'],
      ['i', 'A closer look: '],
      ['[', 'starts here'],
      ['n', 'The lesson says no more'],
    ])
      await check(`${key} says what it has done`, async () => {
        await page.keyboard.press(key)
        return once(await heard(page), words)
      })
    await check('a connection that is lost, and found again', async () => {
      await heard(page)
      connection.close()
      await page.getByText('The connection is lost').waitFor()
      const lost = await heard(page)
      await page.getByText('The connection is lost').waitFor({ state: 'detached' })
      return [...once(lost, 'The connection is lost'), ...once(await heard(page), 'The connection is back')]
    })
    await check('and a lesson that does not exist', async () => {
      await page.goto(`${url}#/lesson/none`)
      await page.getByRole('alert').waitFor()
      return once(await heard(page), 'There is no such lesson')
    })
  })
}

/** From the start to the end with one key: what the column shows is what is said. */
async function stepThrough(page) {
  const complaints = []
  const { max } = await position(page)
  for (
    let { now } = await position(page);
    now < max && complaints.length === 0;
    { now } = await position(page)
  ) {
    await page.keyboard.press('ArrowRight')
    if (await question(page).count()) {
      complaints.push(...once(await heard(page), await question(page).getByRole('heading').textContent()))
      await page.keyboard.press('2')
      complaints.push(...once(await heard(page), await question(page).locator('.why').textContent()))
      await page.keyboard.press('ArrowRight')
    }
    const said = await heard(page)
    for (const part of await page.locator('section.now > p').allTextContents())
      complaints.push(...once(said, part))
    if (said.length > 1) complaints.push(`more than the step is said: ${JSON.stringify(said)}`)
  }
  await page.keyboard.press('ArrowLeft')
  await heard(page)
  await page.keyboard.press('ArrowRight')
  const last = await heard(page)
  return [...complaints, ...once(last, 'The run is over'), ...once(last, 'Your answers')]
}
