package docs

import "mailflow/sim/trace"

var (
	bobOnly = []string{"bob@beta.example"}
	mx      = trace.Record{Name: "beta.example", Type: "MX", TTL: 3600, Data: "10 mail.beta.example."}
	ns      = trace.Record{Name: "beta.example", Type: "NS", TTL: 3600, Data: "ns.beta.example."}
	glue    = trace.Record{Name: "mail.beta.example", Type: "A", TTL: 3600, Data: "198.51.100.2"}
)

// examples are what the page shows, one body for each kind.
var examples = []trace.Body{
	trace.RunStarted{Scenario: "01-plain-flow", Title: "A letter from Alice to Bob", Seed: 1, Start: "2026-03-02T09:00:00Z"},
	trace.RunEnded{Outcome: trace.EventBudget, Detail: "more than 5000000 events"},
	trace.ActionTaken{Action: "send", Who: "alice@alpha.example", Device: "laptop", Text: "to bob@beta.example"},
	trace.ActionFailed{Action: "send", User: "alice", Device: "computer", Reply: "535 5.7.8 Error: authentication failed"},
	trace.Note{Text: "Beta's server says 250, and the duty passes from Alpha to Beta.", Why: "At every moment some server has to care for the letter.", RFC: "RFC 5321 §4.2.5"},
	trace.Question{Text: "Who writes the bounce?", Answers: []string{"Alpha's server", "Beta's server"}, Right: 0, Why: "It has the letter, and so the duty.", RFC: "RFC 5321 §6.1", Line: 21},
	trace.MisconceptionRefuted{Belief: "A letter that cannot be delivered at once is lost", Truth: "It waits in the queue of the server that took it last.", Line: 30},
	trace.ExpectationMet{Text: "The letter lies in Bob's inbox", Line: 28},
	trace.ExpectationMissed{Text: "The letter lies in Bob's inbox", Line: 28, Found: "bob: INBOX holds 0 messages"},

	trace.NodeUp{Addresses: []string{"198.51.100.2"}, Roles: []trace.Role{trace.MSA, trace.MTA, trace.MDA}},
	trace.NodeDown{},
	trace.LinkDown{Link: "beta.example uplink"},
	trace.LinkUp{Link: "beta.example uplink"},
	trace.LinkBlocked{Transport: trace.TCP, Link: "hotel.example uplink", Site: "hotel.example", Port: 25},
	trace.LinkLost{Transport: trace.TCP, Link: "beta.example uplink", Port: 25, Octets: 40},

	trace.ConnOpened{Local: "192.0.2.2:49153", Remote: "198.51.100.2:25", Service: "smtp"},
	trace.ConnTranslated{Local: "203.0.113.2:49153", Remote: "198.51.100.2:25", Client: "10.0.0.1:49153", Server: "10.0.0.2:25"},
	trace.ConnRefused{Remote: "198.51.100.2:25"},
	trace.ConnUnreachable{Remote: "203.0.113.99:25"},
	trace.ConnTimeout{Remote: "198.51.100.2:25", Phase: "connect", Seconds: 30},
	trace.ConnReset{},
	trace.ConnClosed{},

	trace.TLSEstablished{Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256", Server: "mail.beta.example", Implicit: false, Verified: true},
	trace.TLSFailed{Error: "the certificate is for another name"},

	trace.DNSQuery{ID: 12200, Name: "beta.example", Type: "MX", Recursive: true, Transport: trace.UDP},
	trace.DNSAnswer{
		ID: 12200, Name: "beta.example", Type: "MX", Code: "NOERROR", Authoritative: true, Truncated: false, Transport: trace.UDP,
		Answer: []trace.Record{mx}, Authority: []trace.Record{ns}, Additional: []trace.Record{glue},
	},
	trace.DNSCacheHit{Name: "beta.example", Type: "MX", Code: "NOERROR", Answer: []trace.Record{mx}},
	trace.DNSCacheExpired{Name: "beta.example", Type: "MX"},
	trace.DNSFailed{Name: "beta.example", Type: "MX", Error: "timeout"},

	trace.SMTPCommand{Protocol: trace.SMTP, Verb: "MAIL", Line: "MAIL FROM:<alice@alpha.example> SIZE=297", TLS: true},
	trace.SMTPReply{Protocol: trace.SMTP, Code: 250, Enhanced: "2.1.0", Lines: []trace.Octets{"250 2.1.0 Ok"}, To: "MAIL", TLS: true},
	trace.SMTPContent{Protocol: trace.SMTP, Octets: 297, TLS: true},
	trace.IMAPCommand{Tag: "a2", Name: "SELECT", Line: "a2 SELECT INBOX", TLS: true},
	trace.IMAPResponse{Tag: "a2", Lines: []trace.Octets{"* 1 EXISTS", "a2 OK [READ-WRITE] Done"}, TLS: true},
	trace.POP3Command{Verb: "RETR", Line: "RETR 1", TLS: true},
	trace.POP3Response{OK: true, Lines: []trace.Octets{"+OK 711 octets follow"}, Octets: 711, TLS: true},
	trace.ProtocolViolation{Protocol: trace.SMTP, Problem: "commands came right behind STARTTLS, in clear", Input: "MAIL FROM:<eve@gamma.example>", Effect: "ignored"},
	trace.AuthOK{Protocol: trace.SMTP, Mechanism: "PLAIN", User: "alice"},
	trace.AuthFailed{Protocol: trace.IMAP, Mechanism: "LOGIN", User: "alice"},

	trace.MessageComposed{
		From: "Alice <alice@alpha.example>", To: bobOnly, Cc: []string{"carol@beta.example"}, Bcc: []string{"dan@gamma.example"},
		Subject: "Lunch on Friday?", Content: "From: Alice <alice@alpha.example>\r\nTo: Bob <bob@beta.example>\r\n\r\nShall we?\r\n",
	},
	trace.MessageKept{User: "alice", Device: "laptop", Outbox: 1},
	trace.MessageSubmitted{From: "alice@alpha.example", Recipients: bobOnly},
	trace.MessageAccepted{From: "alice@alpha.example", Recipients: bobOnly, ID: "AD15BEB3D24", Octets: 588, Protocol: trace.SMTP},
	trace.MessageRefused{Stage: trace.AtRcpt, From: "alice@alpha.example", Recipient: "bib@beta.example", Code: 550, Enhanced: "5.1.1", Text: "<bib@beta.example>: Recipient address rejected"},
	trace.MessageAltered{
		Added:    []trace.Field{{Name: "Received", Raw: "Received: from alice.alpha.example (alice.alpha.example [192.0.2.4])\r\n\tby mail.alpha.example (Postfix) with ESMTPSA id 0C87D6CC37E\r\n\tfor <bob@beta.example>; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)"}},
		Removed:  []trace.Field{{Name: "Bcc", Raw: "Bcc: dan@gamma.example"}},
		Appended: []trace.Field{{Name: "Date", Raw: "Date: Mon, 2 Mar 2026 09:00:01 +0000"}},
	},
	trace.MessageQueued{ID: "0C87D6CC37E", From: "alice@alpha.example", Recipients: bobOnly},
	trace.MessageExpanded{ID: "0C87D6CC37E", Recipient: "sales@alpha.example", To: []string{"alice@alpha.example", "bob@beta.example"}},
	trace.MessageAttempted{ID: "0C87D6CC37E", Recipients: bobOnly, Destination: "beta.example", Attempt: 1},
	trace.MessageDeferred{ID: "0C87D6CC37E", Recipients: bobOnly, Attempt: 1, Reply: "connect to mail.beta.example[198.51.100.2]:25: Connection timed out", Next: 331_000_000_000},
	trace.MessageRelayed{ID: "0C87D6CC37E", Recipients: bobOnly, Reply: "250 2.0.0 Ok: queued as AD15BEB3D24"},
	trace.MessageDelivered{ID: "AD15BEB3D24", Recipient: "bob@beta.example", Reply: "250 2.0.0 <bob@beta.example> ADA2F646D8B Saved"},
	trace.MessageFiled{ID: "ADA2F646D8B", Recipient: "bob@beta.example", User: "bob", Folder: "INBOX", UID: 1, Octets: 811},
	trace.MessageBounced{ID: "0C87D6CC37E", Recipients: []string{"bib@beta.example"}, Status: "5.1.1", Reply: "550 5.1.1 <bib@beta.example>: Recipient address rejected", Notice: "m2"},
	trace.MessageExpired{ID: "0C87D6CC37E", Recipients: bobOnly, Seconds: 432_000},
	trace.MessageDiscarded{ID: "0C87D6CC37E", Recipients: bobOnly},
	trace.MessageAbandoned{Recipients: bobOnly, Reply: "554 5.7.1 <bob@beta.example>: Relay access denied"},
	trace.MessageHeld{ID: "0C87D6CC37E", Recipients: bobOnly, Attempts: 3, Next: 1_531_000_000_000},
	trace.MessageFetched{User: "bob", Device: "computer", Protocol: trace.IMAP, Folder: "INBOX", UID: "1", Octets: 811, Left: true},
	trace.MessageRead{User: "bob", Device: "computer"},
	trace.FetcherPolled{Server: "mail.provider.test", User: "bob"},
	trace.MessageReinjected{From: "alice@alpha.example", Recipient: "bob@beta.example"},
	trace.MessageSynced{User: "dora", Device: "laptop", Change: trace.Flagged, Seen: true},
	trace.MessageMoved{User: "bob", Device: "phone", Folder: "INBOX", To: "Archive"},

	trace.RelayDecided{Recipient: "bob@beta.example", Client: "192.0.2.2", Route: trace.Local, Rule: "own domain beta.example"},
	trace.AutoReplyDecided{User: "bob", To: "alice@alpha.example", Answer: true, Notice: "m2"},
	trace.GuardVerdict{Check: trace.SPF, Inputs: []trace.Input{{Name: "client", Value: "203.0.113.9"}, {Name: "mail from", Value: "alice@alpha.example"}}, Result: "fail", Effect: "refuse"},
	trace.CampaignEnded{Letters: 10, Recipients: 200, Accepted: 160, Refused: 20, Failed: 20},
	trace.BlocklistTested{List: "bl.watchers.example", Address: "203.0.113.9", Open: false, Reply: "454 4.7.1 <probe-1@watchers.example>: Relay access denied"},
	trace.BlocklistListed{List: "bl.watchers.example", Address: "203.0.113.9", Ground: trace.OpenRelay, Evidence: "probe 1, handed to 203.0.113.9, came back from 203.0.113.9", Records: []trace.Record{
		{Name: "9.113.0.203.bl.watchers.example", Type: "A", TTL: 300, Data: "127.0.0.2"},
	}},
	trace.BlocklistDelisted{List: "bl.watchers.example", Address: "203.0.113.9"},
	trace.MailboxChanged{User: "bob", Folder: "INBOX", Change: trace.Moved, UID: 1, Flags: []string{`\Seen`}, To: "Archive", Messages: 0, Unseen: 0},
}
