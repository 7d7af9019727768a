// Package constraint checks values. The authority is go-playground/validator: a
// word of a validate tag means what it means there, and where a check is
// compiled here instead, a test holds the two to the same answers.
//
// Compiler.Field compiles the constraints of one value, Compiler.Struct those
// that need the whole struct. Mistakes in tags (unknown words, limits that are
// no numbers, words on a kind that they cannot check, bounds that leave nothing
// between them) are errors then, never panics of a request.
//
// # What is compiled
//
// These run without validator and, when all is well, without an allocation:
//
//   - min, max, len, gt, gte, lt, lte, eq and ne, on numbers, durations, times
//     (gt, gte, lt and lte, with now), the runes of strings and the lengths of
//     slices, arrays and maps;
//   - oneof and noneof on strings and whole numbers; unique on slices of the
//     usual numbers and strings (over 32 items it needs a map);
//   - alpha, alphaspace, alphanum, alphanumspace, number, numeric, hexadecimal,
//     ascii, printascii, lowercase, uppercase, uuid, uuid3, uuid4, uuid5, uuid7,
//     startswith, endswith, contains, containsany, excludes, excludesall,
//     startsnotwith, endsnotwith, eq_ignore_case, ne_ignore_case;
//   - alternatives (a|b), dive, keys and endkeys around any words;
//   - the JSON-Schema tags minimum, maximum, exclusiveMinimum, exclusiveMaximum,
//     multipleOf, minLength, maxLength, pattern (RE2, found anywhere), enum,
//     const, minItems, maxItems, uniqueItems, minProperties, maxProperties, and
//     format on strings, where it is one that can be checked.
//
// Every other word runs in validator, on the value alone, without a copy of it.
// Words that look at other fields (eqfield, required_if, excluded_with, …) run
// there after the struct's fields are valid. Their paths (Inner.Name, List[0],
// Map[key].Name) are followed here: validator is given a struct of what stands
// at their ends, so a struct may be on one path and at the end of another.
//
// # Where the meaning is narrower or wider
//
//   - Words are for what is there. model takes required, omitempty and omitnil
//     from a field's tag, for presence is known while decoding; what is absent
//     or null is not checked, but for the words of presence (required_if, …).
//     Behind dive, required means not empty, as in validator, or not null.
//   - A type that has only a text form (a UUID, a URL, a date, an address) is
//     checked as its text. Dates and times of day can be compared across
//     fields; an Opt counts as the value inside, or as absent.
//   - The first failing word of a value is reported, and all values are.
//   - What can never be true, or always is by accident, is refused: email on an
//     int, min on a json.Number, oneof with a value that the type cannot have.
//   - A type that lists its values (Enum, NamedEnum) is held to the list. A type
//     other than a struct that has Validate() error is asked wherever it stands.
package constraint
