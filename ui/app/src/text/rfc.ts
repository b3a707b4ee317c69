// References to RFCs, as in "RFC 5321 §4.5.4.1, §6.1".

export interface Reference {
  text: string
  href?: string
}

/** Cuts a reference into parts that can be links. */
export function references(text: string): Reference[] {
  const parts: Reference[] = []
  let rfc = ''
  for (const piece of text.split(/,\s*/)) {
    rfc = /RFC (\d+)/.exec(piece)?.[1] ?? rfc
    const section = /§\s*([\d.]+\d|\d)/.exec(piece)?.[1]
    const anchor = section ? `#section-${section}` : ''
    parts.push({ text: piece, href: rfc ? `https://www.rfc-editor.org/rfc/rfc${rfc}${anchor}` : undefined })
  }
  return parts
}
