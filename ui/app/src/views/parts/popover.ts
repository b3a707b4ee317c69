// What opens above the page goes when the keyboard leaves it: or else it would hide
// what has the focus next.

/** To be attached to a popover. */
export function closeWhenLeft(popover: HTMLElement) {
  const onfocusin = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || popover.contains(target)) return
    if (target.getAttribute('popovertarget') !== popover.id) popover.hidePopover()
  }
  const stop = () => removeEventListener('focusin', onfocusin)
  const ontoggle = (event: ToggleEvent) =>
    event.newState === 'open' ? addEventListener('focusin', onfocusin) : stop()
  popover.addEventListener('toggle', ontoggle)
  return () => {
    popover.removeEventListener('toggle', ontoggle)
    stop()
  }
}
