// Whoever clicks on something goes on with the keys of the lesson: space then
// plays, and does not press once more what was clicked last. With the keyboard
// the focus stays where it is.

let byPointer = false

/** Takes note of how the person uses the page just now. */
export function noteInput(event: Event) {
  byPointer = event.type === 'pointerdown'
}

/** Lets go of a button or a choice that a pointer has used. */
export function letGo() {
  const used = document.activeElement
  if (!byPointer || !(used instanceof HTMLElement) || !used.closest('.lesson, .presenter')) return
  if (used.matches('button, select')) used.blur()
}
