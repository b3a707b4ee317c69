// The ladder, the filter, the jumps, a part that is looped, and the link to a moment.
import { overflow, violations } from './look.mjs'
import { open, position, question, stepTo } from './walk.mjs'

const rows = '.picture .row'
const current = '[aria-current=step]'

export async function visitLadder(withPage, inTheme, url, lesson) {
  await withPage(`${lesson}, as a ladder`, {}, async (page, check) => {
    await open(page, url, lesson)
    await check('one key shows it, and the cursor is the same', async () => {
      await stepTo(page, 8)
      await page.keyboard.press('l')
      await page.locator(`${rows} ${current}`).waitFor()
      return (await position(page)).now === 8 ? [] : ['the cursor moved']
    })
    await check('only what is in sight is in the page, down to the end', async () => {
      await page.keyboard.press('3')
      await page.getByText('Fetching every line').waitFor({ state: 'detached' })
      await page.keyboard.press('End')
      await page.getByText('The run is over').first().waitFor()
      const { max } = await position(page)
      const drawn = await page.locator(rows).count()
      const seen = await page.locator(`${rows} ${current}`).isVisible()
      return [...(drawn < max ? [] : [`${drawn} rows`]), ...(seen ? [] : ['the last row is not in sight'])]
    })
    await check('a click goes there, and the arrows walk on', async () => {
      await page.keyboard.press('Home')
      await page.locator(`${rows} button`).nth(5).click()
      await page.keyboard.press('ArrowDown')
      return (await position(page)).now === 7 ? [] : [`at ${(await position(page)).now}`]
    })
    await check('the strip at the foot leads where it is pressed, and follows the pointer', () => seek(page))
    for (const theme of ['light', 'dark']) await check(`axe, ${theme}`, () => inTheme(page, theme))
    await check('a filter leaves rows out and says so, and nothing else', () => filter(page))
    await check('jumps lead to what is told and asked', () => jump(page))
    await check('a part is looped', () => loop(page))
  })
  await withPage(
    `${lesson}, a link to a moment`,
    { permissions: ['clipboard-write', 'clipboard-read'] },
    (page, check) => share(page, check, url, lesson),
  )
  await withPage(
    `${lesson}, a ladder on a phone`,
    { viewport: { width: 390, height: 844 } },
    async (page, check) => {
      await open(page, url, lesson)
      await check('it fits', async () => {
        await stepTo(page, 6)
        await page.getByRole('button', { name: 'Ladder', exact: true }).click()
        await page.locator(`${rows} ${current}`).waitFor()
        return [...(await overflow(page)), ...(await violations(page))]
      })
    },
  )
}

async function seek(page) {
  await page.keyboard.press('2')
  await page.keyboard.press('Home')
  const { x, y, width, height } = await page.getByRole('slider').boundingBox()
  const at = (part) => [x + part * width, y + height / 2]
  const places = []
  await page.mouse.move(...at(0.7))
  await page.mouse.down()
  places.push((await position(page)).now)
  await page.mouse.move(...at(0.3), { steps: 4 })
  places.push((await position(page)).now)
  await page.mouse.up()
  await page.mouse.move(...at(0.9))
  places.push((await position(page)).now)
  const [pressed, dragged, left] = places
  return 1 < dragged && dragged < pressed && left === dragged ? [] : [`it stood at ${places}`]
}

async function filter(page) {
  const { now, max } = await position(page)
  await page.getByRole('combobox', { name: 'Protocol' }).selectOption('DNS')
  await page.getByText(/^\d+ of \d+ events; playing goes through all$/).waitFor()
  const complaints = []
  const after = await position(page)
  if (after.now !== now || after.max !== max) complaints.push('it changed what is played')
  await page.getByRole('button', { name: 'Show all', exact: true }).click()
  await page.getByText(`All ${max} events`).waitFor()
  return complaints
}

async function jump(page) {
  await page.keyboard.press('2')
  await page.keyboard.press('Home')
  await page.keyboard.press('q')
  await question(page).waitFor()
  await page.keyboard.press('n')
  await page.locator(`.row:has(${current}) .note`).waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+N')
  await page.getByRole('status').getByText('The lesson said nothing before this.').waitFor()
}

async function loop(page) {
  await page.keyboard.press('Home')
  await stepTo(page, 3)
  await page.keyboard.press('[')
  await stepTo(page, 5)
  await page.keyboard.press(']')
  await page.locator('svg .part').waitFor()
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4')
  await page.getByRole('combobox', { name: 'Speed' }).blur()
  await page.keyboard.press('Space')
  for (const place of ['4', '5', '3', '4'])
    await page.waitForFunction((n) => document.querySelector('[role=slider]').ariaValueNow === n, place)
  await page.keyboard.press('Space')
  await page.keyboard.press('\\')
  await page.locator('svg .part').waitFor({ state: 'detached' })
}

async function share(page, check, url, lesson) {
  let link = ''
  await check('is copied', async () => {
    await open(page, url, lesson)
    await stepTo(page, 9)
    await page.keyboard.press('l')
    await page.getByRole('button', { name: 'More ways to move' }).click()
    await page.getByRole('button', { name: 'Copy the link to this moment' }).click()
    await page.getByRole('status').getByText('The link is copied.').waitFor()
    link = await page.evaluate(() => navigator.clipboard.readText())
    return violations(page)
  })
  await check('leads to the same moment', async () => {
    await page.goto('about:blank')
    await page.goto(link)
    await page.locator(`${rows} ${current}`).waitFor()
    const { now } = await position(page)
    return now === 9 ? [] : [`at ${now} by ${link}`]
  })
  await check('says what in it means nothing', async () => {
    await page.goto(`${url}#/lesson/${lesson}?seed=many&at=5&level=story`)
    await page.getByText('The address asks for something that there is not here: seed=many.').waitFor()
    await page.getByRole('button', { name: 'Story', pressed: true }).waitFor()
  })
  await check('another seed is said, and taken back', async () => {
    await page.goto(`${url}#/lesson/${lesson}?seed=77`)
    await page.getByRole('button', { name: /^Seed 77/ }).click()
    await page.getByRole('button', { name: /^Seed 77/ }).waitFor({ state: 'detached' })
    await page.getByRole('slider').waitFor()
  })
}
