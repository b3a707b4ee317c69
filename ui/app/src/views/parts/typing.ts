// Whether a key belongs to what somebody writes, or chooses from, or to the browser.
export function isTyped(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  return (
    event.target instanceof Element &&
    event.target.closest('input, select, textarea, dialog[open], [contenteditable]') !== null
  )
}
