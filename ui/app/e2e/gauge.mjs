// What is measured inside the page.

/** Puts the instruments into every page that is opened from here on. */
export async function equip(page) {
  await page.addInitScript(() => {
    const channel = new MessageChannel()
    const frames = []
    let began = 0
    let waiting
    channel.port1.onmessage = () => {
      frames.push(performance.now() - began)
      waiting?.()
      waiting = undefined
    }
    // A frame's work: from its first callback until a task can run again, that is
    // scripts, styles, layout and painting on the page's own thread.
    const frame = () => {
      began = performance.now()
      channel.port2.postMessage(0)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)

    const shifts = []
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) shifts.push({ at: e.startTime, value: e.value })
    }).observe({ type: 'layout-shift', buffered: true })

    window.gauge = {
      frames,
      shifts,
      /** Once what has been done so far is on the screen. */
      painted: () => new Promise((done) => requestAnimationFrame(() => (waiting = done))),
      /** Once something holds, looked at in every frame. */
      until: async (holds) => {
        while (!holds()) await new Promise(requestAnimationFrame)
      },
    }
  })
}

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

/** The share of a list of numbers below which a value lies, from 0 to 1: the smallest such value. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN
}
