package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
)

// addWebhooks reads what the app is to send, for the document.
func (l *linker) addWebhooks() {
	for i, w := range l.options.Document.Webhooks {
		place := fmt.Sprintf("%v: Webhook(%q)", w.Settings.Place, w.Name)
		if slices.ContainsFunc(l.options.Document.Webhooks[:i], func(earlier layer.Outgoing) bool {
			return earlier.Name == w.Name && strings.EqualFold(earlier.Method, w.Method)
		}) {
			l.report(place, fmt.Errorf("there is a webhook of this name and method %s already", w.Method))
			continue
		}
		outgoing, err := operation.CompileOutgoing(l.kit, w)
		if err != nil {
			l.report(place, err)
			continue
		}
		l.table.webhooks = append(l.table.webhooks, outgoing)
	}
}

// outgoing yields what the app sends, in the order of the document: callbacks
// of its operations, then webhooks.
func (t *Table) outgoing(yield func(*operation.Outgoing) bool) {
	for _, op := range t.operations {
		for _, c := range op.Callbacks {
			if documented(op) && !yield(c) {
				return
			}
		}
	}
	for _, w := range t.webhooks {
		if !yield(w) {
			return
		}
	}
}

// nameOutgoing gives ids to what is sent, after the operations: they are served,
// and keep their names.
func (l *linker) nameOutgoing(owners map[string]*operation.Operation) {
	for o := range l.table.outgoing {
		info := o.Operation.Info
		if info.OperationID != "" {
			l.claim(owners, o.Operation, info.OperationID)
			continue
		}
		info.OperationID = numbered(owners, o.Operation, l.outgoingID(o))
	}
}

func (l *linker) outgoingID(o *operation.Outgoing) string {
	bare, method := o.Operation.BareName(), strings.ToLower(o.Operation.Info.Method)
	where := o.Expression
	if where == "" {
		where = o.Name
	}
	switch {
	case l.kit.Compat:
		return fastAPIName(bare) + nonWord(where) + "_" + method
	case bare == "":
		return method + words(where)
	}
	return bare
}

// settleLinks finds the operations that links lead to.
func (l *linker) settleLinks() {
	for _, op := range l.table.operations {
		l.settle(op, op.Info.Place+": "+op.Info.Method+" "+op.Info.Pattern)
	}
	for o := range l.table.outgoing {
		l.settle(o.Operation, fmt.Sprintf("%s: %v", o.Operation.Info.Place, o))
	}
}

// settle puts ids in the place of names, in links of its own: those of the
// layer are shared.
func (l *linker) settle(op *operation.Operation, place string) {
	for i := range op.Settings.Responses {
		r := &op.Settings.Responses[i]
		r.Links = slices.Clone(r.Links)
		for i := range r.Links {
			link := &r.Links[i]
			to := l.linked(link.OperationID)
			if to == nil {
				l.report(place, fmt.Errorf("Response(%d): ResponseLink(%q): no operation of the document has the id or the name %q", r.Status, link.Name, link.OperationID))
				continue
			}
			link.OperationID = to.Info.OperationID
		}
	}
}

// linked is the operation with the id, or else the first whose route has the name.
func (l *linker) linked(name string) *operation.Operation {
	for _, is := range []func(*operation.Operation) bool{
		func(op *operation.Operation) bool { return op.Info.OperationID == name },
		func(op *operation.Operation) bool { return op.Info.Name == name },
	} {
		i := slices.IndexFunc(l.table.operations, func(op *operation.Operation) bool { return documented(op) && is(op) })
		if i >= 0 {
			return l.table.operations[i]
		}
	}
	return nil
}
