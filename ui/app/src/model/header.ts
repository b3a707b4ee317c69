// A message's header as a list of fields, each with the node that wrote it.
import type { EventOf, Field, Role, Seq, Told, TraceEvent } from '../wire/gen'
import { textOf } from '../wire/octets'

export interface HeaderField {
  name: string
  /** "Name: value", folded lines and all */
  raw: string
  /** the node that added it; the author's program if absent */
  by?: string
  /** the part of that node which did it */
  role?: Role
  seq?: Seq
}

/** Cuts a message into its header fields and its body, at the first empty line. */
export function parseMessage(content: string): { fields: HeaderField[]; body: string } {
  const text = content.replace(/\r\n/g, '\n')
  const end = text.indexOf('\n\n')
  const header = end < 0 ? text.replace(/\n$/, '') : text.slice(0, end)
  const body = end < 0 ? '' : text.slice(end + 2)
  const unfolded = header.split(/\n(?![ \t])/) // RFC 5322 §2.2.3: a line that starts with white space goes on
  return { fields: unfolded.filter(Boolean).map((raw) => ({ name: nameIn(raw), raw })), body }
}

/** The header after a node changed it. */
export function alter(fields: readonly HeaderField[], event: EventOf<'message.altered'>): HeaderField[] {
  const write = (f: Field) => written(event, f)
  const left = [...fields]
  for (const gone of event.body.removed ?? []) {
    const raw = write(gone).raw
    const i = left.findIndex((f) => f.raw === raw)
    if (i >= 0) left.splice(i, 1)
  }
  return [...(event.body.added ?? []).map(write), ...left, ...(event.body.appended ?? []).map(write)]
}

function written({ node, role, seq }: TraceEvent, f: Field): HeaderField {
  return { name: f.name, raw: textOf(f.raw).replace(/\r\n/g, '\n'), by: node, role, seq }
}

/** Whether a field was written where the copy is. A machine's submission and transfer agents are one place, its delivery agent is another. */
export function freshAt(
  field: Pick<HeaderField, 'by' | 'role'>,
  place: { node: string; role?: Role },
): boolean {
  return field.by === place.node && (field.role === 'mda') === (place.role === 'mda')
}

/** The fields that were taken out at a place, up to seq. */
export function removedAt(
  told: readonly Told[],
  seq: Seq,
  message: string,
  place: { node: string; role?: Role },
): HeaderField[] {
  return told
    .map((t) => t.event)
    .filter((e) => e.kind === 'message.altered')
    .filter((e) => e.seq <= seq && e.message === message && freshAt({ by: e.node, role: e.role }, place))
    .flatMap((e) => (e.body.removed ?? []).map((f) => written(e, f)))
}

function nameIn(raw: string): string {
  const colon = raw.indexOf(':')
  return colon < 0 ? raw : raw.slice(0, colon)
}
