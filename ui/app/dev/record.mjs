// Records every lesson of a running server into testdata, wire and all:
//
//	npm run record -- http://127.0.0.1:8025/
//
// The tests of the model and of the layout rest on these recordings.
import { writeFileSync } from 'node:fs'
import { WebSocket } from 'ws'

const url = process.argv[2]
if (!url) {
  console.error('usage: npm run record -- URL')
  process.exit(2)
}
const ws = new WebSocket(new URL('ws', url.replace(/^http/, 'ws')), 'mailflow.v1', {
  origin: new URL(url).origin,
})
const send = (frame) => ws.send(JSON.stringify(frame))
let waiting = []
let world
let events = []

function next() {
  const lesson = waiting.shift()
  if (!lesson) return ws.close()
  events = []
  send({ type: 'open', lesson: lesson.name })
}

function save() {
  const { name } = world.lesson
  events.sort((a, b) => a.seq - b.seq)
  // The name of a run is another one each time.
  writeFileSync(`testdata/${name}.world.json`, JSON.stringify({ ...world, run: name }, null, 2) + '\n')
  writeFileSync(`testdata/${name}.jsonl`, events.map((e) => JSON.stringify(e) + '\n').join(''))
  console.log(`${name}: ${events.length} events`)
}

ws.on('message', (data) => {
  const frame = JSON.parse(String(data))
  if (frame.type === 'hello') {
    waiting = frame.lessons
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
    console.error(frame.text)
    process.exit(1)
  }
})
ws.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
