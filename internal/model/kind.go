package model

// Kind says how a Go type travels.
type Kind uint8

// The kinds. The scalar ones are Bool to Text: a scalar has a text form, so it
// can be a parameter.
const (
	Any       Kind = iota // an interface: any JSON value
	Bool                  //
	Int                   // signed, Type.Bits wide
	Uint                  // unsigned, Type.Bits wide
	Float                 // Type.Bits wide
	String                //
	Number                // json.Number: a number of any size, kept as text
	Time                  // time.Time, RFC 3339
	Date                  // vocab.Date
	TimeOfDay             // vocab.TimeOfDay
	Duration              // time.Duration and vocab.Duration, ISO 8601
	UUID                  // a [16]byte with UnmarshalText
	URL                   // url.URL
	Bytes                 // []byte, base64 in JSON
	BigInt                // big.Int
	BigFloat              // big.Float
	BigRat                // big.Rat
	Decimal               // a Text type whose field is tagged format:"decimal": a number in a string or not
	Text                  // any other encoding.TextUnmarshaler or TextMarshaler
	Custom                // a json.Unmarshaler or json.Marshaler without a text form
	Slice                 //
	Array                 // Type.Len long
	Map                   // Type.Key to Type.Elem
	Struct                // a struct, Type.Object
	Pointer               // null or Type.Elem
	Opt                   // vocab.Opt: absent, null or Type.Elem
	Upload                // vocab.UploadFile: a file of a multipart form
	Secret                // vocab.Secret: a pointer to Type.Elem that is never null
	Set                   // map[Type.Elem]struct{}: an array without repetitions
	Union                 // a declared interface, Type.Union
)

var kindNames = [...]string{
	"any", "bool", "int", "uint", "float", "string", "number", "time", "date", "time of day", "duration", "uuid", "url",
	"bytes", "big int", "big float", "big rat", "decimal", "text", "custom", "slice", "array", "map", "object", "pointer",
	"opt", "file", "secret", "set", "union",
}

// String returns the kind's name, for messages.
func (k Kind) String() string { return kindNames[k] }

// Scalar reports whether a value of the kind has a text form.
func (k Kind) Scalar() bool { return k >= Bool && k <= Text }
