// What a letter is made of, for people: encoded words read, parts told apart.
// It only ever gives text and numbers: nothing in a letter is run.
import type { HeaderField } from './header'

export interface Part {
  /** how deep it lies: 0 is the letter itself */
  depth: number
  /** e.g. "text/plain", in small letters */
  type: string
  filename?: string
  /** in octets, as it was sent */
  size: number
  /** what can be shown of it: of text alone */
  text?: string
}

const deepest = 8 // parts within parts
const mostParts = 100

/** RFC 2047: "=?utf-8?q?caf=C3=A9?=" is "café". */
export function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi, (word, charset: string, how: string, data: string) => {
      const octets = how.toLowerCase() === 'b' ? fromBase64(data) : fromQuoted(data.replace(/_/g, ' '))
      return decode(octets, charset) ?? word
    })
}

/** The value of a header field, unfolded and read. */
export function valueOf(fields: readonly HeaderField[], name: string): string | undefined {
  const raw = rawValue(fields, name)
  return raw === undefined ? undefined : decodeWords(raw)
}

/** The same of one field. */
export function readField(field: HeaderField): string {
  return valueOf([field], field.name) ?? ''
}

/** The parts of a letter, in order; those that only hold others are left out. */
export function partsOf(fields: readonly HeaderField[], body: string): Part[] {
  return partsIn(fields, body, 0).slice(0, mostParts)
}

function partsIn(fields: readonly HeaderField[], body: string, depth: number): Part[] {
  const { type, params } = typeOf(rawValue(fields, 'Content-Type') ?? 'text/plain')
  const boundary = params.get('boundary')
  if (type.startsWith('multipart/') && boundary && depth < deepest)
    return split(body, boundary).flatMap((piece) => {
      const { fields: inner, body: text } = cut(piece)
      return partsIn(inner, text, depth + 1)
    })
  const disposition = typeOf(rawValue(fields, 'Content-Disposition') ?? '').params
  const filename = disposition.get('filename') ?? params.get('name')
  const encoding = (rawValue(fields, 'Content-Transfer-Encoding') ?? '').trim().toLowerCase()
  return [
    {
      depth,
      type,
      filename: filename && decodeWords(filename),
      size: body.length,
      text: isText(type) ? readable(body, encoding, params.get('charset') ?? 'us-ascii') : undefined,
    },
  ]
}

const isText = (type: string) => type.startsWith('text/') || type.startsWith('message/')

function readable(body: string, encoding: string, charset: string): string {
  if (encoding === 'base64') return decode(fromBase64(body), charset) ?? body
  if (encoding === 'quoted-printable')
    return decode(fromQuoted(body.replace(/=[ \t]*\n/g, '')), charset) ?? body
  return body
}

/** RFC 2046 §5.1.1: what stands between the lines that begin with the boundary. */
function split(body: string, boundary: string): string[] {
  const pieces: string[][] = []
  let open = false
  for (const line of body.split('\n')) {
    const text = line.trimEnd()
    if (text === `--${boundary}--`) break
    if (text === `--${boundary}`) {
      pieces.push([])
      open = true
    } else if (open) pieces.at(-1)!.push(line)
  }
  return pieces.map((lines) => lines.join('\n'))
}

// A part may begin with an empty line: it has no header then.
function cut(piece: string): { fields: HeaderField[]; body: string } {
  if (piece.startsWith('\n')) return { fields: [], body: piece.slice(1) }
  const end = piece.indexOf('\n\n')
  const header = end < 0 ? piece : piece.slice(0, end)
  const fields = header
    .split(/\n(?![ \t])/)
    .map((raw) => ({ name: raw.slice(0, Math.max(raw.indexOf(':'), 0)), raw }))
  return { fields, body: end < 0 ? '' : piece.slice(end + 2) }
}

function rawValue(fields: readonly HeaderField[], name: string): string | undefined {
  const field = fields.find((f) => f.name.toLowerCase() === name.toLowerCase())
  return field?.raw
    .slice(field.name.length + 1)
    .replace(/\n[ \t]+/g, ' ')
    .trim()
}

function typeOf(value: string): { type: string; params: Map<string, string> } {
  const [type = '', ...rest] = value.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const params = new Map<string, string>()
  for (const param of rest) {
    const [name = '', ...text] = param.split('=')
    params.set(
      name.trim().toLowerCase(),
      text
        .join('=')
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    )
  }
  return { type: type.trim().toLowerCase(), params }
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replace(/[^A-Za-z0-9+/=]/g, '')), (c) => c.charCodeAt(0))
  } catch {
    return new TextEncoder().encode(text) // no base64 after all
  }
}

function fromQuoted(text: string): Uint8Array {
  const octets: number[] = []
  const plain = new TextEncoder()
  for (let i = 0; i < text.length; i++) {
    const hex = /^=([0-9A-Fa-f]{2})/.exec(text.slice(i, i + 3))
    if (hex) {
      octets.push(parseInt(hex[1]!, 16))
      i += 2
    } else octets.push(...plain.encode(text[i]!))
  }
  return Uint8Array.from(octets)
}

function decode(octets: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset).decode(octets)
  } catch {
    return undefined // no such character set
  }
}
