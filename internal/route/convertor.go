package route

import "strings"

// A Convertor says which values a wildcard takes. It only constrains matching:
// the value stays text.
type Convertor uint8

const (
	Str   Convertor = iota // [^/]+, the default
	Int                    // [0-9]+
	Float                  // [0-9]+(\.[0-9]+)?
	UUID                   // 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, a dash between two groups optional
	Path                   // .*, slashes included
)

// convertorNames is indexed by Convertor.
var convertorNames = [...]string{"str", "int", "float", "uuid", "path"}

// String returns the name that patterns use.
func (c Convertor) String() string { return convertorNames[c] }

func convertorNamed(name string) (Convertor, bool) {
	for i, n := range convertorNames {
		if n == name {
			return Convertor(i), true
		}
	}
	return Str, false
}

// suggestConvertor says what the writer of an unknown name may have meant.
func suggestConvertor(word string) string {
	all := strings.Join(convertorNames[:], ", ")
	word = strings.ToLower(word)
	if word == "" {
		return "use one of " + all
	}
	nearest, least := "", 5 // in half edits: more than two edits turn any name into another
	for _, name := range convertorNames {
		d := 2 * distance(word, name)
		if word[0] == name[0] { // of two equally near, the one that begins alike
			d--
		}
		if strings.HasPrefix(word, name) { // integer, string
			d = 0
		}
		if d < least {
			nearest, least = name, d
		}
	}
	if nearest == "" {
		return "use one of " + all
	}
	return "did you mean " + nearest + "? There are " + all
}

// distance counts the single-byte edits between two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// accepts reports whether the whole value satisfies the convertor.
func (c Convertor) accepts(value string) bool {
	switch c {
	case Path:
		return true
	case Str:
		return value != "" && strings.IndexByte(value, '/') < 0
	case UUID:
		return uuidEnd(value, 0) == len(value) && value != ""
	case Int:
		return value != "" && digitsEnd(value, 0) == len(value)
	default:
		return floatEnd(value) == len(value) && value != ""
	}
}

// digitsEnd returns the offset behind the digits that start at i.
func digitsEnd(s string, i int) int {
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

// floatEnd returns the length of the longest float that s begins with, or 0.
func floatEnd(s string) int {
	whole := digitsEnd(s, 0)
	if whole == 0 || whole == len(s) || s[whole] != '.' {
		return whole
	}
	if end := digitsEnd(s, whole+1); end > whole+1 {
		return end
	}
	return whole
}

// uuidGroups are the lengths of a UUID's groups of digits.
var uuidGroups = [...]int{8, 4, 4, 4, 12}

// uuidEnd returns the offset behind the UUID that starts at i, or 0 if none does.
// A dash is no hexadecimal digit, so there is at most one.
func uuidEnd(s string, i int) int {
	for group, size := range uuidGroups {
		if group > 0 && i < len(s) && s[i] == '-' {
			i++
		}
		if len(s)-i < size {
			return 0
		}
		for end := i + size; i < end; i++ {
			if !hexadecimal(s[i]) {
				return 0
			}
		}
	}
	return i
}

func digit(c byte) bool       { return '0' <= c && c <= '9' }
func letter(c byte) bool      { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func hexadecimal(c byte) bool { return digit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
