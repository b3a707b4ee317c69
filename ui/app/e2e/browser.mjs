// A page in the system's Chromium, and what went wrong on it.
import { chromium } from 'playwright-core'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How long to wait for anything before it counts as broken: the machine may be busy. */
const patience = 30_000

export function launch() {
  return chromium.launch({ executablePath: process.env.MAILFLOW_CHROMIUM ?? '/usr/bin/chromium', args })
}

/** Opens a page that collects every complaint of the browser in problems: about it, and about the windows it opens. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  context.setDefaultTimeout(patience)
  const problems = []
  context.on('weberror', (error) => problems.push(`error: ${error.error().message}`))
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`)
  })
  const page = await context.newPage()
  return { page, problems, close: () => context.close() }
}
