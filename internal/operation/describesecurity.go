package operation

import (
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/security"
	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

// Schemes are those of the operation's credentials, each once.
func (op *Operation) Schemes() []*Scheme { return op.schemes }

// describeSecurity says which credentials are needed, and how the framework and
// the functions refuse. An operation that Public opened says that it is open.
func (op *Operation) describeSecurity(d *openapi.Operation) error {
	if op.plan.Freed {
		d.Security = []openapi.Requirement{}
	}
	for _, names := range op.Info.Security {
		d.Security = append(d.Security, op.describeAlternative(names))
	}
	if op.kit.Compat { // FastAPI documents neither
		return nil
	}
	if len(op.credentials) > 0 && !describes(d.Responses, http.StatusUnauthorized) {
		if err := op.addError(d, security.Refuse(nil, -1)); err != nil {
			return err
		}
	}
	if len(op.scopes) > 0 {
		op.addStatus(d, http.StatusForbidden, "") // in words that a function chooses
	}
	return nil
}

// describeAlternative gives the scopes to the schemes whose tokens carry them.
func (op *Operation) describeAlternative(names []string) openapi.Requirement {
	alternative := openapi.Requirement{}
	for _, s := range op.schemes {
		switch {
		case !slices.Contains(names, s.Name):
		case s.kind() == vocab.BearerKind:
			alternative[s.Name] = op.scopes
		default:
			alternative[s.Name] = nil
		}
	}
	return alternative
}
