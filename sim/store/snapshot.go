package store

// Contents is one folder of one user with all that lies in it.
type Contents struct {
	User     string
	Folder   string
	Messages []Message // by UID
}

// Snapshot is all folders that hold something: users in the order in which they
// were added, INBOX first and then folders by name, messages by UID.
func (s *Store) Snapshot() []Contents {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Contents
	for _, u := range s.users {
		for _, f := range u.folders {
			if len(f.messages) > 0 {
				all = append(all, Contents{u.name, f.name, append([]Message(nil), f.messages...)})
			}
		}
	}
	return all
}
