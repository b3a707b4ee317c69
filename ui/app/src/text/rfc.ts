// References to RFCs, as in "RFC 5321 §4.5.4.1, §6.1".

export interface Reference {
  text: string
  /** the number of the document; absent if it is no RFC */
  rfc?: string
  /** the section's number, as "4.5.4.1" or "D.2" */
  section?: string
}

/** Cuts a reference into parts that can be opened. */
export function references(text: string): Reference[] {
  const parts: Reference[] = []
  let rfc: string | undefined
  for (const piece of text.split(/,\s*/)) {
    rfc = /RFC (\d+)/.exec(piece)?.[1] ?? rfc
    const section = /(?:§|Appendix )\s*([0-9A-Z]+(?:\.\d+)*)/.exec(piece)?.[1]
    parts.push({ text: piece, rfc, section })
  }
  return parts
}

/** Where it can be read. */
export function addressOf({ rfc, section }: Reference): string {
  const anchor = section ? `#${/^\d/.test(section) ? 'section' : 'appendix'}-${section}` : ''
  return `https://www.rfc-editor.org/rfc/rfc${rfc}${anchor}`
}
