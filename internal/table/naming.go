package table

import (
	"fmt"
	"strings"

	"github.com/signet-go/signet/internal/operation"
)

// nameOperations gives each operation its operationId. A declared function's
// first route has the function's bare name; its further routes, and routes
// whose name is taken, add the path and then the method; a closure has method
// and path. What a route was named by the previous table it keeps, so that
// removing an alias renames nobody.
func (l *linker) nameOperations() {
	owners := map[string]*operation.Operation{}
	for _, op := range l.table.operations {
		if id := op.Info.OperationID; id != "" {
			l.claim(owners, op, id)
		}
	}
	for _, op := range l.table.operations {
		if op.Info.OperationID == "" && !op.Info.Hidden {
			op.Info.OperationID = l.chooseID(owners, op)
		}
		if op.Info.Name == "" {
			op.Info.Name = op.Info.OperationID
		}
	}
	l.nameOutgoing(owners)
}

// claim takes an operationId that the developer chose.
func (l *linker) claim(owners map[string]*operation.Operation, op *operation.Operation, id string) {
	if earlier := owners[id]; earlier != nil {
		l.report(op.Info.Place+": "+op.Info.Method+" "+op.Info.Pattern,
			fmt.Errorf("OperationID(%q) is already that of %s %s (%s); an id is unique in the document", id, earlier.Info.Method, earlier.Info.Pattern, earlier.Info.Place))
		return
	}
	owners[id] = op
}

func (l *linker) chooseID(owners map[string]*operation.Operation, op *operation.Operation) string {
	if id, ok := l.previousIDs[routeKey(op)]; ok && owners[id] == nil {
		owners[id] = op
		return id
	}
	for _, id := range l.candidates(op) {
		if owners[id] == nil {
			owners[id] = op
			return id
		}
	}
	// Only an id that the developer chose for another route can be in the way.
	return numbered(owners, op, l.candidates(op)[0])
}

// numbered takes the id, or the first one with a number that is free.
func numbered(owners map[string]*operation.Operation, op *operation.Operation, id string) string {
	free := id
	for n := 2; owners[free] != nil; n++ {
		free = fmt.Sprintf("%s_%d", id, n)
	}
	owners[free] = op
	return free
}

// candidates are the names to try, best first.
func (l *linker) candidates(op *operation.Operation) []string {
	method, path := strings.ToLower(op.Info.Method), op.Pattern.Template()
	bare := op.BareName()
	if l.kit.Compat {
		return []string{fastAPIName(bare) + nonWord(path) + "_" + method}
	}
	if bare == "" {
		return []string{method + words(path)}
	}
	if op.SeveralMethods {
		return []string{bare + "_" + method, bare + words(path) + "_" + method}
	}
	return []string{bare, bare + words(path), bare + words(path) + "_" + method}
}

func routeKey(op *operation.Operation) string {
	return op.Info.Method + " " + op.Info.Pattern + " " + op.Info.Function
}

// words joins the words of a path with underscores, one in front of each:
// /v1/items/{item_id} is _v1_items_item_id.
func words(path string) string {
	var b strings.Builder
	gap := true
	for _, r := range path {
		if !wordRune(r) {
			gap = true
			continue
		}
		if gap {
			b.WriteByte('_')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// nonWord replaces what is no word character by an underscore, as FastAPI does.
func nonWord(path string) string {
	return strings.Map(func(r rune) rune {
		if wordRune(r) {
			return r
		}
		return '_'
	}, path)
}

// fastAPIName writes a Go name as a Python programmer would: readItem is
// read_item.
func fastAPIName(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func wordRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x7f
}
