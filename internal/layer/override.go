package layer

import (
	"log/slog"
	"reflect"

	"github.com/signet-go/signet/internal/caller"
)

// Overrides are other providers for one copy of an app. Who cannot name the
// type cannot ask for such a copy.
type Overrides struct {
	List   []Override
	Logger *slog.Logger // for an app that was made without one
}

// Override puts Func in the place of every provider of Type, in all layers and
// in the app's lifetime. Of several for one type the last counts.
type Override struct {
	Type  reflect.Type
	Func  any
	Place caller.Place // of the call, for mistakes
}
