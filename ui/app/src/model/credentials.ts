// The name and the password that a client says, as far as they only look secret.
import { textOf } from '../wire/octets'
import type { Line } from './connections'

export interface Credentials {
  user?: string
  password?: string
}

/** What a line of a conversation tells of who logs in; most tell nothing. */
export function credentialsIn(lines: readonly Line[], line: Line): Credentials | undefined {
  const { event } = line.told
  switch (event.kind) {
    case 'smtp.command':
      return inSMTP(textOf(event.body.line), event.body.verb, promptBefore(lines, line))
    case 'imap.command': {
      const [, name, ...words] = wordsOf(textOf(event.body.line))
      if (name?.toUpperCase() === 'LOGIN') return { user: words[0], password: words[1] }
      return name?.toUpperCase() === 'AUTHENTICATE' ? plain(words[1]) : undefined
    }
    case 'pop3.command': {
      const [verb, ...words] = textOf(event.body.line).split(' ')
      if (verb?.toUpperCase() === 'USER') return { user: words.join(' ') }
      if (verb?.toUpperCase() === 'PASS') return { password: words.join(' ') }
      return verb?.toUpperCase() === 'AUTH' ? plain(words[1]) : undefined
    }
  }
}

function inSMTP(text: string, verb: string, prompt: string | undefined): Credentials | undefined {
  if (verb === 'AUTH') {
    const [, mechanism, initial] = text.split(' ')
    if (mechanism?.toUpperCase() === 'PLAIN') return plain(initial)
    return mechanism?.toUpperCase() === 'LOGIN' && initial ? { user: decoded(initial) } : undefined
  }
  if (verb !== '' || prompt === undefined) return undefined
  const asked = decoded(prompt)?.toLowerCase() ?? ''
  if (asked.startsWith('user')) return { user: decoded(text) }
  return asked.startsWith('pass') ? { password: decoded(text) } : plain(text)
}

/** What the server asked for with 334, just before. */
function promptBefore(lines: readonly Line[], line: Line): string | undefined {
  const before = lines[lines.indexOf(line) - 1]?.told.event
  if (before?.kind !== 'smtp.reply' || before.body.code !== 334) return undefined
  return textOf(before.body.lines[0] ?? '').slice(4)
}

/** RFC 4616 §2: [authorisation] NUL name NUL password. */
function plain(base64: string | undefined): Credentials | undefined {
  const parts = decoded(base64)?.split('\0')
  return parts?.length === 3 ? { user: parts[1], password: parts[2] } : undefined
}

function decoded(base64: string | undefined): string | undefined {
  try {
    const octets = Uint8Array.from(atob(base64 ?? ''), (c) => c.charCodeAt(0))
    return octets.length > 0 ? new TextDecoder().decode(octets) : undefined
  } catch {
    return undefined
  }
}

/** Words of an IMAP command, of which some may be quoted. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map((m) => m[1]?.replace(/\\(.)/g, '$1') ?? m[2]!)
}
