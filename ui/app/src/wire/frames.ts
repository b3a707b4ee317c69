// Frames as they come off the socket.
import type { BrowserFrame, ServerFrame } from './gen'

/** readFrame parses one frame. Go writes an empty list as null; here it is []. */
export function readFrame(text: string): ServerFrame {
  return JSON.parse(text, (_key, value) => (value === null ? [] : value)) as ServerFrame
}

export function writeFrame(frame: BrowserFrame): string {
  return JSON.stringify(frame)
}
