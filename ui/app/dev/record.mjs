// Records runs of a server into testdata, wire and all: of the lessons that were
// recorded before, of those that are named, and of the scenarios that lie there too.
// Of every other lesson it keeps the world alone, without its settings, as all are to
// be laid out well.
//
//	npm run record -- http://127.0.0.1:8025/ [LESSON ...]
//
// The tests of the model and of the layout rest on these recordings.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { WebSocket } from 'ws'

const [url, ...named] = process.argv.slice(2)
if (!url) {
  console.error('usage: npm run record -- URL')
  process.exit(2)
}
const ws = new WebSocket(new URL('ws', url.replace(/^http/, 'ws')), 'mailflow.v1', {
  origin: new URL(url).origin,
})
const send = (frame) => ws.send(JSON.stringify(frame))
let waiting = []
let name
let world
let events = []

/** Our own scenarios, for what no lesson is about. */
function ownScenarios() {
  const files = readdirSync('testdata').filter((file) => file.endsWith('.yaml'))
  return files.sort().map((file) => ({
    name: file.replace('.yaml', ''),
    source: readFileSync(`testdata/${file}`, 'utf8'),
  }))
}

function next() {
  const wanted = waiting.shift()
  if (!wanted) return ws.close()
  name = wanted.name
  events = []
  send({ type: 'open', ...(wanted.source ? { source: wanted.source } : { lesson: name }) })
}

function save() {
  events.sort((a, b) => a.seq - b.seq)
  const file = `testdata/${name}.jsonl`
  const whole = existsSync(file) || named.includes(name)
  // The name of a run is another one each time.
  const kept = { ...world, run: name, lesson: { ...world.lesson, name } }
  if (!whole) delete kept.settings
  writeFileSync(`testdata/${name}.world.json`, JSON.stringify(kept, null, 2) + '\n')
  if (!whole) return
  writeFileSync(file, events.map((e) => JSON.stringify(e) + '\n').join(''))
  console.log(`${name}: ${events.length} events`)
}

ws.on('message', (data) => {
  const frame = JSON.parse(String(data))
  if (frame.type === 'hello') {
    waiting = [...frame.lessons, ...ownScenarios()]
    next()
  } else if (frame.type === 'world') {
    world = frame
  } else if (frame.type === 'events') {
    events.push(...frame.events.map((t) => t.event))
    if (frame.done) {
      save()
      next()
    }
  } else if (frame.type === 'ended') {
    send({ type: 'detail', run: frame.run })
  } else if (frame.type === 'problem') {
    console.error(`${name}: ${frame.text}`)
    process.exit(1)
  }
})
ws.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
