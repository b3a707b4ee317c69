package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/mailbox"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
)

// writeMailboxes writes every folder that holds something into a file of its
// own: user@site.mbox for the inbox, user@site.Folder.mbox for others. Older
// files of the same names are replaced.
func writeMailboxes(dir string, sc *scenario.Scenario, log *record.Log) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, f := range mailbox.Fold(slices.Collect(log.All())) {
		if len(f.Messages) == 0 {
			continue
		}
		path := filepath.Join(dir, fileName(f.User+"@"+siteOf(sc, f.Node), f.Name, taken))
		if err := writeFolder(path, sc, f); err != nil {
			return err
		}
	}
	return nil
}

// forbidden takes out of a folder's name what some file system does not allow
// in names.
var forbidden = strings.NewReplacer("/", ".", `\`, "_", ":", "_", "*", "_", "?", "_", `"`, "_", "<", "_", ">", "_", "|", "_")

// fileName is the file of a folder. Two folders never share one, not even where
// capitals make no difference.
func fileName(owner, folder string, taken map[string]bool) string {
	base := owner
	if folder != "INBOX" {
		base += "." + forbidden.Replace(strings.Map(visible, folder))
	}
	name := base
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	taken[strings.ToLower(name)] = true
	return name + ".mbox"
}

func visible(r rune) rune {
	if r < ' ' || r == 0x7f {
		return '_'
	}
	return r
}

func siteOf(sc *scenario.Scenario, node string) string {
	for _, s := range sc.Sites {
		if slices.ContainsFunc(s.Hosts, func(h *scenario.Host) bool { return h.Name == node }) {
			return s.Domain
		}
	}
	return node
}

func writeFolder(path string, sc *scenario.Scenario, f mailbox.Folder) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriter(file)
	for _, m := range f.Messages {
		if err := mail.WriteMbox(w, sender(m.Mail), sc.Start.Add(m.At), m.Mail); err != nil {
			return err
		}
	}
	return w.Flush()
}

// sender is whom the envelope of a message named. A message that was put into a
// folder by its reader never had one, and one that was forged may say anything:
// both count as nobody.
func sender(m mail.Message) mail.Address {
	from, err := mail.ParseReversePath(m.Header().Get("Return-Path"))
	if err != nil {
		return mail.Address{}
	}
	return from
}
