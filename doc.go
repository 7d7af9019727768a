// Package signet is a web framework in which the signature of a plain Go
// function is the API contract. From the function and its structs come routing,
// binding, validation, dependency injection, the answer, and an OpenAPI 3.1
// document that cannot disagree with the code.
//
//	type ListItems struct {
//		Q     signet.Opt[string] `query:"q"`
//		Limit int                `query:"limit" default:"10" validate:"gte=1,lte=100"`
//	}
//
//	func listItems(ctx context.Context, in *ListItems) ([]Item, error)
//
//	app := signet.New(signet.Title("Items"))
//	app.Handle(listItems, app.GET("/items"), app.GET("/products", signet.Deprecated()))
//	err := app.Run(context.Background(), ":8000") // /docs, /openapi.json; nil after a clean end
//
// # Arguments
//
// A handler takes, by type and in any order: context.Context, *http.Request,
// request structs (a struct, or a pointer to one, with source tags), values of
// dependencies, credentials, *Reply, *RouteInfo, and http.ResponseWriter if it
// writes the answer itself.
//
// # Tags
//
// A field of a request struct is read from where its tag says. A tag holds names
// separated by commas, which are tried in that order.
//
//	path:"id"           a wildcard of the pattern
//	query:"q"           a query parameter
//	header:"X-Tag"      a header
//	cookie:"session"    a cookie
//	form:"name"         a field of an urlencoded or multipart form
//	file:"picture"      a file of a multipart form: UploadFile, []byte, lists of them
//	body:"name"         a property of the JSON body
//	body:""             the whole body: JSON, or a RawBody, an io.Reader, a
//	                    *multipart.Reader, an iter.Seq2[*Part, error]
//	scheme:"name"       credentials of a declared scheme
//
// In an answer header, cookie, status and body are the parts of an envelope;
// status:"201" on each field makes one of several answers. Members of JSON have
// the names of their tag json, with omitempty, omitzero and string.
//
// How a value travels, in requests and answers:
//
//	default:"10"        what an absent value is; lists and objects as JSON
//	style:"csv"         a list in one text of a parameter, or pipes, spaces; else
//	                    the name is repeated
//	timeFormat:"unix"   seconds, unixMilli or a layout of package time; else RFC 3339
//	format:"decimal"    a type with UnmarshalText holds a decimal number
//	format:"password"   mistakes do not show the value
//	readOnly:"true"     never read from a body
//	writeOnly:"true"    never written
//	contentType:"…"     the media types that a file or a RawBody may have
//	strict:"query"      on a field _ struct{}: other parameters are refused; also
//	                    header and cookie
//
// What a value must be is checked and documented: validate:"…" with the words of
// go-playground/validator (required means sent), and the keywords of JSON Schema:
//
//	minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf
//	minLength, maxLength, pattern, format (email, uri, hostname, ipv4, …)
//	enum:"a,b", const
//	minItems, maxItems, uniqueItems, minProperties, maxProperties
//
// The document alone reads title, description, example, examples (a JSON array),
// deprecated:"true" and hidden:"true".
//
// # Types
//
// A field may be of any type below, or a pointer to one, which may be absent or
// null. Parameters take scalars, lists and sets of them, and in the query maps:
// name[key]=value.
//
//	bool, ints, floats, string      as in JSON; "5" is read as 5 unless StrictTypes
//	json.Number, big.Int, big.Float, big.Rat   numbers of any size
//	time.Time, Date, TimeOfDay      RFC 3339
//	time.Duration, Duration         ISO 8601: PT1H30M
//	a [16]byte with UnmarshalText   a UUID
//	url.URL                         text
//	[]byte                          base64 in JSON
//	encoding.TextUnmarshaler, json.Unmarshaler   as its methods say
//	[]T, [n]T                       an array
//	map[T]struct{}                  a set: an array without repetitions
//	map[K]V                         an object; keys are scalars
//	struct                          an object
//	any                             any JSON
//	Opt[T]                          absent, null or a T
//	Secret[T]                       a T that is never shown
//	an interface given to Union     one of several structs, by a property
//
// A type with the method Enum() []T lists its values.
//
// # Credentials
//
// Bearer, Basic and Digest are arguments, or fields of a request struct; an
// APIKey is a field placed by its source tag. Missing or malformed ones are
// answered with 401 before the function that takes them runs and before the body
// is read. Opt makes them optional, AnyOf takes one of two kinds. Whether they
// are the right ones is for the function to say, most often a dependency of the
// app (Depends), so that only what is Public is open.
//
// # Results
//
// Nothing or error (204), T or (T, error) (200). T is any JSON value, or an
// envelope: a struct with fields tagged header, cookie, status and body. HTML,
// Text, Redirect, File, View and any io.Reader are no JSON; EventStream, iter.Seq
// and iter.Seq2 are sent item by item.
//
// # Three moments
//
// Registration records. Linking, before the first request, compiles everything
// and reports all mistakes together (App.Err). Serving runs what was compiled.
package signet
