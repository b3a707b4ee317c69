package trace

// Kind names what happened, "thing.happened".
type Kind string

// Body is the typed part of an event. There is one struct for each kind.
type Body interface{ Kind() Kind }

// Spec documents one kind.
type Spec struct {
	Kind  Kind
	Level Level
	Doc   string // one sentence, complete in itself
	Body  Body   // its zero value
}

// Kinds is every kind of event there is, in the order of the docs.
var Kinds = []Spec{
	{"run.started", Story, "A world starts from a scenario and a seed.", RunStarted{}},
	{"run.ended", Story, "The world came to rest, or was stopped by a limit.", RunEnded{}},
	{"action.taken", Story, "The script, or a person, does something to the world.", ActionTaken{}},
	{"action.failed", Story, "A user agent cannot do what its person asked for.", ActionFailed{}},
	{"note", Story, "The lesson says something about the event that caused this one.", Note{}},
	{"question", Story, "What the lesson asks before it shows the event that caused this one.", Question{}},
	{"misconception.refuted", Story, "The event that caused this one shows that a common belief is wrong.", MisconceptionRefuted{}},
	{"expectation.met", Story, "A fact that the lesson promises holds.", ExpectationMet{}},
	{"expectation.missed", Story, "A fact that the lesson promises does not hold.", ExpectationMissed{}},

	{"node.up", Hop, "A host is running.", NodeUp{}},
	{"node.down", Story, "A host is switched off or has failed.", NodeDown{}},
	{"link.down", Story, "A line is cut.", LinkDown{}},
	{"link.up", Story, "A cut line works again.", LinkUp{}},
	{"link.blocked", Hop, "A site's own rule keeps a host from a port outside.", LinkBlocked{}},
	{"link.lost", Wire, "A packet is lost on its way.", LinkLost{}},

	{"conn.opened", Hop, "A connection is established.", ConnOpened{}},
	{"conn.translated", Hop, "A router changes the addresses of a connection.", ConnTranslated{}},
	{"conn.refused", Hop, "A host answers that nothing listens on that port.", ConnRefused{}},
	{"conn.unreachable", Hop, "The network answers that there is no way to that address.", ConnUnreachable{}},
	{"conn.timeout", Hop, "Nobody answers in time.", ConnTimeout{}},
	{"conn.reset", Hop, "A connection is broken off without a goodbye.", ConnReset{}},
	{"conn.closed", Wire, "One end closes the connection.", ConnClosed{}},

	{"tls.established", Hop, "Both ends agreed on keys: from here on the connection is encrypted.", TLSEstablished{}},
	{"tls.failed", Hop, "The TLS handshake failed.", TLSFailed{}},

	{"dns.query", Hop, "A DNS question is asked.", DNSQuery{}},
	{"dns.answer", Hop, "A name server answers.", DNSAnswer{}},
	{"dns.cache-hit", Hop, "A resolver answers from what it remembers.", DNSCacheHit{}},
	{"dns.cache-expired", Wire, "A remembered record has outlived its TTL.", DNSCacheExpired{}},
	{"dns.failed", Hop, "A DNS question stays without a usable answer.", DNSFailed{}},

	{"smtp.command", Wire, "An SMTP or LMTP client sends a command.", SMTPCommand{}},
	{"smtp.reply", Wire, "An SMTP or LMTP server replies.", SMTPReply{}},
	{"smtp.content", Wire, "The message itself goes over the line, after DATA or BDAT.", SMTPContent{}},
	{"imap.command", Wire, "An IMAP client sends a command.", IMAPCommand{}},
	{"imap.response", Wire, "An IMAP server responds.", IMAPResponse{}},
	{"pop3.command", Wire, "A POP3 client sends a command.", POP3Command{}},
	{"pop3.response", Wire, "A POP3 server responds.", POP3Response{}},
	{"protocol.violation", Hop, "A peer says something that its protocol does not allow.", ProtocolViolation{}},
	{"auth.ok", Hop, "Somebody proved who they are.", AuthOK{}},
	{"auth.failed", Hop, "Somebody could not prove who they are.", AuthFailed{}},

	{"message.composed", Story, "A user agent writes a message.", MessageComposed{}},
	{"message.kept", Story, "A user agent keeps a message in its outbox until it can send it.", MessageKept{}},
	{"message.submitted", Story, "A user agent has handed a message to its submission server.", MessageSubmitted{}},
	{"message.accepted", Story, "A server says 250 after the end of the message and is now responsible for it.", MessageAccepted{}},
	{"message.refused", Story, "A server refuses a message or one of its recipients.", MessageRefused{}},
	{"message.altered", Hop, "A server changes the header of a message.", MessageAltered{}},
	{"message.queued", Hop, "A message is written to a queue.", MessageQueued{}},
	{"message.expanded", Story, "A server puts others in the place of a recipient that is an alias.", MessageExpanded{}},
	{"message.attempted", Hop, "A queue tries to pass a message on.", MessageAttempted{}},
	{"message.deferred", Story, "An attempt failed for now; the message waits for the next.", MessageDeferred{}},
	{"message.relayed", Story, "The next server accepted the message.", MessageRelayed{}},
	{"message.delivered", Story, "The message was handed to the recipient's message store.", MessageDelivered{}},
	{"message.filed", Story, "The message lies in a folder of the recipient's mailbox.", MessageFiled{}},
	{"message.bounced", Story, "A server gives up and reports to the sender.", MessageBounced{}},
	{"message.expired", Story, "A message has waited for as long as its queue lets it.", MessageExpired{}},
	{"message.discarded", Story, "A server drops a message, with a recorded reason.", MessageDiscarded{}},
	{"message.abandoned", Story, "A program that keeps no queue gives up on what no server took.", MessageAbandoned{}},
	{"message.held", Hop, "A message still waits in a queue when the run ends.", MessageHeld{}},
	{"message.fetched", Story, "A user agent has fetched a message.", MessageFetched{}},
	{"message.read", Story, "A person opens a message.", MessageRead{}},
	{"fetcher.polled", Hop, "A fetcher looks into a mailbox at another provider.", FetcherPolled{}},
	{"message.reinjected", Story, "A fetcher has handed a message that it fetched to a server at home.", MessageReinjected{}},
	{"message.synced", Story, "A user agent learns what another device did to a message.", MessageSynced{}},
	{"message.moved", Story, "A user agent puts a message into another folder on its own disk.", MessageMoved{}},

	{"relay.decided", Hop, "A server decides whether a recipient is local, to be relayed, or refused.", RelayDecided{}},
	{"autoreply.decided", Story, "A program that answers for somebody who is away decides whether to answer a letter.", AutoReplyDecided{}},
	{"guard.verdict", Hop, "A check on an incoming message gives its verdict.", GuardVerdict{}},
	{"campaign.ended", Story, "A spammer's program has sent all that it was told to send.", CampaignEnded{}},
	{"blocklist.tested", Story, "A blocklist's keeper has found out whether a host passes mail on for strangers.", BlocklistTested{}},
	{"blocklist.listed", Story, "A blocklist lists an address.", BlocklistListed{}},
	{"blocklist.delisted", Story, "A blocklist takes an address off its list.", BlocklistDelisted{}},
	{"mailbox.changed", Hop, "Something changed in a mailbox.", MailboxChanged{}},
}

var specs = func() map[Kind]*Spec {
	m := make(map[Kind]*Spec, len(Kinds))
	for i := range Kinds {
		m[Kinds[i].Kind] = &Kinds[i]
	}
	return m
}()

// Level is the level at which events of this kind are told; Wire for a kind
// that does not exist.
func (k Kind) Level() Level {
	if s := specs[k]; s != nil {
		return s.Level
	}
	return Wire
}

// Lookup finds the documentation of a kind.
func Lookup(k Kind) (Spec, bool) {
	if s := specs[k]; s != nil {
		return *s, true
	}
	return Spec{}, false
}
