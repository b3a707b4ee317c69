// What a line of a conversation means, piece by piece.
import type { TraceEvent } from '../wire/gen'
import { textOf } from '../wire/octets'
import { lang } from './lang'

export interface Piece {
  term: string
  text: string
  rfc?: string
}

export function piecesOf(event: TraceEvent): Piece[] {
  const { commands } = lang.wire
  switch (event.kind) {
    case 'smtp.command':
      return command(commands.smtp, event.body.verb)
    case 'imap.command':
      return command(commands.imap, (event.body.name ?? '').replace(/^UID /, ''))
    case 'pop3.command':
      return command(commands.pop3, event.body.verb)
    case 'smtp.reply':
      return [
        ...reply(event.body.code, event.body.enhanced),
        ...(event.body.to === 'EHLO' || event.body.to === 'LHLO'
          ? extensions(event.body.lines.slice(1).map((l) => textOf(l).slice(4)))
          : []),
      ]
    case 'message.refused':
      return reply(event.body.code, event.body.enhanced)
    default:
      return []
  }
}

/** "550" and "5.1.1" in words. */
export function reply(code: number, enhanced: string | undefined): Piece[] {
  const say = lang.wire
  const pieces = [
    {
      term: say.code(code),
      text: joined(say.severities[String(code)[0]!], say.replies[code]),
      rfc: 'RFC 5321 §4.2.1',
    },
  ]
  if (enhanced) {
    const [first = '', subject = '', detail = ''] = enhanced.split('.')
    const more = say.details[`${subject}.${detail}`]
    const text = joined(say.classes[first], say.subjects[subject], more)
    pieces.push({
      term: say.enhanced(enhanced),
      text,
      rfc: subject === '0' ? 'RFC 3463 §3.1' : section(subject),
    })
  }
  return pieces
}

const section = (subject: string) => `RFC 3463 §3.${Number(subject) + 1}`

function command(known: Readonly<Record<string, { text: string; rfc: string }>>, verb: string): Piece[] {
  const meaning = known[verb]
  return meaning ? [{ term: verb, ...meaning }] : []
}

function extensions(lines: readonly string[]): Piece[] {
  return lines.flatMap((line) => {
    const text = lang.wire.extensions[line.split(' ')[0]!]
    return text ? [{ term: line, text }] : []
  })
}

function joined(...words: (string | undefined)[]): string {
  return words.filter(Boolean).join(': ')
}
