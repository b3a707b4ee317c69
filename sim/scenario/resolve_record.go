package scenario

import "fmt"

// resolveRecord completes and judges a change of records.
func (d *draft) resolveRecord(a *ChangeRecord) {
	s := d.site(&a.Site)
	if s == nil || a.Name == "" || a.Type == "" {
		return // a fault already
	}
	full, problem := recordName(a.Name, s.Domain)
	switch {
	case problem != "":
		d.fault(&a.Name, "%s", problem)
	case full == s.Domain && (a.Type == "SOA" || a.Type == "NS"):
		d.fault(&a.Type, "the records %s of the zone itself stay as they are", a.Type)
	default:
		a.Name = full
	}
	for i := range a.Data {
		if problem := dataProblem(a.Type, a.Data[i]); problem != "" {
			d.fault(&a.Data[i], "%s", problem)
		}
	}
	if !d.places.Given(&a.TTL) {
		a.TTL = s.DNS.TTL
	}
}

// recordName completes the name of a record of a domain, or says what is wrong
// with it.
func recordName(name, domain string) (full, problem string) {
	if name == "@" {
		return domain, ""
	}
	if foreign(name, domain) {
		return "", fmt.Sprintf("`%s` is not in the zone %s", name, domain)
	}
	full = qualify(name, domain)
	return full, hostnameProblem(full, recordExpr)
}
