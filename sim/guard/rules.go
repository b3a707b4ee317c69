package guard

import "regexp"

// gtube is the line by which everybody can try a filter without having spam at
// hand.
const gtube = `XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X`

// StandardRules are rules as filters come with them.
var StandardRules = []Rule{
	{"GTUBE", 1000, InBody, regexp.MustCompile(regexp.QuoteMeta(gtube)), "the line that every filter must know"},

	{"MISSING_DATE", 1.4, "Date", regexp.MustCompile(`^$`), "no Date"},
	{"MISSING_FROM", 1, "From", regexp.MustCompile(`^$`), "no From"},
	{"MISSING_MID", 0.5, "Message-ID", regexp.MustCompile(`^$`), "no Message-ID"},
	{"MISSING_SUBJECT", 1, "Subject", regexp.MustCompile(`^$`), "no Subject"},
	{"MISSING_TO", 1, "To", regexp.MustCompile(`^$`), "no To"},

	{"SUBJECT_CAPITALS", 1.5, "Subject", regexp.MustCompile(`^[^a-z]*[A-Z][^a-z]{7,}$`), "the subject shouts"},
	{"SUBJECT_EXCLAMATION", 1, "Subject", regexp.MustCompile(`!!`), "exclamation marks in the subject"},
	{"MONEY", 2, InBody, regexp.MustCompile(`(?i)\b(?:million|lottery|winner|inheritance|cash prize)\b`), "talks of a lot of money"},
	{"CHEAP_PILLS", 2.5, InBody, regexp.MustCompile(`(?i)\b(?:cheap|discount) (?:pills|medicine|watches)\b`), "cheap pills or watches"},
	{"ACT_NOW", 1.5, InBody, regexp.MustCompile(`(?i)\b(?:act now|click here|limited offer|order today)\b`), "hurries its reader"},
	{"ACCOUNT_CLOSED", 2.5, InBody, regexp.MustCompile(`(?i)\b(?:verify|confirm) your (?:account|password)\b`), "asks for an account or a password"},

	{"DNSBL_LISTED", 3, InVerdicts, regexp.MustCompile(`(?m)^dnsbl=listed$`), "the client is on a blocklist"},
	{"SPF_FAIL", 3, InVerdicts, regexp.MustCompile(`(?m)^spf=fail$`), "the client may not send for that domain"},
	{"SPF_SOFTFAIL", 1, InVerdicts, regexp.MustCompile(`(?m)^spf=softfail$`), "the client should not send for that domain"},
	{"REVERSE_NONE", 1.3, InVerdicts, regexp.MustCompile(`(?m)^reverse=(?:permerror|fail)$`), "the client has no name"},
	{"HELLO_BAD", 1, InVerdicts, regexp.MustCompile(`(?m)^hello=(?:syntax|not-qualified|our-name|unknown|other-address)$`), "the client's greeting is no good name"},
}
