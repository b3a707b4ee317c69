// Scenarios that are larger than any lesson, and a way to have them played.

/** So many organisations with so many people each, who write to each other without a pause. */
export function crowd({ title, sites, people, letters, every }) {
  const all = sites * people
  const person = (n) => `u${n % people}@s${Math.floor(n / people)}.example`
  const lines = [`title: ${title}`, 'sites:']
  for (let s = 0; s < sites; s++) {
    const users = Array.from({ length: people }, (_, p) => `u${p}`).join(', ')
    lines.push(`  - {domain: s${s}.example, users: [${users}]}`)
  }
  lines.push('script:')
  for (let k = 0; k < letters; k++) {
    const from = (k * 37) % all
    const to = (from + 1 + ((k * 101) % (all - 1))) % all
    const send = `{from: ${person(from)}, to: ${person(to)}, subject: n${k}}`
    lines.push(`  - {at: ${1000 + k * every}ms, send: ${send}}`)
  }
  return lines.join('\n')
}

/** 5 organisations, 50 hosts and the root: every line in use. */
export const fifty = crowd({ title: 'Fifty hosts', sites: 5, people: 8, letters: 120, every: 20 })

/** 20 organisations, 1,000 hosts, a good 100,000 events. */
export const thousand = crowd({ title: 'A thousand hosts', sites: 20, people: 48, letters: 1050, every: 150 })

/** Makes the page play a scenario of ours wherever it asks for a lesson. */
export async function replace(page, source) {
  await page.addInitScript((text) => {
    let asked = ''
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function (data) {
      const { lesson, ...frame } = JSON.parse(data)
      if (frame.type === 'open') [asked, frame.source] = [lesson, text]
      return send.call(this, frame.type === 'open' ? JSON.stringify(frame) : data)
    }
    const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
    Object.defineProperty(MessageEvent.prototype, 'data', {
      get() {
        const data = get.call(this)
        if (typeof data !== 'string' || !data.startsWith('{"type":"world"')) return data
        const world = JSON.parse(data)
        world.lesson.name = asked
        return JSON.stringify(world)
      },
    })
  }, source)
}
