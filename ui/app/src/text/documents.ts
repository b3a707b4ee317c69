// The RFCs that the page refers to: their titles, those of the sections, and what
// they are for here, as in docs/rfc.md. It is fetched when a reference is opened.

export interface Document {
  title: string
  /** what we use it for */
  use: string
  /** the titles of its sections, by number */
  sections?: Readonly<Record<string, string>>
}

export const documents: Readonly<Record<string, Document>> = {
  768: {
    title: 'User Datagram Protocol',
    use: 'how much one datagram carries',
  },
  1034: {
    title: 'Domain Names - Concepts and Facilities',
    use: 'how a resolver searches and a name server answers',
    sections: {
      '3.6': 'Resource Records',
      '3.6.2': 'Aliases and canonical names',
      '3.7.1': 'Standard queries',
      '4.3.2': 'Algorithm',
      '5.2.2': 'Aliases',
      '5.3.3': 'Algorithm',
    },
  },
  1035: {
    title: 'Domain Names - Implementation and Specification',
    use: 'questions, answers, records and zones as they are written',
    sections: {
      '3.2.4': 'CLASS values',
      '4.1.1': 'Header section format',
      '4.2.1': 'UDP usage',
      '4.2.2': 'TCP usage',
    },
  },
  1047: {
    title: 'Duplicate Messages and SMTP',
    use: 'why a letter may arrive twice when a connection breaks at the end',
  },
  1122: {
    title: 'Requirements for Internet Hosts - Communication Layers',
    use: 'what a sender of datagrams hears of errors',
  },
  1870: {
    title: 'SMTP Service Extension for Message Size Declaration',
    use: 'SIZE',
    sections: { '6': 'The extended MAIL command' },
  },
  1918: {
    title: 'Address Allocation for Private Internets',
    use: 'the addresses of large worlds',
  },
  1939: {
    title: 'Post Office Protocol - Version 3',
    use: 'POP3, both ends',
    sections: {
      '1': 'Introduction',
      '3': 'Basic Operation',
      '4': 'The AUTHORIZATION State',
      '5': 'The TRANSACTION State',
      '6': 'The UPDATE State',
      '7': 'Optional POP3 Commands',
      '8': 'Scaling and Operational Considerations',
    },
  },
  1982: {
    title: 'Serial Number Arithmetic',
    use: 'the serial number of a zone',
  },
  2033: {
    title: 'Local Mail Transfer Protocol',
    use: 'LMTP, from the queue to the message store',
    sections: {
      '1': 'Abstract',
      '4': 'The LMTP protocol',
      '4.1': 'The LHLO, HELO and EHLO commands',
      '4.2': 'The DATA command',
    },
  },
  2034: {
    title: 'SMTP Service Extension for Returning Enhanced Error Codes',
    use: 'ENHANCEDSTATUSCODES',
  },
  2045: {
    title: 'Multipurpose Internet Mail Extensions (MIME) Part One: Format of Internet Message Bodies',
    use: 'the encodings of a body',
  },
  2046: {
    title: 'Multipurpose Internet Mail Extensions (MIME) Part Two: Media Types',
    use: 'letters in parts, and letters within letters',
    sections: { '5.2.1': 'RFC822 Subtype' },
  },
  2047: {
    title:
      'MIME (Multipurpose Internet Mail Extensions) Part Three: Message Header Extensions for Non-ASCII Text',
    use: 'names and subjects beyond ASCII',
  },
  2177: {
    title: 'IMAP4 IDLE command',
    use: 'how IDLE came about',
    sections: { '3': 'Specification' },
  },
  2181: {
    title: 'Clarifications to the DNS Specification',
    use: 'sets of records, and times to live',
  },
  2231: {
    title: 'MIME Parameter Value and Encoded Word Extensions: Character Sets, Languages, and Continuations',
    use: 'names of files beyond ASCII',
  },
  2308: {
    title: 'Negative Caching of DNS Queries (DNS NCACHE)',
    use: 'how long a no is remembered',
    sections: { '2.1': 'Name Error', '2.2': 'No Data', '5': 'Caching Negative Answers' },
  },
  2317: {
    title: 'Classless IN-ADDR.ARPA delegation',
    use: 'what our reverse zones do without',
  },
  2449: {
    title: 'POP3 Extension Mechanism',
    use: 'CAPA and response codes',
    sections: { '5': 'The CAPA Command' },
  },
  2476: {
    title: 'Message Submission',
    use: 'how port 587 came about',
    sections: { '1': 'Abstract' },
  },
  2595: {
    title: 'Using TLS with IMAP, POP3 and ACAP',
    use: 'STLS',
    sections: { '4': 'POP3 STARTTLS extension' },
  },
  2606: {
    title: 'Reserved Top Level DNS Names',
    use: 'why every domain here ends in .example or .test',
  },
  3022: {
    title: 'Traditional IP Network Address Translator (Traditional NAT)',
    use: 'what a router changes that hides a network',
    sections: { '2.2': 'Overview of NAPT' },
  },
  3030: {
    title: 'SMTP Service Extensions for Transmission of Large and Binary MIME Messages',
    use: 'CHUNKING and BDAT',
    sections: { 2: 'Framework for the Large Message Extensions' },
  },
  3206: {
    title: 'The SYS and AUTH POP Response Codes',
    use: 'what a POP3 server says to a wrong password',
  },
  3207: {
    title: 'SMTP Service Extension for Secure SMTP over Transport Layer Security',
    use: 'STARTTLS',
    sections: { '4': 'The STARTTLS Command' },
  },
  3339: {
    title: 'Date and Time on the Internet: Timestamps',
    use: 'the times in files',
  },
  3461: {
    title: 'Simple Mail Transfer Protocol (SMTP) Service Extension for Delivery Status Notifications (DSNs)',
    use: 'RET, ENVID, NOTIFY and ORCPT',
  },
  3463: {
    title: 'Enhanced Mail System Status Codes',
    use: '5.1.1 and its relatives',
    sections: {
      '2': 'Status Code Structure',
      '3': 'Enumerated Status Codes',
      '3.1': 'Other or Undefined Status',
      '3.2': 'Address Status',
      '3.3': 'Mailbox Status',
      '3.4': 'Mail system status',
      '3.5': 'Network and Routing Status',
      '3.6': 'Mail Delivery Protocol Status',
      '3.7': 'Message Content or Message Media Status',
      '3.8': 'Security or Policy Status',
    },
  },
  3464: {
    title: 'An Extensible Message Format for Delivery Status Notifications',
    use: 'reports of failure and of delay',
    sections: {
      '2': 'Format of a Delivery Status Notification',
      '2.3': 'Per-Recipient DSN fields',
      '2.3.3': 'Action field',
    },
  },
  3493: {
    title: 'Basic Socket Interface Extensions for IPv6',
    use: 'which kinds of addresses a host asks for',
  },
  3501: {
    title: 'Internet Message Access Protocol - Version 4rev1',
    use: 'what IMAP was before 4rev2, and most programs still speak',
  },
  3596: {
    title: 'DNS Extensions to Support IP Version 6',
    use: 'AAAA records and ip6.arpa',
  },
  3834: {
    title: 'Recommendations for Automatic Responses to Electronic Mail',
    use: 'Auto-Submitted',
    sections: {
      '2': 'When (not) to send automatic responses',
      '3.3': 'Message envelope',
      '5': 'The Auto-Submitted header field',
    },
  },
  3848: {
    title: 'ESMTP and LMTP Transmission Types Registration',
    use: 'ESMTPSA and its relatives in Received lines',
  },
  3849: {
    title: 'IPv6 Address Prefix Reserved for Documentation',
    use: 'the IPv6 addresses of our worlds',
  },
  4155: {
    title: 'The application/mbox Media Type',
    use: 'mailboxes as files',
  },
  4343: {
    title: 'Domain Name System (DNS) Case Insensitivity Clarification',
    use: 'names that differ in capitals alone',
  },
  4592: {
    title: 'The Role of Wildcards in the Domain Name System',
    use: 'records for *',
    sections: { '3.3': "Part 'c'" },
  },
  4616: {
    title: 'The PLAIN Simple Authentication and Security Layer (SASL) Mechanism',
    use: 'how a password is said',
    sections: { '2': 'PLAIN SASL Mechanism' },
  },
  4954: {
    title: 'SMTP Service Extension for Authentication',
    use: 'AUTH',
    sections: { '3': 'The Authentication Service Extension', '4': 'The AUTH Command', '6': 'Status Codes' },
  },
  5034: {
    title:
      'The Post Office Protocol (POP3) Simple Authentication and Security Layer (SASL) Authentication Mechanism',
    use: 'AUTH in POP3',
  },
  5068: {
    title: 'Email Submission Operations: Access and Accountability Requirements',
    use: 'why people submit on port 587 and not on 25',
    sections: {
      '3': 'Submission, Relaying, Delivery',
      '3.1': 'Best Practices for Submission Operation',
      '4': 'External Submission',
      '4.1': 'Best Practices for Support of External Submissions',
    },
  },
  5258: {
    title: 'Internet Message Access Protocol version 4 - LIST Command Extensions',
    use: 'LIST with options',
  },
  5321: {
    title: 'Simple Mail Transfer Protocol',
    use: 'SMTP, both ends: commands, replies, queues, Received lines, who is responsible',
    sections: {
      '2.1': 'Basic Structure',
      '2.3.1': 'Mail Objects',
      '2.3.5': 'Domain Names',
      '2.3.10': 'Originator, Delivery, Relay, and Gateway Systems',
      '3.1': 'Session Initiation',
      '3.2': 'Client Initiation',
      '3.3': 'Mail Transactions',
      '3.4': 'Forwarding for Address Correction or Updating',
      '3.5.3': 'Meaning of VRFY or EXPN Success Response',
      '3.6.1': 'Source Routes and Relaying',
      '3.6.2': 'Mail eXchange Records and Relaying',
      '3.6.3': 'Message Submission Servers as Relays',
      '3.7.2': 'Received Lines in Gatewaying',
      '3.8': 'Terminating Sessions and Connections',
      '3.9.1': 'Alias',
      '4.1.1.1': 'Extended HELLO (EHLO) or HELLO (HELO)',
      '4.1.1.2': 'MAIL (MAIL)',
      '4.1.1.3': 'RECIPIENT (RCPT)',
      '4.1.1.4': 'DATA (DATA)',
      '4.1.1.5': 'RESET (RSET)',
      '4.1.1.6': 'VERIFY (VRFY)',
      '4.1.1.7': 'EXPAND (EXPN)',
      '4.1.1.8': 'HELP (HELP)',
      '4.1.1.9': 'NOOP (NOOP)',
      '4.1.1.10': 'QUIT (QUIT)',
      '4.1.2': 'Command Argument Syntax',
      '4.1.3': 'Address Literals',
      '4.1.4': 'Order of Commands',
      '4.2': 'SMTP Replies',
      '4.2.1': 'Reply Code Severities and Theory',
      '4.2.3': 'Reply Codes in Numeric Order',
      '4.2.5': 'Reply Codes after DATA and the Subsequent <CRLF>.<CRLF>',
      '4.3.2': 'Command-Reply Sequences',
      '4.4': 'Trace Information',
      '4.5.1': 'Minimum Implementation',
      '4.5.3.1.8': 'Recipients Buffer',
      '4.5.3.2.6': 'DATA Termination: 10 Minutes',
      '4.5.4': 'Retry Strategies',
      '4.5.4.1': 'Sending Strategy',
      '4.5.5': 'Messages with a Null Reverse-Path',
      '5.1': 'Locating the Target Host',
      '6.1': 'Reliable Delivery and Replies by Email',
      '6.2': 'Unwanted, Unsolicited, and "Attack" Messages',
      '6.3': 'Loop Detection',
      '6.4': 'Compensating for Irregularities',
      '7.1': 'Mail Security and Spoofing',
      '7.2': '"Blind" Copies',
      '7.8': 'Resistance to Attacks',
      '7.9': 'Scope of Operation of SMTP Servers',
    },
  },
  5322: {
    title: 'Internet Message Format',
    use: 'header fields and bodies',
    sections: {
      '2.2.3': 'Long Header Fields',
      '3.2.2': 'Folding White Space and Comments',
      '3.6': 'Field Definitions',
      '3.6.1': 'The Origination Date Field',
      '3.6.2': 'Originator Fields',
      '3.6.3': 'Destination Address Fields',
      '3.6.4': 'Identification Fields',
      '3.6.5': 'Informational Fields',
    },
  },
  5358: {
    title: 'Preventing Use of Recursive Nameservers in Reflector Attacks',
    use: 'whom a resolver serves',
    sections: { '4': 'Recommended Configuration' },
  },
  5452: {
    title: 'Measures for Making DNS More Resilient against Forged Answers',
    use: 'which answers a resolver believes',
    sections: { '5': 'Birthday Attacks' },
  },
  5530: {
    title: 'IMAP Response Codes',
    use: 'why an IMAP server says no',
    sections: { '3': 'Response Codes' },
  },
  5598: {
    title: 'Internet Mail Architecture',
    use: 'the names of the parts: MUA, MSA, MTA, MDA',
    sections: { '4': 'Services and Standards' },
  },
  5646: {
    title: 'Tags for Identifying Languages',
    use: 'what the languages of the page are called',
  },
  5737: {
    title: 'IPv4 Address Blocks Reserved for Documentation',
    use: 'the IPv4 addresses of our worlds',
  },
  5782: {
    title: 'DNS Blacklists and Whitelists',
    use: 'how a blocklist is asked',
    sections: {
      '1': 'Introduction',
      '2.1': 'IP Address DNSxL',
      '4': 'DNSxL Cache Behavior',
      '5': 'Test and Contact Addresses',
      '6': 'Typical Usage of DNSBLs and DNSWLs',
    },
  },
  5890: {
    title: 'Internationalized Domain Names for Applications (IDNA): Definitions and Document Framework',
    use: 'names beyond ASCII',
  },
  5936: {
    title: 'DNS Zone Transfer Protocol (AXFR)',
    use: 'why our name servers give no zones away',
    sections: { '5': 'Authorization' },
  },
  6152: {
    title: 'SMTP Service Extension for 8-bit MIME Transport',
    use: '8BITMIME',
  },
  6154: {
    title: 'IMAP LIST Extension for Special-Use Mailboxes',
    use: 'which folder is the trash',
    sections: { '2': 'New Mailbox Attributes Identifying Special-Use Mailboxes' },
  },
  6298: {
    title: "Computing TCP's Retransmission Timer",
    use: 'when a lost packet is sent again',
  },
  6335: {
    title:
      'Internet Assigned Numbers Authority (IANA) Procedures for the Management of the Service Name and Transport Protocol Port Number Registry',
    use: 'names and numbers of ports',
  },
  6409: {
    title: 'Message Submission for Mail',
    use: 'what a submission server checks, adds and demands',
    sections: {
      '1': 'Introduction',
      '2.1': 'Definitions of Terms Used in This Memo',
      '3': 'Message Submission',
      '3.1': 'Submission Identification',
      '3.2': 'Message Rejection and Bouncing',
      '3.3': 'Authorized Submission',
      '4': 'Mandatory Actions',
      '4.1': 'General Submission Rejection Code',
      '4.2': 'Ensure All Domains Are Fully Qualified',
      '4.3': 'Require Authentication',
      '6.1': 'Enforce Submission Rights',
      '6.2': 'Enforce Permissions',
      '6.3': 'Check Message Data',
      '8': 'Message Modifications',
      '8.1': "Add 'Sender'",
      '8.2': "Add 'Date'",
      '8.3': "Add 'Message-ID'",
    },
  },
  6454: {
    title: 'The Web Origin Concept',
    use: 'which pages may talk to our server',
  },
  6471: {
    title: 'Overview of Best Email DNS-Based List (DNSBL) Operational Practices',
    use: 'when an entry leaves a blocklist',
    sections: { '2.1': 'Transparency', '2.2': 'Listings and Removals' },
  },
  6522: {
    title: 'The Multipart/Report Media Type for the Reporting of Mail System Administrative Messages',
    use: 'the form of a report',
  },
  6531: {
    title: 'SMTP Extension for Internationalized Email',
    use: 'addresses beyond ASCII, which we do not take',
  },
  6647: {
    title: 'Email Greylisting: An Applicability Statement for SMTP',
    use: 'greylisting: what has to come back, and when',
    sections: { '2.4': 'SMTP RCPT Greylisting', '3': 'Benefits and Costs', '5': 'Recommendations' },
  },
  6698: {
    title:
      'The DNS-Based Authentication of Named Entities (DANE) Transport Layer Security (TLS) Protocol: TLSA',
    use: 'TLSA records',
  },
  6724: {
    title: 'Default Address Selection for Internet Protocol Version 6 (IPv6)',
    use: 'which address is tried first',
  },
  6851: {
    title: 'Internet Message Access Protocol (IMAP) - MOVE Extension',
    use: 'how MOVE came about',
  },
  6891: {
    title: 'Extension Mechanisms for DNS (EDNS(0))',
    use: 'answers longer than 512 octets',
    sections: { '6.1.3': 'OPT Record TTL Field Use' },
  },
  7162: {
    title:
      'IMAP Extensions: Quick Flag Changes Resynchronization (CONDSTORE) and Quick Mailbox Resynchronization (QRESYNC)',
    use: 'how long a line may be',
  },
  7208: {
    title: 'Sender Policy Framework (SPF) for Authorizing Use of Domains in Email, Version 1',
    use: 'SPF: records, terms, macros, limits, results; how a long text is kept in a TXT record',
    sections: {
      '2.4': 'The "MAIL FROM" Identity',
      '2.6.6': 'Temperror',
      '4.3': 'Initial Processing',
      '4.4': 'Record Lookup',
      '4.5': 'Selecting Records',
      '4.6.2': 'Mechanisms',
      '4.6.4': 'DNS Lookup Limits',
      '4.7': 'Default Result',
      '5': 'Mechanism Definitions',
      '5.1': '"all"',
      '5.2': '"include"',
      '5.3': '"a"',
      '5.4': '"mx"',
      '5.5': '"ptr" (do not use)',
      '5.6': '"ip4" and "ip6"',
      '5.7': '"exists"',
      '6': 'Modifier Definitions',
      '6.1': 'redirect: Redirected Query',
      '6.2': 'exp: Explanation',
      '8.4': 'Fail',
      '9.1': 'The Received-SPF Header Field',
      '11.2': 'SPF-Authorized Email May Contain Other False Identities',
      'D.2': 'Mediators',
      'D.3': 'Receiving ADMDs',
    },
  },
  7372: {
    title: 'Email Authentication Status Codes',
    use: 'status codes of DKIM and SPF',
  },
  7435: {
    title: 'Opportunistic Security: Some Protection Most of the Time',
    use: "why servers take each other's certificates unseen",
  },
  7505: {
    title: 'A "Null MX" No Service Resource Record for Domains That Accept No Mail',
    use: 'null MX',
    sections: { '3': 'MX Resource Records Specifying Null MX', '4': 'Effects of Null MX' },
  },
  7766: {
    title: 'DNS Transport over TCP - Implementation Requirements',
    use: 'DNS over TCP',
  },
  7817: {
    title:
      'Updated Transport Layer Security (TLS) Server Identity Check Procedure for Email-Related Protocols',
    use: 'how a mail program checks a certificate',
    sections: { '3': 'Email Server Certificate Verification Rules' },
  },
  7888: {
    title: 'IMAP4 Non-synchronizing Literals',
    use: 'LITERAL-',
  },
  8020: {
    title: 'NXDOMAIN: There Really Is Nothing Underneath',
    use: 'what else a name that does not exist tells',
  },
  8098: {
    title: 'Message Disposition Notification',
    use: 'reports that a message was read',
  },
  8314: {
    title:
      'Cleartext Considered Obsolete: Use of Transport Layer Security (TLS) for Email Submission and Access',
    use: 'TLS from the first octet',
    sections: {
      '3': 'Implicit TLS',
      '3.3': 'Implicit TLS for SMTP Submission',
      '5.2': 'Minimum Confidentiality Level',
      '5.3': 'Certificate Validation',
    },
  },
  8446: {
    title: 'The Transport Layer Security (TLS) Protocol Version 1.3',
    use: 'the cipher suite that everybody has',
    sections: { '6.2': 'Error Alerts' },
  },
  8482: {
    title: 'Providing Minimal-Sized Responses to DNS Queries That Have QTYPE=ANY',
    use: 'questions for everything',
  },
  8601: {
    title: 'Message Header Field for Indicating Message Authentication Status',
    use: 'Authentication-Results, and what reverse DNS can come to',
    sections: {
      '2.7.3': '"iprev"',
      '3': 'The "iprev" Authentication Method',
      '5': 'Removing Existing Header Fields',
    },
  },
  8767: {
    title: 'Serving Stale Data to Improve DNS Resiliency',
    use: 'how long anything is remembered at most',
  },
  9051: {
    title: 'Internet Message Access Protocol (IMAP) - Version 4rev2',
    use: 'IMAP, both ends',
    sections: {
      '2.3.2': 'Flags Message Attribute',
      '6.1.1': 'CAPABILITY Command',
      '6.1.2': 'NOOP Command',
      '6.1.3': 'LOGOUT Command',
      '6.2.1': 'STARTTLS Command',
      '6.2.2': 'AUTHENTICATE Command',
      '6.2.3': 'LOGIN Command',
      '6.3.2': 'SELECT Command',
      '6.3.4': 'CREATE Command',
      '6.3.9': 'LIST Command',
      '6.3.12': 'APPEND Command',
      '6.3.13': 'IDLE Command',
      '6.4.1': 'CLOSE Command',
      '6.4.3': 'EXPUNGE Command',
      '6.4.4': 'SEARCH Command',
      '6.4.5': 'FETCH Command',
      '6.4.6': 'STORE Command',
      '6.4.7': 'COPY Command',
      '6.4.8': 'MOVE Command',
      '6.4.9': 'UID Command',
      '7.1': 'Server Responses - Generic Status Responses',
      '7.1.2': 'NO Response',
      '7.5.1': 'EXPUNGE Response',
    },
  },
  9110: {
    title: 'HTTP Semantics',
    use: 'which form of a page a browser takes',
  },
  9293: {
    title: 'Transmission Control Protocol (TCP)',
    use: 'connections, resets and giving up',
  },
  9471: {
    title: 'DNS Glue Requirements in Referral Responses',
    use: 'addresses that go with a delegation',
  },
  9499: {
    title: 'DNS Terminology',
    use: 'the names of the parts: zone, stub resolver, lame delegation',
    sections: { '7': 'Zones' },
  },
  9520: {
    title: 'Negative Caching of DNS Resolution Failures',
    use: 'not to ask again at once what just failed',
    sections: { '3.2': 'Caching' },
  },
  9619: {
    title: 'In the DNS, QDCOUNT Is (Usually) One',
    use: 'one question in a message',
  },
}
