// What opens above the page goes when the keyboard leaves it: or else it would hide
// what has the focus next.

/** To be attached to a popover. */
export function closeWhenLeft(popover: HTMLElement) {
  const onfocusin = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || popover.contains(target)) return
    if (target.getAttribute('popovertarget') !== popover.id) popover.hidePopover()
  }
  const stop = () => removeEventListener('focusin', onfocusin)
  const onbeforetoggle = (event: ToggleEvent) =>
    event.newState === 'open' ? addEventListener('focusin', onfocusin) : stop()
  popover.addEventListener('beforetoggle', onbeforetoggle) // the other comes too late for quick fingers
  return () => {
    popover.removeEventListener('beforetoggle', onbeforetoggle)
    stop()
  }
}
