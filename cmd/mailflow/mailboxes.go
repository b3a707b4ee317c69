package main

import (
	"bufio"
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
	for _, f := range mailbox.Fold(slices.Collect(log.All())) {
		if len(f.Messages) == 0 {
			continue
		}
		if err := writeFolder(filepath.Join(dir, fileName(sc, f)), sc, f); err != nil {
			return err
		}
	}
	return nil
}

func fileName(sc *scenario.Scenario, f mailbox.Folder) string {
	name := f.User + "@" + siteOf(sc, f.Node)
	if f.Name != "INBOX" {
		name += "." + strings.NewReplacer("/", ".", `\`, "_", "\x00", "_").Replace(f.Name)
	}
	return name + ".mbox"
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
	defer func() {
		if e := file.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriter(file)
	for _, m := range f.Messages {
		sender, err := mail.ParseReversePath(m.Mail.Header().Get("Return-Path"))
		if err != nil {
			return fmt.Errorf("%s: the Return-Path of a message: %w", path, err)
		}
		if err := mail.WriteMbox(w, sender, sc.Start.Add(m.At), m.Mail); err != nil {
			return err
		}
	}
	return w.Flush()
}
