// The page's own set of icons: strokes on a field of 24 by 24.

export const icons = {
  // roles
  mua: 'M4 5h16v11H4z M2 20h20',
  msa: 'M12 15V4 M8 8l4-4 4 4 M4 14v5h16v-5',
  mta: 'M3 8h14 M13 4l4 4-4 4 M21 16H7 M11 12l-4 4 4 4',
  mda: 'M3 19v-8a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v8z M7 7a4 4 0 0 1 4 4v8 M15 12h3',
  dns: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M3 12h18 M12 3c5 5 5 13 0 18 M12 3c-5 5-5 13 0 18',
  attacker: 'M12 3.5 2.5 20h19z M12 10v4.5 M12 17v.4',
  fetcher: 'M4 13v6h16v-6 M12 4v9 M8 9l4 4 4-4',
  watcher: 'M2 12c4-7 16-7 20 0-4 7-16 7-20 0z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  report: 'M9 6 4 11l5 5 M4 11h9a6 6 0 0 1 6 6v2',
  // playback
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 5v14 M16 5v14',
  first: 'M6 5v14 M19 5l-10 7 10 7z',
  last: 'M18 5v14 M5 5l10 7-10 7z',
  back: 'M17 5 7 12l10 7z',
  forward: 'M7 5l10 7-10 7z',
  // the inspector
  talk: 'M4 5h16v10H10l-4 4v-4H4z',
  scales: 'M12 4v16 M7 20h10 M5 7h14 M5 7l-3 6h6z M19 7l-3 6h6z',
  gear: 'M4 7h9 M17 7h3 M15 5v4 M4 12h3 M11 12h9 M9 10v4 M4 17h11 M19 17h1 M17 15v4',
  // the page
  next: 'M5 12h13 M13 6.5l5.5 5.5-5.5 5.5',
  envelope: 'M3 6h18v12H3z M3.5 7l8.5 6.5L20.5 7',
  hand: 'M8 12V5.5a1.6 1.6 0 0 1 3.2 0V11 M11.2 10V4.2a1.6 1.6 0 0 1 3.2 0V11 M14.4 11V6a1.6 1.6 0 0 1 3.2 0v8.5c0 4-2.4 6.5-6 6.5-3 0-4.6-1.6-6-4.2L4 13.4c-.9-1.7 1.3-2.9 2.4-1.5L8 14',
  lock: 'M6 11h12v9H6z M8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6 6l12 12 M18 6L6 18',
  circle: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8v4.5l3 2',
  cloud: 'M7 18a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6-1A4.5 4.5 0 0 1 17 18z',
  power: 'M12 4v8 M7 7a7 7 0 1 0 10 0',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M16 16l4.5 4.5',
  offline: 'M3 3l18 18 M5 11a11 11 0 0 1 4-2.4 M19 11a11 11 0 0 0-6.5-3 M8 15a6 6 0 0 1 3-1.6 M12 19h.2',
  more: 'M5 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4z M12 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4z M19 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4z',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  plus: 'M12 5v14 M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5 M20 9V4h-5 M4 15v5h5 M20 15v5h-5',
  map: 'M4 4h6v6H4z M14 4h6v6h-6z M9 14h6v6H9z M7 10v2h10v-2 M12 12v2',
  list: 'M9 6h11 M9 12h11 M9 18h11 M4.5 6h.5 M4.5 12h.5 M4.5 18h.5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  present: 'M3 4h18v12H3z M12 16v4 M8 20h8 M10 7.5v5l4.5-2.5z',
  speaker: 'M3 4h12v9H3z M9 17h12v-7h-3 M12 20h6',
  blank: 'M4 5h16v14H4z M4 19 20 5',
  system: 'M4 5h16v11H4z M9 20h6 M12 16v4',
} as const

export type IconName = keyof typeof icons
