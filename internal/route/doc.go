// Package route finds what is registered for a method and a path; or says why
// nothing is.
//
// # The pattern language
//
// A pattern begins with a slash. It is literal text with wildcards in braces:
//
//	/items                     matches /items only
//	/items/{id}                /items/7, /items/a%20b; not /items/, not /items/7/x
//	/items/{id:int}            /items/7; not /items/-7, not /items/x
//	/prices/{p:float}          /prices/7, /prices/7.25
//	/users/{id:uuid}           32 hexadecimal digits, the usual dashes optional
//	/files/{name:path}         /files/ (an empty name), /files/a, /files/a/b, /files//a ("/a")
//	/files/{name:path}/meta    /files/a/b/meta
//	/span/{from}-{to}          /span/1-2; of /span/1-2-3, from is "1-2": the first takes most
//	/{name}.json               /report.json
//
// A name is a letter or an underscore, then letters, digits and underscores. It
// occurs once in a pattern. A wildcard without convertor is a str: one or more
// bytes, none of which is a slash. Between two wildcards stands some text. There
// are at most 16 wildcards. Text is compared with the decoded path, byte by byte:
// the pattern of /caf%C3%A9 is written /café. Nothing is cleaned: // and .. are
// text.
//
// A slash that the client sent as %2F is not a separator: it stays inside the
// value of its wildcard, str or path, and no literal matches it.
//
// # Which entry answers
//
// Among the entries that match, the one registered first. [Problems] tells at
// start which entries can therefore never answer.
//
// # The walk of a look-up
//
// [Table.Match] looks in the index of the request's method. An index has three
// parts, and each pattern stands in exactly one:
//
//	fixed      a map from path to entries: patterns without wildcards that
//	           overlap no earlier entry of another text
//	overflow   a radix tree: patterns that httprouter would refuse beside the
//	           others
//	tree       one httprouter tree: everything else
//
// The fixed part is asked first: what it finds was registered before whatever
// else might match. Then the overflow; its finding stands unless it is contested,
// that is, unless an earlier entry in the tree overlaps it. Then the tree, for an
// entry that was registered earlier than the finding. So a look-up is at most
// three walks, however many entries there are. The overflow goes before the tree
// since a tree that fails beyond a wildcard drops its pooled parameter list.
//
// Why the answer is the first match: two shapes that one httprouter tree accepts
// match no path in common, so all entries of the tree that match a path stand in
// one bucket, in their order; the overflow keeps the smallest index; and the
// smaller of the two wins.
//
// What a tree finds is a bucket of entries of one shape (/items/{id:int} and
// /items/{slug} are both /items/:k). They are tried in their order: convertors and
// mixed segments are checked there, then guards.
//
// Only when nothing is found does the table ask further: other methods (405, or
// the answer to OPTIONS), then the path with its last slash toggled (a redirect).
//
// # Bounds
//
// The fixed part costs one hash, the httprouter tree one pass over the path. In
// the overflow a node is entered at most once in a look-up, since wildcards take
// whole segments there: at most two branches at each segment, never more than
// there are nodes, whatever the path. A pattern with several wildcards in a segment,
// or with text behind a path wildcard, is matched in time proportional to the
// length of the path times the number of its parts; there is no backtracking. A
// bucket of many such patterns is indexed by the text they end with. A request
// that nothing matches costs one look-up for each registered method and two more.
//
// A look-up that finds its entry allocates nothing, but for a path with %2F in it,
// for mixed segments longer than 319 bytes, and for a HEAD served by GET where the
// tree of the entries for HEAD fails beyond a wildcard.
package route
