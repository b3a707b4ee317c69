package scenario

import _ "embed"

//go:generate go test -run "UpToDate|BadScenarios" -update .

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema of the language, for editors. It knows the
// structure of a scenario: keys, types, words. That a name means something only
// [Parse] knows.
func Schema() []byte { return append([]byte(nil), schema...) }
