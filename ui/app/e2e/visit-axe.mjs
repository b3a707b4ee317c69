// Axe, light and dark, in every state that no other visit looks at in both.
import { open, question, stepTo } from './walk.mjs'

const phone = { width: 390, height: 844 }
const small = { width: 320, height: 640 }
const scenario = 'title: A small world\nsites:\n  - domain: alpha.example\n    users: [alice, bob]\n'

export async function visitAxe(withPage, inTheme, url, lesson) {
  const gallery = async (page) => {
    await page.goto(url)
    await page.getByRole('search').waitFor()
  }
  const at = (place) => async (page) => {
    await open(page, url, lesson)
    await stepTo(page, place)
  }
  const ask = async (page) => {
    await open(page, url, lesson)
    while (!(await question(page).count())) await page.keyboard.press('ArrowRight')
  }
  const present = async (page) => {
    await at(8)(page)
    await page.keyboard.press('p')
    await page.getByRole('progressbar').waitFor()
  }
  const edit = async (page) => {
    await at(8)(page)
    await page.keyboard.press('e')
    await page.getByText('The map shows this text.').waitFor()
  }
  const dialog = (page) => page.getByRole('dialog').filter({ visible: true }).waitFor()
  const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click()

  const states = {
    'a search without hits': async (page) => {
      await gallery(page)
      await page.keyboard.press('/')
      await page.keyboard.type('zebra')
      await page.getByText('No lesson is like that').waitFor()
    },
    'what is pasted': async (page) => {
      await gallery(page)
      await press(page, 'Paste a scenario')
      await dialog(page)
    },
    'a new name': async (page) => {
      await gallery(page)
      await press(page, 'Paste a scenario')
      await page.keyboard.insertText(scenario)
      await press(page, 'Open it')
      await page.getByRole('heading', { name: 'A small world' }).waitFor()
      await gallery(page)
      await press(page, 'Rename A small world')
      await dialog(page)
    },
    settings: async (page) => {
      await at(3)(page)
      await page.keyboard.press(',')
      await dialog(page)
    },
    'a link to be copied by hand': async (page) => {
      await page.addInitScript(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no'))))
      await at(3)(page)
      await press(page, 'More ways to move')
      await press(page, 'Copy the link to this moment')
      await page.getByText('Here is the link').waitFor()
    },
    'a reference': async (page) => {
      await at(3)(page)
      await page.locator('button[popovertarget]').filter({ hasText: 'RFC' }).first().click()
      await dialog(page)
    },
    'a right or a wrong answer': (page) => ask(page).then(() => page.keyboard.press('1')),
    'the other answer': (page) => ask(page).then(() => page.keyboard.press('3')),
    'the end': (page) => at(3)(page).then(() => page.keyboard.press('End')),
    'a run that was stopped': async (page) => {
      await changeFrames(page, 'ended', (ended) => (ended.outcome = 'event-budget'))
      await at(3)(page)
      await page.getByText('This run was stopped').first().waitFor()
    },
    'a host that is picked': async (page) => {
      await at(8)(page)
      await page.locator('.host button').first().click()
      await page.locator('.host [aria-pressed=true]').waitFor()
    },
    'a word in the editor that is explained': async (page) => {
      await edit(page)
      await page.locator('.cm-line', { hasText: 'title' }).first().getByText('title').hover()
      await page.locator('.cm-tooltip-hover').waitFor()
    },
    'what may stand in the editor': async (page) => {
      await edit(page)
      await page.keyboard.press('Control+End')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+Space')
      await page.locator('.cm-tooltip-autocomplete').waitFor()
    },
    'what is sought in the editor': async (page) => {
      await edit(page)
      await page.keyboard.press('Control+f')
      await page.locator('.cm-search').waitFor()
    },
    'a form of the editor': async (page) => {
      await edit(page)
      await press(page, 'Add a letter')
      await dialog(page)
    },
    presenting: present,
    'the keys while presenting': async (page) => {
      await present(page)
      await page.keyboard.press('?')
      await dialog(page)
    },
    "the speaker's window": async (page) => {
      await present(page)
      const opened = page.waitForEvent('popup')
      await page.keyboard.press('s')
      const speaker = await opened
      await speaker.getByText(/event \d+ of/).waitFor()
      return speaker
    },
    "the speaker's window, alone": async (page) => {
      await page.goto(`${url}#/speaker/lesson/${lesson}`)
      await page.getByText('Looking for the window').waitFor()
    },
    'a lost connection': async (page) => {
      let connection
      await page.routeWebSocket(/\/ws$/, (ws) => {
        if (connection) return void ws.close() // nor does it come back
        connection = ws
        ws.connectToServer()
      })
      await at(3)(page)
      await connection.close()
      await page.getByText('The connection is lost').waitFor()
    },
    'a server without lessons': async (page) => {
      await changeFrames(page, 'hello', (hello) => (hello.lessons = []))
      await page.goto(url)
      await page.getByText('This server has no lessons').waitFor()
    },
    'a newer server': async (page) => {
      await changeFrames(page, 'hello', (hello) => hello.protocol++)
      await page.goto(url)
      await page.getByText('a newer language').waitFor()
    },
    'an unknown lesson': async (page) => {
      await page.goto(`${url}#/lesson/none`)
      await page.getByText('There is no such lesson').waitFor()
    },
    'an unknown scenario': async (page) => {
      await page.goto(`${url}#/own/none`)
      await page.getByText('This scenario is not in this browser').waitFor()
    },
    'an address that asks for too much': async (page) => {
      await page.goto(`${url}#/lesson/${lesson}?seed=many`)
      await page.getByText('something that there is not here').waitFor()
    },
    'an old browser': async (page) => {
      await page.addInitScript(() => (CSS.supports = () => false))
      await page.goto(url)
      await page.getByText('This browser is too old').waitFor()
    },
    'the gallery on a phone': [phone, gallery],
    'a lesson on a phone': [phone, at(8)],
    'a lesson on a small phone': [small, at(8)],
    'the editor on a phone': [phone, edit],
    'presenting on a phone': [phone, present],
  }
  const left = Object.entries(states)
  const look = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [what, state] = next
      const [viewport, show] = Array.isArray(state) ? state : [{ width: 1280, height: 720 }, state]
      await withPage(`axe, ${what}`, { viewport, reducedMotion: 'reduce' }, async (page, check) => {
        let shown = page
        await check('is shown', async () => {
          shown = (await show(page)) ?? page
        })
        for (const theme of ['light', 'dark']) await check(theme, () => inTheme(shown, theme))
      })
    }
  }
  await Promise.all([look(), look(), look()])
}

/** Lets the server say something else in all frames of a kind. */
function changeFrames(page, type, change) {
  return page.routeWebSocket(/\/ws$/, (ws) => {
    const server = ws.connectToServer()
    server.onMessage((data) => {
      const frame = JSON.parse(data)
      if (frame.type === type) change(frame)
      ws.send(JSON.stringify(frame))
    })
  })
}
