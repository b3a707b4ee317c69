// Every word that the page says by itself. Another language is another module
// of the same shape.
import type { Change, Kind, Level, Role, Route } from '../wire/gen'
import { duration, plural } from './format'

export const en = {
  product: 'Mailflow',
  skip: 'Skip to the main part',

  gallery: {
    title: 'Lessons',
    lead: 'Watch e-mail travel: every server, every word they say to each other, every decision and its reason.',
    progress: (done: number, all: number) => `${done} of ${all} done`,
    minutes: (n: number) => `${n} min`,
    done: 'Done',
    loading: 'Fetching the lessons …',
    empty: 'This server has no lessons.',
    lesson: (n: number) => `Lesson ${n}`,
    chapter: (all: number, done: number) =>
      done > 0 ? `${plural(all, 'lesson')}, ${done} done` : plural(all, 'lesson'),
    others: 'More lessons',
    levels: { beginner: 'Beginner', intermediate: 'Intermediate', advanced: 'Advanced' } as Record<
      string,
      string
    >,
  },

  connection: {
    connecting: 'Connecting …',
    lost: 'The connection is lost. What has come stays here; trying again …',
    mismatch: 'The server speaks a newer language than this page.',
    reload: 'Load the page again',
    back: 'Back to the lessons',
    problems: {
      'unknown-lesson': 'There is no such lesson.',
      scenario: 'The scenario has faults.',
    } as Record<string, string>,
    fault: (line: number, column: number) => `Line ${line}, column ${column}`,
    dismiss: 'Close this notice',
  },

  lesson: {
    crumb: 'Lessons',
    place: (n: number, all: number) => `Lesson ${n} of ${all}`,
    loading: 'Building the world …',
    story: 'The story',
    now: 'Now',
    nowAt: (host: string) => `Now, at ${host}`,
    why: 'Why',
    earlier: 'Said before',
    promises: 'What holds at the end',
    states: { open: 'Not yet known', met: 'Holds', missed: 'Does not hold' },
    instead: (found: string) => `Instead: ${found}`,
    reading: 'Read more',
    next: 'Next lesson',
    all: 'All lessons',
    question: {
      place: (n: number, all: number) => `Question ${n} of ${all}`,
      skip: 'Go on without an answer',
      goOn: 'Go on',
      right: 'So it is.',
      wrong: 'The run says otherwise.',
      isRight: '(right)',
      isWrong: '(your answer)',
      score: (right: number, answered: number) => `${right} of ${answered} right so far`,
      yours: 'Your answers',
      total: (right: number, all: number) => `${right} of ${all} right`,
      states: { right: 'right', wrong: 'wrong', open: 'not answered' },
      goTo: (n: number, state: string) => `Question ${n}, ${state}: go there`,
      spoken: (text: string, answers: readonly string[]) =>
        `${text} ${answers.map((a, i) => `${i + 1}: ${a}.`).join(' ')}`,
    },
    misconceptions: {
      title: 'What many believe',
      show: 'See it happen',
      showThat: (truth: string) => `See it happen: ${truth}`,
    },
  },

  map: {
    label: 'Map',
    internet: 'The Internet',
    fit: 'Show the whole map',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    view: 'View',
    map: 'Map',
    list: 'List',
    cut: 'line cut',
    mended: 'line works again',
    gap: (ns: number) => `${duration(ns)} pass, nothing moves`,
    states: {
      down: 'is off',
      up: 'listening',
      queue: (n: number) => `queue ${n}`,
      mailbox: (user: string, unseen: number, all: number) =>
        `${user}: ${all > 0 ? `${unseen} new of ${all}` : 'empty'}`,
      mailboxes: (unseen: number, all: number) => `${unseen} new of ${all}`,
      sent: (n: number) => `${n} sent`,
      fetched: (n: number) => `${n} fetched`,
      idle: 'idle',
    },
  },

  list: {
    label: 'Events',
    title: 'Every event as text',
    empty: 'Nothing has happened yet.',
  },

  ladder: {
    label: 'Where in the run',
    value: (i: number, all: number, text: string) => `Event ${i} of ${all}: ${text}`,
    gap: (ns: number) => [`${duration(ns)} pass,`, 'nothing moves'],
  },

  controls: {
    label: 'Playback',
    play: 'Play',
    begin: { space: 'Space', plays: 'plays', steps: 'goes one step on', touch: 'Tap to play' },
    pause: 'Pause',
    first: 'To the start',
    back: 'One step back',
    forward: 'One step on',
    last: 'To the end',
    speed: 'Speed',
    level: 'How close to look',
    levels: { story: 'Story', hop: 'Hops', wire: 'Wire' } satisfies Record<Level, string>,
    count: (i: number, all: number) => `event ${i} of ${all}`,
    fetching: 'Fetching every line …',
  },

  inspector: {
    label: 'A closer look',
    conversation: {
      tab: 'Conversation',
      which: 'Which conversation',
      follow: 'Follow the moment',
      none: 'Nobody has talked yet.',
      noneOf: (host: string) => `${host} talks to nobody in this run.`,
      loading: 'Fetching what was said …',
      client: 'Client',
      server: 'Server',
      title: (client: string, server: string) => `${client} to ${server}`,
      content: (octets: number) => `(the letter, ${plural(octets, 'octet')})`,
      encrypted: 'encrypted from here',
      plain: 'in clear',
      goHere: 'Go to this line',
      meaning: 'What this line means',
      only: (host: string) => `Only conversations of ${host}`,
      all: 'Show all',
    },
    message: {
      tab: 'Message',
      none: 'No letter has been written yet.',
      at: (host: string) => `As it is at ${host}`,
      envelope: 'Envelope',
      envelopeHint: 'what servers go by',
      header: 'Header',
      headerHint: 'what people read',
      body: 'Body',
      from: 'MAIL FROM',
      to: 'RCPT TO',
      nullSender: '<> (nobody: a report must not be answered)',
      noEnvelope: 'None yet: a letter gets its envelope when it is sent.',
      envelopeGone: 'None any more: it ended with the delivery.',
      addedBy: (host: string) => `written by ${host}`,
      new: 'New at this hop',
      empty: '(empty)',
    },
  },

  theme: { label: 'Colours', system: 'As the system', light: 'Light', dark: 'Dark' },

  help: {
    title: 'Keys',
    open: 'Keys and help',
    close: 'Close',
    keys: [
      ['Space', 'Play or pause'],
      ['→  ←', 'One step on, one step back'],
      ['Shift + →  ←', 'The next, the previous event of this letter'],
      ['Home  End', 'To the start, to the end'],
      ['1  2  3', 'Look from far, closer, at every line'],
      ['1  …  6', 'Answer, where the lesson asks something'],
      ['M', 'Map or list'],
      ['+  −  0', 'Larger, smaller, the whole map'],
      ['?', 'These keys'],
    ],
  },

  roles: {
    mua: { short: 'MUA', long: 'mail user agent: the program in which a person writes and reads' },
    msa: { short: 'MSA', long: 'mail submission agent: takes mail from people' },
    mta: { short: 'MTA', long: 'mail transfer agent: passes mail on to the next server' },
    mda: { short: 'MDA', long: 'mail delivery agent: puts mail into mailboxes and keeps them' },
    dns: { short: 'DNS', long: 'name server: answers questions about names' },
    resolver: { short: 'DNS', long: 'resolver: asks name servers, and remembers' },
    attacker: { short: 'SPAM', long: "attacker: a spammer's program, which sends and takes nothing back" },
    watcher: { short: 'LIST', long: 'watcher: keeps a blocklist of hosts that send or pass on spam' },
  } satisfies Record<Role, { short: string; long: string }>,

  captions: {
    remembered: 'remembered',
    refused: 'refused',
    unreachable: 'no way there',
    noAnswer: 'no answer',
    reset: 'broken off',
    lost: 'lost',
    blocked: (port: number) => `port ${port} is blocked`,
    kept: 'into the outbox',
    noTLS: 'no TLS',
    isUser: (user: string) => `this is ${user}`,
    notUser: 'wrong login',
    violation: 'not allowed',
    down: 'switched off',
    up: 'running',
    /** by the script's words */
    actions: {
      send: 'sends a letter',
      fetch: 'looks for new mail',
      read: 'opens a letter',
      delete: 'deletes a letter',
      move: 'puts a letter away',
      offline: 'goes offline',
      online: 'is online again',
      setup: 'changes the settings',
      down: 'is switched off',
      up: 'is switched on',
    } as Record<string, string>,
    failures: {
      send: 'cannot send it',
      fetch: 'cannot get the mail',
      read: 'cannot open it',
      delete: 'cannot delete it',
      move: 'cannot move it',
    } as Record<string, string>,
    failed: (action: string) => `cannot ${action}`,
    composed: 'writes a letter',
    accepted: 'accepted',
    filed: (folder: string) => `into ${folder}`,
    taken: '250, taken',
    queued: 'into the queue',
    expanded: (n: number) => (n === 1 ? 'an alias: for somebody else' : `an alias: for ${n}`),
    attempt: (n: number) => (n === 1 ? 'first try' : `try ${n}`),
    deferred: 'waits, tries again',
    held: 'still waits',
    bounced: 'gives up, reports',
    expired: 'waited too long',
    discarded: 'dropped',
    read: 'reads it',
    noRecord: 'no such record',
    ask: (server: string) => `ask ${server}`,
    routes: { local: 'for us', relay: 'may be passed on', refuse: 'refused' } satisfies Record<Route, string>,
    mailbox: {
      append: 'one more letter',
      flag: 'marked',
      move: 'moved',
      expunge: 'deleted',
      quota: 'mailbox full',
    } satisfies Record<Change, string>,
  },
}

const services: Record<string, string> = {
  dns: 'DNS',
  smtp: 'SMTP',
  submission: 'Submission',
  submissions: 'Submission',
  lmtp: 'LMTP',
  imap: 'IMAP',
  imaps: 'IMAP',
  pop3: 'POP3',
  pop3s: 'POP3',
}

/** What a service is called; its own word if we have none. */
export function serviceName(service: string): string {
  return services[service] ?? service
}

/** What a line of a conversation is about that has no words of its own. */
export const asides: Partial<Record<Kind, string>> = {
  'conn.opened': 'connected',
  'conn.closed': 'closed',
  'conn.reset': 'broken off',
  'tls.established': 'encrypted from here',
  'tls.failed': 'no agreement on keys',
  'auth.ok': 'logged in',
  'auth.failed': 'wrong login',
  'message.accepted': 'the server is responsible now',
  'message.refused': 'refused',
  'protocol.violation': 'not allowed',
}
