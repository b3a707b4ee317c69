// One WebSocket that comes back by itself.
import { readFrame, writeFrame } from './frames'
import { subprotocol, type BrowserFrame, type ServerFrame } from './gen'

export type SocketState = 'connecting' | 'open' | 'lost'

export interface SocketEvents {
  frame(frame: ServerFrame): void
  state(state: SocketState): void
}

/** What the socket needs of the world outside; tests bring their own. */
export interface Outside {
  connect(url: string): WebSocket
  after(ms: number, then: () => void): void
}

const browser: Outside = {
  connect: (url) => new WebSocket(url, subprotocol),
  after: (ms, then) => void setTimeout(then, ms),
}

/** The wait before the nth try to get back a lost connection, in milliseconds. */
export function patience(n: number): number {
  return Math.min(500 * 2 ** n, 10_000)
}

export class Socket {
  #ws: WebSocket | undefined
  #tries = 0
  #closed = false

  constructor(
    private readonly url: string,
    private readonly events: SocketEvents,
    private readonly outside: Outside = browser,
  ) {
    this.#connect()
  }

  /** Sends a frame and reports whether there was a connection to send it on. */
  send(frame: BrowserFrame): boolean {
    if (this.#ws?.readyState !== 1) return false
    this.#ws.send(writeFrame(frame))
    return true
  }

  close() {
    this.#closed = true
    this.#ws?.close()
  }

  #connect() {
    if (this.#closed) return
    const ws = this.outside.connect(this.url)
    this.#ws = ws
    this.events.state(this.#tries === 0 ? 'connecting' : 'lost')
    ws.onopen = () => this.events.state('open')
    ws.onmessage = (message) => {
      this.#tries = 0
      this.events.frame(readFrame(String(message.data)))
    }
    ws.onclose = () => {
      if (this.#closed) return
      this.events.state('lost')
      this.outside.after(patience(this.#tries++), () => this.#connect())
    }
  }
}
