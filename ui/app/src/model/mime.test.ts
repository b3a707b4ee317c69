import { describe, expect, it } from 'vitest'
import { parseMessage } from './header'
import { decodeWords, partsOf, valueOf } from './mime'

const read = (...lines: string[]) => {
  const { fields, body } = parseMessage(lines.join('\r\n'))
  return partsOf(fields, body)
}

describe('words', () => {
  it('are decoded, base64 and quoted, and joined', () => {
    expect(decodeWords('=?utf-8?q?caf=C3=A9_au_lait?=')).toBe('café au lait')
    expect(decodeWords('=?UTF-8?B?R3LDvMOfZQ==?= an =?iso-8859-1?Q?J=FCrgen?=')).toBe('Grüße an Jürgen')
    expect(decodeWords('=?utf-8?q?one?=\n =?utf-8?q?_two?=')).toBe('one two')
  })

  it('stay as they are where they cannot be read', () => {
    expect(decodeWords('=?no-such?q?x?= and =?utf-8?z?x?=')).toBe('=?no-such?q?x?= and =?utf-8?z?x?=')
  })

  it('are found in a field, folded or not', () => {
    const { fields } = parseMessage('Subject: =?utf-8?q?a?=\r\n =?utf-8?q?b?=\r\n\r\n')
    expect(valueOf(fields, 'subject')).toBe('ab')
    expect(valueOf(fields, 'To')).toBeUndefined()
  })
})

describe('parts', () => {
  it('of a plain letter are one', () => {
    expect(read('Subject: x', '', 'Hello')).toMatchObject([{ depth: 0, type: 'text/plain', text: 'Hello' }])
  })

  it('are decoded', () => {
    const quoted = read(
      'Content-Type: text/plain; charset="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'caf=C3=A9 =',
      'noir',
    )
    expect(quoted[0]!.text).toBe('café noir')
    const base64 = read(
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: BASE64',
      '',
      '4pyT',
    )
    expect(base64[0]!.text).toBe('✓')
  })

  it('are listed, with the names of files; what is no text is not shown', () => {
    const parts = read(
      'Content-Type: multipart/mixed; boundary="a;b"', '', 'for old programs',
      '--a;b', 'Content-Type: multipart/alternative; boundary=c', '',
      '--c', '', 'plain', '--c', 'Content-Type: text/html', '', '<b>x</b>', '--c--',
      '--a;b', 'Content-Type: image/png; name=cat.png', 'Content-Transfer-Encoding: base64', '', 'AAAA', '--a;b--', 'after',
    ) // prettier-ignore
    expect(parts.map((p) => [p.depth, p.type, p.text?.trim()])).toEqual([
      [2, 'text/plain', 'plain'],
      [2, 'text/html', '<b>x</b>'],
      [1, 'image/png', undefined],
    ])
    expect(parts[2]!.filename).toBe('cat.png')
  })

  it('within parts have an end', () => {
    const deep = Array.from(
      { length: 40 },
      (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n`,
    )
    expect(read('Content-Type: multipart/mixed; boundary=b0', '', ...deep).length).toBeLessThan(2)
    expect(read('Content-Type: multipart/mixed', '', 'no boundary')).toHaveLength(1)
  })
})
