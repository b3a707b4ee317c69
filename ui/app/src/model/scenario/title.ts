// A scenario's title, for a list of many: read without reading the rest.

/** The title of a text; empty if there is none, or if it is not written on one line. */
export function titleOf(source: string): string {
  const line = /^title:[ \t]+(\S.*)$/m.exec(source)?.[1]?.trim() ?? ''
  if (/^[|>&*!#[{]/.test(line)) return ''
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(line)?.[0]
  if (quoted) return unquoted(quoted)
  const single = /^'((?:[^']|'')*)'/.exec(line)?.[1]
  return single?.replaceAll("''", "'") ?? line.replace(/\s+#.*$/, '')
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string
  } catch {
    return text.slice(1, -1) // YAML knows more escapes than JSON does
  }
}
