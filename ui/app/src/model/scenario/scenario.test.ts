import { readFileSync, readdirSync } from 'node:fs'
import { isMap } from 'yaml'
import { describe, expect, it } from 'vitest'
import { forms, instantOf, nextInstant, write, type FormName, type Values } from './forms'
import { namesFor, namesIn } from './names'
import { Schema, type Shape } from './schema'
import { spotAt, wordAt } from './spot'
import { titleOf } from './title'
import { apply, quote, retitle } from './write'
import { read } from './read'

const folder = '../../scenarios'
const lessons = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
const schema = new Schema(JSON.parse(readFileSync('../../sim/scenario/schema.json', 'utf8')) as Shape)

/** The text without its bar, which stands where the cursor is, and the word before it. */
function at(text: string) {
  const to = text.indexOf('|')
  const plain = text.replace('|', '')
  const from = to - /[\w.-]*$/.exec(plain.slice(0, to))![0].length
  return { text: plain, from, to }
}

function spot(marked: string) {
  const { text, from, to } = at(marked)
  return spotAt(text, from, to)
}

function keysAt(marked: string): string[] {
  const found = spot(marked)!
  return schema.keys(found.path, found.siblings).map((k) => k.name)
}

describe('the spot of a cursor', () => {
  it('is found in blocks, in lists and in braces that are not closed', () => {
    expect(spot('title: T\nsi|')).toMatchObject({ path: [], wants: 'either', block: true })
    expect(spot('sites:\n  - domain: a\n    us|\nscript: []')).toMatchObject({ path: ['sites', 0] })
    expect(spot('sites: [{domain: a, us|}]')).toMatchObject({
      path: ['sites', 0],
      wants: 'key',
      block: false,
    })
    expect(spot('sites:\n  - domain: a\n    hosts: [{name: mail, software: |')).toMatchObject({
      path: ['sites', 0, 'hosts', 0, 'software'],
      wants: 'value',
    })
    expect(spot('sites:\n  - hosts:\n      - {name: m, roles: [mta, |')).toMatchObject({
      path: ['sites', 0, 'hosts', 0, 'roles', 1],
      wants: 'value',
    })
  })

  it('is none in a comment and none inside a text', () => {
    expect(spot('title: T # si|')).toBeUndefined()
    expect(spot('story: |-\n  Once upon a'.replace('|-', '>') + ' ti|')).toBeUndefined()
  })

  it('is the key or the value under a pointer', () => {
    const text = 'title: T\nsites:\n  - domain: alpha.example\n'
    expect(wordAt(text, text.indexOf('domain') + 2)).toMatchObject({ path: ['sites', 0, 'domain'] })
    expect(wordAt(text, text.indexOf('alpha'))).toMatchObject({ value: 'alpha.example' })
    expect(wordAt(text, text.indexOf('-'))).toBeUndefined()
  })
})

describe('the schema', () => {
  it('knows the keys that may come, and not those that are there', () => {
    expect(keysAt('title: T\n|')).toContain('sites')
    expect(keysAt('title: T\n|')).not.toContain('title')
    expect(keysAt('sites:\n  - domain: a\n    |')).toContain('users')
    expect(keysAt('sites:\n  - users:\n      - {na|')).toContain('full_name')
  })

  it('knows that a step has one action', () => {
    expect(keysAt('script:\n  - at: 1s\n    |')).toEqual(expect.arrayContaining(['send', 'fetch', 'down']))
    expect(keysAt('script:\n  - send: {from: a}\n    |')).toEqual(['at'])
  })

  it('knows the words that may stand as a value', () => {
    expect(schema.values(['sites', 0, 'hosts', 0, 'software'])).toContain('qmail')
    expect(schema.values(['sites', 0, 'hosts', 0, 'roles', 1])).toContain('mta')
    expect(schema.values(['sites', 0, 'hosts', 0, 'roles'])).toContain('mta')
    expect(schema.values(['sites', 0, 'hosts', 0, 'tls'])).toEqual(['true', 'false'])
    expect(schema.values(['say', 0, 'when'])).toContain('message.filed')
  })

  it('knows which fields an event of a kind has', () => {
    expect(keysAt('say:\n  - when: {kind: message.filed, |')).toContain('user')
    expect(keysAt('say:\n  - when: {kind: message.filed, |')).not.toContain('stage')
  })

  it('says what a key means', () => {
    expect(schema.doc(['sites', 0, 'domain'])!.text[0]).toContain('domain')
    expect(schema.doc(['script', 3, 'send'])!.text[0]).toBe('Write a letter and send it.')
    expect(schema.doc(['sites', 0, 'hosts', 0, 'tls'])!.default).toBe('true')
    expect(schema.doc(['nothing', 'of', 'this'])).toBeUndefined()
  })

  it('has something to say about nearly every key of every lesson', () => {
    let known = 0
    let unknown = 0
    const walk = (node: unknown, path: (string | number)[]) => {
      if (isMap(node))
        for (const pair of node.items) {
          const below = [...path, String(pair.key)]
          if (schema.doc(below)) known++
          else if (
            !below.some((k) => ['when', 'event', 'before', 'order', 'until', 'not'].includes(String(k)))
          )
            unknown++
          walk(pair.value, below)
        }
      else if (node && typeof node === 'object' && 'items' in node)
        for (const [i, item] of (node.items as unknown[]).entries()) walk(item, [...path, i])
    }
    for (const text of lessons) walk(read(text), [])
    expect(known).toBeGreaterThan(2000)
    expect(unknown).toBe(0)
  })
})

describe('names', () => {
  it('are those that are written, and those of machines that a site has anyway', () => {
    const names = namesIn(
      'sites:\n  - {domain: a.example, users: [alice, {name: bob}]}\n  - {domain: b.example, users: [bob], hosts: [{name: mx}]}',
    )
    expect(names.sites).toEqual(['a.example', 'b.example'])
    expect(names.people).toEqual(['alice', 'bob@a.example', 'bob@b.example'])
    expect(names.hosts).toContain('mail.a.example')
    expect(names.hosts).toContain('mx.b.example')
    expect(namesFor('from', names)).toEqual(names.people)
    expect(namesFor('colour', names)).toEqual([])
  })
})

const small = `title: T # a title
sites:
  - domain: alpha.example
    users: [alice] # one
  # between
  - domain: beta.example

script:
  - at: 1s # soon
    send: {from: alice, to: bob}
  - at: 1m
    fetch: bob

say: []
`

function added(text: string, form: FormName, values: Values): string {
  return apply(text, write(text, form, values)!)
}

describe('adding', () => {
  it('puts a site behind the others', () => {
    expect(
      added(small, 'site', { domain: 'gamma.example', title: 'C: the third', people: 'carol, dave' }),
    ).toBe(
      small.replace(
        '  - domain: beta.example\n',
        '  - domain: beta.example\n  - domain: gamma.example\n    title: "C: the third"\n    users: [carol, dave]\n',
      ),
    )
  })

  it('puts a person into a list, or begins one', () => {
    expect(added(small, 'person', { site: 'alpha.example', name: 'ann' })).toContain(
      'users: [alice, ann] # one',
    )
    expect(added(small, 'person', { site: 'beta.example', name: 'bob', fullName: 'Bob B.' })).toContain(
      '  - domain: beta.example\n    users:\n      - {name: bob, full_name: Bob B.}\n\nscript',
    )
    expect(added('sites: {domain: a.example}', 'person', { site: 'a.example', name: 'ann' })).toBe(
      'sites: {domain: a.example, users: [ann]}',
    )
    expect(
      added('sites: [{domain: a.example, users: ann}]', 'person', { site: 'a.example', name: 'bob' }),
    ).toBe('sites: [{domain: a.example, users: [ann, bob]}]')
    expect(write(small, 'person', { site: 'nowhere.example', name: 'x' })).toBeUndefined()
  })

  it('puts a step where its time is', () => {
    const letter = added(small, 'letter', {
      at: '30s',
      from: 'alice',
      to: 'bob carol',
      subject: 'Hi',
      text: 'One\nTwo\n',
    })
    expect(letter).toContain(
      '    send: {from: alice, to: bob}\n  - at: 30s\n    send: {from: alice, to: [bob, carol], subject: Hi, text: "One\\nTwo"}\n  - at: 1m',
    )
    expect(added(small, 'fetch', { at: '2h', user: 'bob' })).toContain(
      '    fetch: bob\n  - at: 2h\n    fetch: bob\n\nsay',
    )
    expect(added(small, 'fetch', { at: '0s', user: 'bob' })).toContain(
      'script:\n  - at: 0s\n    fetch: bob\n  - at: 1s # soon',
    )
  })

  it('switches a host off, and on again', () => {
    const text = added(small, 'down', { at: '10s', host: 'mail.beta.example', up: '3h' })
    expect(text).toContain('  - at: 10s\n    down: mail.beta.example\n  - at: 1m')
    expect(text).toContain('  - at: 3h\n    up: mail.beta.example\n\nsay')
  })

  it('begins a script behind the sites', () => {
    expect(
      added('title: T\nsites:\n  - domain: a.example\n# the end\n', 'fetch', { at: '1s', user: 'bob' }),
    ).toBe('title: T\nsites:\n  - domain: a.example\nscript:\n  - at: 1s\n    fetch: bob\n# the end\n')
  })

  it('makes a list of a site that stands alone', () => {
    expect(
      added('title: T\nsites:\n  domain: a.example\n  users: [a]\n', 'site', { domain: 'b.example' }),
    ).toBe('title: T\nsites:\n  - domain: a.example\n    users: [a]\n  - domain: b.example\n')
  })

  it('keeps every lesson as it is but for what is added', () => {
    for (const text of lessons.filter((_, i) => i % 6 === 0))
      for (const form of Object.keys(forms) as FormName[]) {
        const [site] = namesIn(text).sites
        const values = {
          domain: 'new.example',
          site,
          name: 'zoe',
          at: '90d',
          from: 'a',
          to: 'b',
          user: 'a',
          host: 'h',
        }
        const changes = write(text, form, values)!
        const after = apply(text, changes)
        expect(after.length).toBe(text.length + changes.reduce((n, c) => n + c.insert.length, 0))
        expect(JSON.stringify(read(after))).not.toBe(JSON.stringify(read(text)))
      }
  })
})

describe('words', () => {
  it('have quotes where YAML would read something else', () => {
    for (const text of ['Lunch on Friday?', 'alice', 'mail.alpha.example', 'Zoë'])
      expect(quote(text)).toBe(text)
    for (const text of ['a: b', '12', 'true', '- x', 'a, b', '#1', '', ' x', "it's: so", '[x]', '1e3', 'x '])
      expect(quote(text)).toBe(JSON.stringify(text))
  })
})

describe('times', () => {
  it('are compared as scenarios write them', () => {
    expect(instantOf('1h30m')).toBe(5400)
    expect(instantOf('2d')).toBe(172800)
    expect(instantOf('500ms')).toBe(0.5)
    expect(instantOf('soon')).toBeNaN()
    expect(nextInstant(small)).toBe('2m')
    expect(nextInstant('title: T')).toBe('1s')
    expect(nextInstant('script:\n  - at: 1d1h\n')).toBe('1d1h1m')
  })
})

describe('titles', () => {
  it('are read from the line they stand on', () => {
    expect(titleOf(small)).toBe('T')
    expect(titleOf('title: "A \\"b\\": c" # d')).toBe('A "b": c')
    expect(titleOf("title: 'It''s'")).toBe("It's")
    expect(titleOf('title: |\n  long')).toBe('')
    expect(titleOf('sites: []')).toBe('')
    for (const text of lessons) expect(titleOf(text)).not.toBe('')
  })

  it('can be given', () => {
    expect(apply(small, retitle(small, 'New: one'))).toBe(small.replace('title: T', 'title: "New: one"'))
    expect(apply('sites: []\n', retitle('sites: []\n', 'A'))).toBe('title: A\nsites: []\n')
    expect(
      apply('title: >\n  long\n  one\nsites: []\n', retitle('title: >\n  long\n  one\nsites: []\n', 'A')),
    ).toBe('title: A\nsites: []\n')
  })
})
