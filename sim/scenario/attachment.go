package scenario

import "mime"

// Attachment is a file that goes with a letter.
//
//	name: timetable.csv
//	type: text/csv
//	text: |
//	  day,hour
//	  Friday,12
type Attachment struct {
	// The file's name.
	Name string `yaml:"name" form:"required,max=255"`

	// The file's type. Left out, it is nothing but octets.
	Type string `yaml:"type" form:"max=100" default:"application/octet-stream"`

	// What is in it.
	Text string `yaml:"text" form:"max=65536"`
}

// checkAttachments complains about types that are none.
func (d *draft) checkAttachments(list []*Attachment) {
	for _, a := range list {
		if _, _, err := mime.ParseMediaType(a.Type); err != nil && a.Type != "" {
			d.fault(&a.Type, "`%s` is no type of a file, such as text/plain or application/pdf", a.Type)
		}
	}
}
