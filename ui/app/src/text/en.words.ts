// What the words mean that the lessons use, in the order of the alphabet: for whoever
// comes in late, or has forgotten one. `also` are the other forms in which a word
// stands in a lesson, `lesson` is the number of the one that says most about it.

export interface Word {
  word: string
  also?: readonly string[]
  meaning: string
  lesson?: string
}

export const words: readonly Word[] = [
  {
    word: 'A record',
    meaning:
      'What the DNS holds for a name: the address of a machine. For the longer addresses of IPv6 it is called AAAA.',
    lesson: '19',
  },
  {
    word: 'address',
    also: ['IP address'],
    meaning:
      'Of a machine: its number in the network, such as 192.0.2.2. Of a person: a name, an @ and a domain, such as bob@beta.example.',
    lesson: '1',
  },
  {
    word: 'alias',
    also: ['aliases'],
    meaning: 'An address that stands for others. The server that knows it puts those in its place.',
    lesson: '12b',
  },
  {
    word: 'backscatter',
    meaning:
      'Reports of failure to somebody who has sent nothing, because their address was on the envelope.',
    lesson: '20',
  },
  {
    word: 'Bcc',
    also: ['hidden copy'],
    meaning: 'A hidden copy. Whoever gets one stands on the envelope, and nowhere in the header.',
    lesson: '2',
  },
  {
    word: 'blocklist',
    also: ['blocklists'],
    meaning:
      'A list of addresses of machines from which bad mail has come, kept in the DNS for everybody to ask. Also called DNSBL.',
    lesson: '19',
  },
  {
    word: 'client',
    also: ['clients'],
    meaning: 'The side of a connection that opens it and asks. The other side is the server.',
    lesson: '7',
  },
  {
    word: 'DKIM',
    meaning: 'A signature with which a domain vouches for a letter. Not shown here yet.',
  },
  {
    word: 'DMARC',
    meaning:
      'A rule in the DNS that ties what SPF and DKIM have checked to the author whom a reader sees. Not shown here yet.',
    lesson: '22',
  },
  {
    word: 'DNS',
    meaning:
      'Domain name system, the address book of the net. It answers questions about names: which host takes mail for a domain, which address a host has.',
    lesson: '1',
  },
  {
    word: 'domain',
    also: ['domains'],
    meaning:
      'A name in the DNS that belongs to somebody, such as beta.example. It stands behind the @ of an address.',
    lesson: '1',
  },
  {
    word: 'EHLO',
    also: ['greeting'],
    meaning:
      'The greeting with which a client begins. It says its name, which may be anything, and hears what the server can do.',
    lesson: '7',
  },
  {
    word: 'envelope',
    also: ['MAIL FROM', 'RCPT TO'],
    meaning:
      'What a client tells a server before the letter: the sender (MAIL FROM) and the recipients (RCPT TO). Servers go by it.',
    lesson: '2',
  },
  {
    word: 'fetcher',
    meaning: 'A program that takes mail out of a mailbox at another provider and hands it in at home.',
    lesson: '10c',
  },
  {
    word: 'firewall',
    meaning:
      'A guard between a network and the rest of the world, which lets some packets pass and not others.',
    lesson: '4',
  },
  {
    word: 'forwarding',
    also: ['forwarded', 'forwarder', 'forwards'],
    meaning: 'To send on what comes for one address to another. The sender on the envelope stays.',
    lesson: '12b',
  },
  {
    word: 'greylisting',
    also: ['greylisted'],
    meaning:
      'To tell everybody who comes for the first time: later. Real servers come back, many spammers do not.',
    lesson: '14',
  },
  {
    word: 'header',
    meaning:
      'The lines at the top of a letter: From, To, Subject, Date, Received. It is for people and programs to read.',
    lesson: '2',
  },
  {
    word: 'host',
    also: ['hosts'],
    meaning: 'A machine in the network, with a name and an address.',
    lesson: '1',
  },
  {
    word: 'IDLE',
    meaning: 'An IMAP command by which a program asks to be told as soon as something changes in a folder.',
    lesson: '10e',
  },
  {
    word: 'IMAP',
    meaning: 'The protocol with which programs look into a mailbox that stays on the server.',
    lesson: '10',
  },
  {
    word: 'LMTP',
    meaning: 'A small relative of SMTP. With it a server hands a letter to its own delivery agent.',
    lesson: '1',
  },
  {
    word: 'mailbox',
    also: ['mailboxes', 'inbox'],
    meaning:
      'The place on a server where the letters of one person lie, in folders. The inbox is the first of them.',
    lesson: '1',
  },
  {
    word: 'MDA',
    also: ['delivery agent'],
    meaning: 'Mail delivery agent: the part of a server that puts letters into mailboxes and keeps them.',
    lesson: '1',
  },
  {
    word: 'Message-ID',
    meaning:
      'The name of a letter in its header, which no other letter has. Answers name the letter that they answer.',
    lesson: '3',
  },
  {
    word: 'MSA',
    also: ['submission agent', 'submission server'],
    meaning: 'Mail submission agent: the part of a server that takes letters from its own people.',
    lesson: '1',
  },
  {
    word: 'MTA',
    also: ['transfer agent'],
    meaning:
      'Mail transfer agent: the part of a server that carries letters to other servers, and takes theirs.',
    lesson: '1',
  },
  {
    word: 'MUA',
    also: ['user agent', 'mail program'],
    meaning: 'Mail user agent: the program in which a person reads and writes.',
    lesson: '1',
  },
  {
    word: 'MX record',
    also: ['MX', 'MX records'],
    meaning:
      'What the DNS holds for a domain: the host that takes its mail, and a number. The lowest number is called first.',
    lesson: '5',
  },
  {
    word: 'name server',
    also: ['name servers', 'root name server', 'root name servers'],
    meaning:
      'A host that answers questions of the DNS about its part of all names. The root name server knows where to go on.',
    lesson: '6',
  },
  {
    word: 'NAT',
    also: ['router'],
    meaning:
      'Network address translation: a router writes its own address over those of the machines behind it, and back in the answers.',
    lesson: '18b',
  },
  {
    word: 'null MX',
    meaning: 'An MX record that names nobody. It says in public that a domain takes no mail.',
    lesson: '6',
  },
  {
    word: 'null sender',
    also: ['empty sender', 'no sender'],
    meaning: 'An envelope without a sender, <>. Reports have it, so that nothing can come back from them.',
    lesson: '13',
  },
  {
    word: 'octet',
    also: ['octets'],
    meaning: 'Eight bits, also called a byte: as much as one plain letter of the alphabet takes.',
    lesson: '17',
  },
  {
    word: 'open relay',
    also: ['open relays'],
    meaning: 'A server that passes on mail from anybody to anybody. Spammers look for it.',
    lesson: '18',
  },
  {
    word: 'outbox',
    also: ['outboxes'],
    meaning: 'Where a mail program keeps what it could not hand in yet.',
    lesson: '9',
  },
  {
    word: 'packet',
    also: ['packets'],
    meaning:
      'A piece of what goes over a network, with the address that it comes from and the one that it goes to.',
    lesson: '4',
  },
  {
    word: 'POP3',
    meaning:
      'The older protocol to fetch mail: list, fetch, delete. It knows no folders and does not remember what was read.',
    lesson: '10',
  },
  {
    word: 'port',
    also: ['ports'],
    meaning:
      'A door of a machine, with a number. Behind 25 servers take mail of servers, behind 587 that of their own people.',
    lesson: '1',
  },
  {
    word: 'postmaster',
    meaning: 'The address at every domain that reaches the people who keep its mail.',
    lesson: '12b',
  },
  {
    word: 'queue',
    also: ['queues'],
    meaning: 'The letters that a server has still to pass on, each with the time of its next attempt.',
    lesson: '11',
  },
  {
    word: 'quota',
    meaning: 'How much a mailbox may hold.',
    lesson: '17',
  },
  {
    word: 'Received line',
    also: ['Received', 'Received lines'],
    meaning: 'The line that every server puts on top of a letter that it takes: from whom, by whom, when.',
    lesson: '7',
  },
  {
    word: 'recipient',
    also: ['recipients'],
    meaning: 'Whoever is to get a letter. On the envelope there may be others than behind To.',
    lesson: '2',
  },
  {
    word: 'relay',
    also: ['relays'],
    meaning: 'A server that passes letters on, neither the first on their way nor the last.',
    lesson: '7',
  },
  {
    word: 'reply code',
    also: ['250', '451', '452', '550', '552', '554'],
    meaning:
      'The number with which a server answers. It begins with 2 for yes, with 4 for not now, and with 5 for never. 250 after a letter: it is my duty now.',
    lesson: '5',
  },
  {
    word: 'report',
    also: ['reports', 'bounce', 'bounced', 'double bounce'],
    meaning:
      'A letter that a server writes to the sender of another, which it could not deliver. Also called a bounce.',
    lesson: '12',
  },
  {
    word: 'resolver',
    also: ['resolvers'],
    meaning: 'The host that asks name servers for others, and remembers the answers for as long as it may.',
    lesson: '19',
  },
  {
    word: 'Return-Path',
    meaning: 'The line in which delivery notes down who the sender on the envelope was.',
    lesson: '2',
  },
  {
    word: 'reverse DNS',
    also: ['PTR', 'reverse zones'],
    meaning:
      'The question the other way round: which name has this address? Whoever owns the address answers.',
    lesson: '19',
  },
  {
    word: 'RFC',
    meaning:
      'A document, with a number, in which rules of the Internet are written down. All are free to read.',
    lesson: '1',
  },
  {
    word: 'sender',
    meaning:
      'On the envelope: whoever hears of a failure. Behind From in the header may stand somebody else.',
    lesson: '2',
  },
  {
    word: 'site',
    also: ['sites'],
    meaning: 'An organisation with a network of its own: a box on the map.',
    lesson: '1',
  },
  {
    word: 'smarthost',
    meaning: 'The one server to which another gives everything that leaves the site.',
    lesson: '7',
  },
  {
    word: 'SMTP',
    meaning:
      'Simple mail transfer protocol: the language in which letters are pushed, to a server and on from there.',
    lesson: '1',
  },
  {
    word: 'spam',
    also: ['spammer', 'spammers'],
    meaning: 'Mail to very many who have not asked for it.',
    lesson: '18',
  },
  {
    word: 'spam trap',
    also: ['trap', 'traps'],
    meaning:
      'An address that nobody ever had. Nobody can have asked for mail to it, so what comes there is spam.',
    lesson: '18',
  },
  {
    word: 'SPF',
    meaning:
      'Sender policy framework: a domain names in the DNS the machines that may send for it, and receivers compare.',
    lesson: '22',
  },
  {
    word: 'STARTTLS',
    meaning: 'The command after which a connection that began in clear goes on under TLS.',
  },
  {
    word: 'submission',
    meaning:
      "To hand in a letter of one's own, with a login. Transfer is what follows, from server to server.",
    lesson: '3',
  },
  {
    word: 'TLS',
    also: ['encrypted', 'encryption'],
    meaning:
      'Transport layer security: encrypts a connection, and shows by a certificate who is at the other end.',
    lesson: '1',
  },
  {
    word: 'TTL',
    meaning: 'Time to live: for how long an answer of the DNS may be remembered.',
    lesson: '19',
  },
  {
    word: 'TXT record',
    also: ['TXT'],
    meaning:
      'What the DNS holds for a name as plain words. SPF and the reasons of blocklists stand in such records.',
    lesson: '19',
  },
  {
    word: 'webmail',
    meaning: 'A mail program that runs on a server and shows itself in a browser.',
    lesson: '10b',
  },
  {
    word: 'zone',
    also: ['zones'],
    meaning: 'The part of the DNS that one owner keeps.',
    lesson: '19',
  },
]
