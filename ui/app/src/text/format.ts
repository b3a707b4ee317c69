// Times and counts as people write them. All times are UTC: a world has no
// summer time to be confused by.

const day = {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
} as const

/** The wall clock of a world, ns after its start: "09:00:01.118". */
export function clockTime(start: string, ns: number): string {
  return instant(start, ns).toISOString().slice(11, 23)
}

/** The same to the second, for where there is little room. */
export function shortTime(start: string, ns: number): string {
  return instant(start, ns).toISOString().slice(11, 19)
}

/** Seconds on a stopwatch: "4:05", "1:00:00". */
export function elapsed(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** "Mon 2 March 2026" */
export function dayOf(start: string, ns: number, locale: string): string {
  return instant(start, ns).toLocaleDateString(locale, day).replace(',', '')
}

/** A moment of the real world, by the clock of whoever reads it: "28 Nov, 19:20". */
export function realTime(ms: number, locale: string): string {
  return new Date(ms).toLocaleString(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
}

const units: readonly [string, number][] = [
  ['d', 86400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
]

/** A stretch of time as one would say it: "2 h 14 min", "15 min", "5 d". */
export function duration(ns: number): string {
  if (ns > 0 && ns < 999.5e6) return `${Math.max(Math.round(ns / 1e6), 1)} ms`
  const seconds = Math.round(ns / 1e9)
  const i = units.findIndex(([, size]) => seconds >= size)
  if (i < 0) return '0 s'
  const [name, size] = units[i]!
  const [smaller, smallSize] = units[i + 1] ?? ['', 1]
  const whole = Math.floor(seconds / size)
  const rest = Math.floor((seconds % size) / smallSize)
  const exact = smaller !== 's' || whole < 10 // nobody counts seconds after ten minutes
  return rest > 0 && exact && smaller ? `${whole} ${name} ${rest} ${smaller}` : `${whole} ${name}`
}

/** Seconds since an earlier event, as in a log: "1.118". */
export function sinceSeconds(ns: number): string {
  const seconds = ns / 1e9
  return seconds < 1000 ? seconds.toFixed(3) : duration(ns)
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** The paragraphs of a text in which an empty line ends one, and a line end is just a space. */
export function paragraphs(text: string): string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((p) => p.replace(/\s+/g, ' '))
}

/** A name as DNS gives it, without the final dot. */
export function bare(name: string): string {
  return name.replace(/\.$/, '') || '.'
}

function instant(start: string, ns: number): Date {
  return new Date(Date.parse(start) + ns / 1e6)
}
