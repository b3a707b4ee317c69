import { describe, expect, it } from 'vitest'
import { event, logOf, momentAfter } from '../../test/events'
import { alter, parseMessage } from './header'
import { Timeline } from './timeline'

describe('a letter', () => {
  it('has at each place the header that it has there', () => {
    const letter = new Timeline(logOf('07-received').plain).upTo(Infinity).letters.get('m1')!
    const receivedAt = (place: string) =>
      letter.copies
        .get(place)!
        .fields.filter((f) => f.name === 'Received')
        .map((f) => f.by?.split('.')[0])
    expect(receivedAt('alice.alpha.example mua')).toEqual([])
    expect(receivedAt('mail.alpha.example mta')).toEqual(['mail'])
    expect(receivedAt('relay.alpha.example mta')).toEqual(['relay', 'mail'])
    expect(receivedAt('mx.beta.example mta')).toEqual(['mx', 'relay', 'mail'])
    expect(receivedAt('store.beta.example mda')).toEqual(['mx', 'relay', 'mail'])
    expect(letter.copies.get('bob.beta.example mua')!.fields[0]!.name).toBe('Return-Path')
    expect(letter.copies.get('bob.beta.example mua')!.sender).toBeUndefined()
    expect(letter.copies.get('mx.beta.example mta')).toMatchObject({
      sender: 'alice@alpha.example',
      recipients: ['bob@beta.example'],
    })
  })

  it('lies in each mailbox as it was put there, and is fetched from there', () => {
    const letter = new Timeline(logOf('10-pop3-and-imap').plain).upTo(Infinity).letters.get('m1')!
    const deliveredTo = (place: string) =>
      letter.copies
        .get(place)!
        .fields.filter((f) => f.name === 'Delivered-To')
        .map((f) => f.raw)
    for (const user of ['bob', 'carol', 'dora']) {
      expect(deliveredTo(`mail.beta.example mailbox ${user}`)).toEqual([`Delivered-To: ${user}@beta.example`])
    }
    expect(deliveredTo('carol.beta.example mua')).toEqual(['Delivered-To: carol@beta.example'])
    expect(deliveredTo('mail.beta.example mta')).toEqual([])
  })

  it('parts in two when it goes to two places', () => {
    const content = 'Subject: s\r\n\r\nbody'
    const added = (by: string) => ({ added: [{ name: 'Received', raw: `Received: by ${by}` }] })
    const accepted = { from: 'f', recipients: [], id: '1', octets: 1 }
    const m = (peer?: string) => ({ message: 'm', peer })
    const letter = momentAfter(
      event('message.composed', 'a', { from: '', subject: 's', content }, m()),
      event('message.altered', 'b', added('b'), m('a')),
      event('message.accepted', 'b', accepted, m('a')),
      event('message.altered', 'c', added('c'), m('b')),
      event('message.accepted', 'c', accepted, m('b')),
      event('message.altered', 'd', added('d'), m('b')),
      event('message.accepted', 'd', accepted, m('b')),
    ).letters.get('m')!
    const writers = (node: string) => letter.copies.get(`${node} mta`)!.fields.map((f) => f.by)
    expect(writers('c')).toEqual(['c', 'b', undefined])
    expect(writers('d')).toEqual(['d', 'b', undefined])
  })

  it('collects lines when it goes round in a circle', () => {
    const content = 'Subject: s\r\n\r\nbody'
    const hop = (node: string, peer: string) => [
      event(
        'message.altered',
        node,
        { added: [{ name: 'Received', raw: `Received: by ${node}` }] },
        { message: 'm', peer },
      ),
      event(
        'message.accepted',
        node,
        { from: '', recipients: [], id: '', octets: 0 },
        { message: 'm', peer },
      ),
    ]
    const letter = momentAfter(
      event('message.composed', 'u', { from: '', subject: 's', content }, { message: 'm' }),
      ...hop('a', 'u'),
      ...hop('b', 'a'),
      ...hop('a', 'b'),
      ...hop('b', 'a'),
    ).letters.get('m')!
    expect(letter.copies.get('b mta')!.fields.map((f) => f.by)).toEqual(['b', 'a', 'b', 'a', undefined])
  })
})

describe('a header', () => {
  it('keeps its folding', () => {
    const { fields, body } = parseMessage('A: 1\r\n\tmore\r\nB: 2\r\n\r\nC: no field\r\n\r\nend')
    expect(fields).toEqual([
      { name: 'A', raw: 'A: 1\n\tmore' },
      { name: 'B', raw: 'B: 2' },
    ])
    expect(body).toBe('C: no field\n\nend')
    expect(parseMessage('A: 1\r\n').fields).toHaveLength(1)
  })

  it('loses, gains on top and gains at the end', () => {
    const { fields } = parseMessage('Bcc: x\r\nTo: y\r\n\r\n')
    const change = event('message.altered', 'n', {
      removed: [{ name: 'Bcc', raw: 'Bcc: x' }],
      added: [
        { name: 'Received', raw: 'Received: 1' },
        { name: 'X', raw: 'X: 2' },
      ],
      appended: [{ name: 'Date', raw: 'Date: 3' }],
    })
    expect(alter(fields, change).map((f) => f.name)).toEqual(['Received', 'X', 'To', 'Date'])
  })
})
