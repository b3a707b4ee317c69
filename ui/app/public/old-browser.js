// Says plainly that a browser is too old. It is written in what the oldest of them
// understand, and it is a file because the page's policy allows no script in the page.
;(function () {
  var can =
    'noModule' in document.createElement('script') &&
    'hasOwn' in Object &&
    'findLast' in Array.prototype &&
    'popover' in HTMLElement.prototype &&
    CSS.supports('color', 'color-mix(in oklab, red, blue)') &&
    CSS.supports('container-type', 'inline-size')
  if (can) return
  var note = document.createElement('p')
  note.className = 'old-browser'
  note.setAttribute('role', 'alert')
  note.appendChild(
    document.createTextNode(
      'This browser is too old for Mailflow. Please use a Firefox, Chrome, Edge or Safari of 2024 or later.',
    ),
  )
  document.body.insertBefore(note, document.body.firstChild)
})()
