// Finds lessons, writes and brings scenarios of one's own, and edits: with an error
// and its mend, by keyboard, on a phone, and after a reload.
import assert from 'node:assert/strict'
import { overflow, violations } from './look.mjs'
import { open } from './walk.mjs'

const themes = ['light', 'dark']
const phone = { width: 390, height: 844 }
const small = 'title: A small world\nsites:\n  - domain: alpha.example\n    users: [alice, bob]\n'
const broken = `${small}    colour: red\n`

const code = (page) => page.locator('.cm-content')
const status = (page, text) =>
  page.getByRole('region', { name: 'Faults' }).getByText(text, { exact: true }).waitFor()
const shows = (page) => page.getByText('The map shows this text.').waitFor()
const field = (page, name) => page.getByRole('dialog').getByLabel(name, { exact: true })
const heading = (page, name) => page.getByRole('heading', { name, exact: true })

export async function visitEditor(withPage, inTheme, url, lesson) {
  await withPage('gallery, searched', {}, (page, check) => search(page, check, inTheme, url))
  await withPage('own scenarios', {}, (page, check) => bring(page, check, inTheme, url))
  await withPage(`${lesson}, edited`, {}, (page, check) => edit(page, check, inTheme, url, lesson))
  await withPage('editor on a phone', { viewport: phone }, (page, check) => onPhone(page, check, url, lesson))
}

async function gallery(page, url) {
  await page.goto(`${url}#/`)
  await page.getByRole('search').waitFor()
}

async function search(page, check, inTheme, url) {
  await gallery(page, url)
  const cards = page.locator('main a[href^="#/lesson/"]')
  const all = await cards.count()
  await check('a word finds the lessons that have it', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('greylisting rfc 5321')
    const found = await cards.count()
    return found > 0 && found < all ? [] : [`${found} of ${all}`]
  })
  await check('and another one none, which is said', async () => {
    await page.keyboard.type(' zebra')
    await page.getByText('No lesson is like that').waitFor()
    return violations(page)
  })
  await check('Escape shows all again', async () => {
    await page.keyboard.press('Escape')
    return (await cards.count()) === all ? [] : ['not all']
  })
  await check('the level and what is done choose', async () => {
    await page.getByRole('combobox', { name: 'Level' }).selectOption('advanced')
    const advanced = await cards.count()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    return advanced > 0 && advanced < all && (await cards.count()) === 0 ? [] : [`${advanced} of ${all}`]
  })
  for (const theme of themes) await check(`axe, ${theme}`, () => inTheme(page, theme))
}

async function bring(page, check, inTheme, url) {
  await gallery(page, url)
  await check('a pasted text opens like a lesson', async () => {
    await paste(page, small)
    await heading(page, 'A small world').waitFor()
    return violations(page)
  })
  await check('one with faults opens in the editor', async () => {
    await gallery(page, url)
    await page.getByRole('button', { name: 'Paste a scenario' }).click()
    await page.keyboard.insertText(broken)
    await page.getByRole('button', { name: 'Open it' }).click()
    await heading(page, 'This scenario cannot run yet.').waitFor()
    await status(page, '1 fault')
  })
  for (const theme of themes) await check(`axe, with a fault, ${theme}`, () => inTheme(page, theme))
  await check('the fault is found, mended and run by keyboard', async () => {
    await code(page).press('F8')
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+Enter')
    await shows(page)
    await heading(page, 'A small world').waitFor()
  })
  await check('Escape, then Tab leaves the text', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    return (await page.evaluate(() => document.activeElement?.shadowRoot)) ? ['it is still in the text'] : []
  })
  await check('a dropped file is taken', async () => {
    await gallery(page, url)
    await drop(page, 'world.yaml', small.replace('A small world', 'A dropped world'))
    await heading(page, 'A dropped world').waitFor()
  })
  await check('one that is no text, or too long, is not', async () => {
    await gallery(page, url)
    await drop(page, 'picture.png', '\u0000PNG')
    await page.getByText('picture.png is no text').waitFor()
    await drop(page, 'long.yaml', '#'.repeat(300_000))
    await page.getByText('long.yaml is too long').waitFor()
  })
  await check('all are there after a reload', async () => {
    await page.reload()
    const list = page.getByRole('region', { name: 'Your scenarios' })
    await list.waitFor()
    return (await list.getByRole('listitem').count()) === 3 ? [] : [await list.innerText()]
  })
  await check('one can be renamed, removed, and had back', async () => {
    await page.getByRole('button', { name: 'Rename A dropped world' }).click()
    await page.keyboard.type('Worlds: another')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove Worlds: another' }).click()
    await page.getByText('Worlds: another is removed.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'Worlds: another', exact: true }).click()
    await heading(page, 'Worlds: another').waitFor()
  })
  await gallery(page, url)
  for (const theme of themes) await check(`axe, with own scenarios, ${theme}`, () => inTheme(page, theme))
}

async function edit(page, check, inTheme, url, lesson) {
  await open(page, url, lesson)
  await check('a key opens the text', async () => {
    await page.keyboard.press('e')
    await status(page, 'No faults')
    await shows(page)
  })
  await check('a change is checked, and run', async () => {
    await code(page).press('Control+Home')
    await page.keyboard.press('End')
    await page.keyboard.type(' indeed')
    await page.getByText('The map does not show this text yet.').waitFor()
    await page.keyboard.press('Control+Enter')
    await shows(page)
    await page.getByText(/as you changed it/).waitFor()
  })
  await check('what may stand at the cursor is offered', async () => {
    await code(page).press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Space')
    await page.getByRole('option', { name: /^network/ }).waitFor()
    return []
  })
  await check('axe, while it is offered', () => violations(page))
  await page.keyboard.press('Escape')
  await check('a letter is added by a form, at its place', async () => {
    await page.getByRole('button', { name: 'Add a letter' }).click()
    await field(page, 'When').fill('30s')
    await field(page, 'To').fill('nobody@beta.example')
    await field(page, 'Subject').fill('Is it: you?')
    assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByText('Added.').waitFor()
    await status(page, 'No faults')
    return (await code(page).innerText()).includes('subject: "Is it: you?"') ? [] : ['it is not in the text']
  })
  await check('what would be a fault is not added', async () => {
    await page.getByRole('button', { name: 'Add a person' }).click()
    await field(page, 'Login name').fill('alice smith')
    await page.keyboard.press('Enter')
    await page.getByText('This would be a fault').waitFor()
    await page.keyboard.press('Escape')
  })
  for (const theme of themes) await check(`axe, ${theme}`, () => inTheme(page, theme))
  await check('what was written is there after a reload', async () => {
    await page.reload()
    await status(page, 'No faults')
    return (await code(page).innerText()).includes(' indeed') ? [] : ['it is lost']
  })
  await check('Revert goes back, and can be undone', async () => {
    await page.getByRole('button', { name: 'Revert to the lesson as it was' }).click()
    await shows(page)
    await code(page).press('Control+z')
    return (await code(page).innerText()).includes(' indeed') ? [] : ['it is lost']
  })
  await check('two windows with one text show the same', () => inTwoWindows(page))
  await check('the key closes it', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Close the editor' }).click()
    await page.getByRole('region', { name: 'A closer look' }).waitFor()
    await page.keyboard.press('e')
    await code(page).waitFor()
  })
}

/** What is written in one is told in the other, where what was there can be had back. */
async function inTwoWindows(page) {
  const other = await page.context().newPage()
  await other.goto(page.url())
  await status(other, 'No faults')
  const before = await code(page).innerText()
  await code(other).press('Control+Home')
  await other.keyboard.type('# from another window\n')
  await page.getByText('Another window has changed this text').waitFor()
  const complaints = (await code(page).innerText()).includes('another window') ? [] : ['it is not shown']
  await code(page).press('Control+z')
  await other.getByText('Another window has changed this text').waitFor()
  await other.close()
  return (await code(page).innerText()) === before ? complaints : [...complaints, 'it cannot be taken back']
}

async function onPhone(page, check, url, lesson) {
  await open(page, url, lesson)
  await page.keyboard.press('ArrowRight')
  await check('the editor fits', async () => {
    await page.getByRole('button', { name: 'Edit this lesson' }).click()
    await status(page, 'No faults')
    return [...(await overflow(page)), ...(await violations(page))]
  })
  await check('Run shows the map', async () => {
    await code(page).press('Control+Home')
    await page.keyboard.type('# mine\n')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText(/as you changed it/).waitFor()
    await code(page).waitFor({ state: 'hidden' })
  })
  await check('the gallery fits with a draft in it', async () => {
    await gallery(page, url)
    await page.getByText(/changed$/).waitFor()
    return [...(await overflow(page)), ...(await violations(page))]
  })
}

/** What Ctrl+V does, wherever the clipboard of the test's browser may be. */
function paste(page, text) {
  return page.evaluate((content) => {
    const data = new DataTransfer()
    data.setData('text/plain', content)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  }, text)
}

function drop(page, name, text) {
  return page.evaluate(
    ([title, content]) => {
      const data = new DataTransfer()
      data.items.add(new File([content], title))
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        )
    },
    [name, text],
  )
}
