import { cleanup, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, describe, expect, it } from 'vitest'
import { readRecording, readWorlds } from '../../../test/recordings'
import type { Tab } from '../../model/tabs'
import { Playback } from '../../state/playback.svelte'
import { Preferences } from '../../state/preferences.svelte'
import { Run } from '../../state/run.svelte'
import { Selection } from '../../state/selection.svelte'
import type { Kind } from '../../wire/gen'
import Inspector from './Inspector.svelte'

afterEach(cleanup)

function look(name: string, tab: Tab) {
  const told = readRecording(name)
  const run: Run = new Run(
    readWorlds().find((w) => w.lesson.name === name)!,
    (conn) => run.addDetail(told, conn, true),
  )
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: '', outcome: 'quiet', last: told.length })
  const playback = new Playback(run, new Preferences(), () => true)
  const selection = new Selection()
  selection.tab = tab
  const { container } = render(Inspector, { playback, selection })
  const nth = (kind: Kind, n = 0) =>
    playback.steps.filter((s) => s.told.event.kind === kind).at(n)!.told.event
  const to = async (kind: Kind, n = 0) => {
    playback.seekShown(nth(kind, n).seq)
    await tick()
  }
  return {
    container,
    playback,
    selection,
    run,
    to,
    text: () => container.querySelector('.panel')!.textContent!,
  }
}

describe('a queue', () => {
  it('says why a letter waits and when it is tried again, and is empty when it has gone', async () => {
    const { text, to } = look('11-receiver-down', 'queue')
    expect(text()).toContain('Nothing waits')
    await to('message.deferred')
    expect(text()).toContain('Connection timed out')
    expect(text()).toContain('tried once')
    expect(text()).toMatch(/Next try ?in 5 min, at 09:0\d:\d\d/)
    expect(text()).toMatch(/Given up ?in 4 d 23 h/)
    await to('message.relayed', -1)
    expect(text()).toContain('Nothing waits')
  })
})

describe('the DNS', () => {
  it('is shown as far as it has come: question, way, and what is remembered', async () => {
    const { text, playback, run, container } = look('11-receiver-down', 'dns')
    expect(text()).toContain('Nobody has asked')
    const mx = run.plain.find((t) => t.event.kind === 'dns.query' && t.event.body.type === 'MX')!.event
    playback.seekShown(mx.seq)
    await tick()
    expect(text()).toContain('mail.alpha asks ns.alpha')
    expect(text()).toContain('No answer yet.')
    playback.seekShown(mx.seq + 4)
    await tick()
    expect(text()).toContain('I do not know. Ask these:')
    expect(text()).toContain('from the authority')
    expect(container.querySelector('[aria-current=step]')!.textContent).toContain('ns.beta answers')
    expect(text()).toMatch(/beta.example MX 10 mail.beta.example. ?1 h left/)
  })
})

describe('a mailbox', () => {
  it('shows folders and flags, and one letter to read', async () => {
    const { text, to, selection, run } = look('10-pop3-and-imap', 'mailbox')
    expect(text()).toContain('no mailbox here yet')
    await to('message.filed', -1)
    selection.pickHost(run.host('dora-laptop.beta.example')!)
    await tick()
    expect(selection.tab).toBe('mailbox')
    expect(screen.getByRole('button', { name: /^INBOX/ }).textContent).toContain('0')
    screen.getByRole('button', { name: /^Trash/ }).click()
    await tick()
    screen.getByRole('button', { name: /UID 1 read/ }).click()
    await tick()
    expect(text()).toContain('We start at eight.')
    expect(text()).toContain('mail.beta got it from mail.alpha')
    screen.getByRole('button', { name: 'Back to the folder' }).click()
    await tick()
    expect(text()).not.toContain('We start at eight.')
  })
})

describe('settings', () => {
  it('say where they stand in the scenario', async () => {
    const { text, selection, run } = look('11-receiver-down', 'settings')
    selection.pickHost(run.host('mail.alpha.example')!)
    await tick()
    expect(text()).toContain('Filled in')
    selection.pickHost(run.host('alice.alpha.example')!)
    await tick()
    const line = screen.getByRole('button', { name: /^name: line \d+/ })
    line.click()
    await tick()
    expect(line.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByRole('list', { name: /scenario around/ }).textContent).toContain('alice')
  })
})

describe('a message', () => {
  it('has a rung for each Received line, and a border', async () => {
    const { text, to } = look('07-received', 'message')
    await to('message.fetched')
    const list = screen.getByRole('list', { name: 'Received lines' })
    expect(list.textContent!.match(/did write it/g)).toHaveLength(3)
    expect(list.textContent).toContain('The border of beta.example')
    screen.getByRole('button', { name: 'Raw' }).click()
    await tick()
    expect(text()).toContain('Received:')
    screen.getByRole('button', { name: 'Parsed' }).click()
  })
})

describe('a conversation', () => {
  it('decodes a login, and says that it is a simulation', async () => {
    const { playback, text, run } = look('10-pop3-and-imap', 'conversation')
    playback.level = 'wire'
    await tick()
    const login = run.all.find((t) => t.event.kind === 'smtp.command' && t.event.body.verb === 'AUTH')!
    playback.seekShown(login.event.seq)
    await tick()
    expect(text()).toMatch(/User ?alice/)
    expect(text()).toMatch(/Password ?secret-alice/)
    expect(text()).toContain('this is a simulation')
    expect(text()).toContain('RFC 4954 §4')
  })
})
