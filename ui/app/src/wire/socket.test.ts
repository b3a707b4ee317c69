import { expect, it } from 'vitest'
import { Socket, patience } from './socket'

class FakeWebSocket {
  readyState = 0
  sent: string[] = []
  onopen?: () => void
  onclose?: () => void
  onmessage?: (m: { data: string }) => void
  send(text: string) {
    this.sent.push(text)
  }
  close() {
    this.onclose?.()
  }
}

function setUp() {
  const sockets: FakeWebSocket[] = []
  const waits: { ms: number; then: () => void }[] = []
  const seen: string[] = []
  const socket = new Socket(
    'ws://x/ws',
    { frame: (f) => seen.push(f.type), state: (s) => seen.push(s) },
    {
      connect: () => {
        sockets.push(new FakeWebSocket())
        return sockets.at(-1) as unknown as WebSocket
      },
      after: (ms, then) => waits.push({ ms, then }),
    },
  )
  return { sockets, waits, seen, socket }
}

it('comes back after ever longer waits, and starts afresh once it heard something', () => {
  const { sockets, waits, seen, socket } = setUp()
  expect(socket.send({ type: 'detail', run: 'r' })).toBe(false)
  sockets[0]!.onclose!()
  waits[0]!.then()
  sockets[1]!.onclose!()
  waits[1]!.then()
  expect(waits.map((w) => w.ms)).toEqual([patience(0), patience(1)])
  expect(patience(1)).toBeGreaterThan(patience(0))
  expect(patience(99)).toBe(10_000)
  sockets[2]!.onopen!()
  sockets[2]!.onmessage!({ data: '{"type":"ended","run":"r"}' })
  sockets[2]!.onclose!()
  expect(waits[2]!.ms).toBe(patience(0))
  expect(seen).toEqual(['connecting', 'lost', 'lost', 'lost', 'lost', 'open', 'ended', 'lost'])
})

it('stays closed when it was closed on purpose', () => {
  const { waits, socket } = setUp()
  socket.close()
  expect(waits).toEqual([])
})
