// Whose a key is: what somebody writes, or chooses from, is not the page's to take.

/** Whether it goes to where somebody writes or chooses. */
export function isWritten(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('input, select, textarea, dialog[open], [contenteditable]') !== null
  )
}

/** Whether it goes there, or is the browser's. */
export function isTyped(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || isWritten(event)
}
