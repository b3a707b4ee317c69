// Lets the page run without the program: it plays the recordings in testdata
// over a WebSocket, as the real server would. Only for development and for
// trying out a build; on with MAILFLOW_REPLAY=testdata.
import { readFileSync, readdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { WebSocketServer, type WebSocket } from 'ws'
import {
  protocol,
  subprotocol,
  type BrowserFrame,
  type ServerFrame,
  type Told,
  type TraceEvent,
  type World,
} from '../src/wire/gen.ts'
import { sentence } from './sentence.ts'

interface Recording {
  world: World
  told: Told[]
}

// The same policy as the real server's: what breaks it must break here too.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export function replay(folder: string): Plugin {
  const attach = (http: Server) => serve(http, readRecordings(folder))
  return {
    name: 'replay',
    configureServer: (server) => attach(server.httpServer as Server),
    configurePreviewServer: (server) => {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', policy)
        next()
      })
      attach(server.httpServer as Server)
    },
  }
}

function readRecordings(folder: string): Recording[] {
  const worlds = readdirSync(folder).filter((name) => name.endsWith('.world.json'))
  return worlds.sort().map((name) => {
    const world = JSON.parse(readFileSync(join(folder, name), 'utf8')) as World
    const lines = readFileSync(join(folder, name.replace('.world.json', '.jsonl')), 'utf8')
    const events = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TraceEvent)
    return { world, told: events.map((event) => ({ event, text: sentence(event) })) }
  })
}

function serve(http: Server, recordings: Recording[]) {
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => subprotocol })
  http.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/ws')) return
    server.handleUpgrade(request, socket, head, (ws) => talk(ws, recordings))
  })
}

function talk(ws: WebSocket, recordings: Recording[]) {
  const send = (frame: ServerFrame) => ws.send(JSON.stringify(frame))
  send({ type: 'hello', protocol, version: 'replay', lessons: recordings.map((r) => r.world.lesson) })
  ws.on('message', (data) => {
    for (const frame of answer(JSON.parse(String(data)) as BrowserFrame, recordings)) send(frame)
  })
}

function* answer(frame: BrowserFrame, recordings: Recording[]): Generator<ServerFrame> {
  const found = recordings.find(({ world }) =>
    frame.type === 'open' ? world.lesson.name === frame.lesson : world.run === frame.run,
  )
  if (!found) {
    const code = frame.type === 'open' ? 'unknown-lesson' : 'unknown-run'
    yield { type: 'problem', code, text: 'There is no recording of that.' }
    return
  }
  const { world, told } = found
  if (frame.type === 'detail') {
    const wanted = told.filter(
      (t) => t.event.level === 'wire' && (!frame.conn || t.event.conn === frame.conn),
    )
    yield { type: 'events', run: world.run, detail: true, conn: frame.conn, done: true, events: wanted }
    return
  }
  if (frame.type === 'open') yield world
  const after = frame.type === 'resume' ? frame.after : 0
  const plain = told.filter((t) => t.event.level !== 'wire' && t.event.seq > after)
  for (let i = 0; i < plain.length; i += 256) {
    yield { type: 'events', run: world.run, events: plain.slice(i, i + 256) }
  }
  yield { type: 'ended', run: world.run, outcome: 'quiet', last: told.at(-1)?.event.seq ?? 0 }
}
