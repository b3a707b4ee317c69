// What an expert wants to know of an event beside its sentence and its reason.
import type { TraceEvent } from '../wire/gen'
import { lang } from './lang'

export interface Detail {
  term: keyof typeof lang.details
  text: string
}

/** In the order in which they are shown; what an event has not is left out. */
export function detailsOf(event: TraceEvent): Detail[] {
  const { code, enhanced } = event.body as { code?: number | string; enhanced?: string }
  const details: [Detail['term'], string | undefined][] = [
    ['kind', event.kind],
    ['code', code === undefined ? undefined : [code, enhanced].filter(Boolean).join(' ')],
    ['setting', event.reason?.setting],
    ['rfc', event.reason?.rfc],
    ['message', event.message],
    ['connection', event.conn],
  ]
  return details.flatMap(([term, text]) => (text ? [{ term, text }] : []))
}
