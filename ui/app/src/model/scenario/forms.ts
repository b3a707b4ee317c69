// The usual things that one adds to a scenario, each as a few fields.
import { isMap, isSeq } from 'yaml'
import { membersOf, read, textOf, under } from './read'
import { addMember, apply, flow, member, word, type Change, type Member } from './write'

export const formNames = ['site', 'person', 'letter', 'fetch', 'down'] as const
export type FormName = (typeof formNames)[number]

export type FieldName =
  | 'domain'
  | 'title'
  | 'people'
  | 'site'
  | 'name'
  | 'fullName'
  | 'at'
  | 'from'
  | 'to'
  | 'subject'
  | 'text'
  | 'user'
  | 'host'
  | 'up'

export interface Field {
  name: FieldName
  /** what may be chosen from, or nothing in particular */
  of?: 'sites' | 'hosts' | 'people'
  optional?: boolean
  long?: boolean
}

export type Values = Partial<Record<FieldName, string>>

const at: Field = { name: 'at' }

export const forms: Readonly<Record<FormName, readonly Field[]>> = {
  site: [{ name: 'domain' }, { name: 'title', optional: true }, { name: 'people', optional: true }],
  person: [{ name: 'site', of: 'sites' }, { name: 'name' }, { name: 'fullName', optional: true }],
  letter: [
    at,
    { name: 'from', of: 'people' },
    { name: 'to', of: 'people' },
    { name: 'subject', optional: true },
    { name: 'text', optional: true, long: true },
  ],
  fetch: [at, { name: 'user', of: 'people' }],
  down: [at, { name: 'host', of: 'hosts' }, { name: 'up', optional: true }],
}

/** What has to be changed for what was filled in; undefined if the text has no place for it. */
export function write(text: string, form: FormName, values: Values): Change[] | undefined {
  const value = (name: FieldName) => values[name]?.trim() ?? ''
  switch (form) {
    case 'site':
      return addMember(
        text,
        (root) => root,
        'sites',
        member([
          ['domain', value('domain')],
          ['title', value('title')],
          ['users', namesOf(value('people'))],
        ]),
        {
          after: [
            'title',
            'teaches',
            'level',
            'minutes',
            'course',
            'rfc',
            'story',
            'start',
            'seed',
            'network',
          ],
        },
      )
    case 'person':
      return addPerson(text, value('site'), value('name'), value('fullName'))
    case 'letter':
      return addStep(text, value('at'), [
        'send',
        member([
          ['from', value('from')],
          ['to', oneOrMore(namesOf(value('to')))],
          ['subject', value('subject')],
          ['text', values.text?.trimEnd() ?? ''],
        ]).inline,
      ])
    case 'fetch':
      return addStep(text, value('at'), ['fetch', flow(value('user'))])
    case 'down': {
      const down = addStep(text, value('at'), ['down', flow(value('host'))])
      if (!down || !value('up')) return down
      const both = addStep(apply(text, down), value('up'), ['up', flow(value('host'))])
      return both && [asOne(text, apply(apply(text, down), both))]
    }
  }
}

function addPerson(text: string, site: string, name: string, fullName: string): Change[] | undefined {
  const person = fullName
    ? member([
        ['name', name],
        ['full_name', fullName],
      ])
    : word(name)
  const inline: Member = { lines: [person.inline], inline: person.inline }
  const pick = (root: unknown) =>
    membersOf(under(root, 'sites')).find((s) => isMap(s) && textOf(under(s, 'domain')) === site)
  return addMember(text, pick, 'users', inline, { after: ['domain', 'title', 'kind', 'prefix', 'prefix6'] })
}

function addStep(text: string, time: string, [action, what]: [string, string]): Change[] | undefined {
  const lines = [`at: ${time}`, `${action}: ${what}`]
  const later = (step: unknown) => instantOf(textOf(under(step, 'at'))) > instantOf(time)
  return addMember(
    text,
    (root) => root,
    'script',
    { lines, inline: `{${lines.join(', ')}}` },
    { after: ['sites', 'network', 'title'], before: later },
  )
}

/** One change that makes the second text of the first. */
function asOne(before: string, after: string): Change {
  let from = 0
  while (from < before.length && before[from] === after[from]) from++
  let end = 0
  while (end < before.length - from && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) }
}

function namesOf(list: string): string[] {
  return list.split(/[\s,;]+/).filter(Boolean)
}

const oneOrMore = (names: string[]) => (names.length === 1 ? names[0]! : names)

const units: Readonly<Record<string, number>> = {
  d: 86400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  ns: 1e-9,
}

/** A duration as scenarios write it, in seconds; NaN for anything else, which is neither sooner nor later. */
export function instantOf(text: string | undefined): number {
  if (!text || !/^(\d+(\.\d+)?(d|h|m|s|ms|us|ns))+$/.test(text)) return NaN
  let sum = 0
  for (const [, number, unit] of text.matchAll(/([\d.]+)(ms|us|ns|d|h|m|s)/g))
    sum += Number(number) * units[unit!]!
  return sum
}

/** A time for what is added to the script: a while after the last step. */
export function nextInstant(text: string): string {
  const steps = membersOf(under(read(text), 'script'))
  const last = Math.max(
    0,
    ...steps.map((s) => instantOf(textOf(under(s, 'at')))).filter((t) => !Number.isNaN(t)),
  )
  if (last === 0 && !isSeq(under(read(text), 'script'))) return '1s'
  const seconds = Math.floor(last) + 60
  const parts = (
    [
      ['d', 86400],
      ['h', 3600],
      ['m', 60],
      ['s', 1],
    ] as const
  ).map(
    ([unit, size], i, all) =>
      [Math.floor((i > 0 ? seconds % all[i - 1]![1] : seconds) / size), unit] as const,
  )
  return parts
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n}${unit}`)
    .join('')
}
