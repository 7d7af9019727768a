package binding

import (
	"math"
	"slices"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Invalid collects the mistakes of one request. The zero value is ready; it
// serves one request at a time and may be pooled after Reset.
type Invalid struct {
	entries []entry
	failed  []bool // by slot
	most    int    // mistakes to report; 0 means 100
	slots   []Slot // of the plan that binds
}

// entry is a mistake with its place in the report.
type entry struct {
	rank uint64
	err  vocab.FieldError
}

// Reset forgets everything and keeps the memory.
func (i *Invalid) Reset() {
	clear(i.entries)
	clear(i.failed)
	*i = Invalid{entries: i.entries[:0], failed: i.failed[:0]}
}

// Len returns how many mistakes there are, those beyond the limit included.
func (i *Invalid) Len() int { return len(i.entries) }

// Failed reports whether the struct of a slot has a mistake.
func (i *Invalid) Failed(slot int) bool { return slot < len(i.failed) && i.failed[slot] }

// Add records mistakes of a slot. They stand behind those that binding found
// in the same source of the slot; the source is the first step of their Loc.
func (i *Invalid) Add(slot int, mistakes ...vocab.FieldError) {
	for _, e := range mistakes {
		i.add(slot, sourceOf(e), math.MaxInt32, e)
	}
}

func sourceOf(e vocab.FieldError) model.Source {
	for s := model.Path; len(e.Loc) > 0 && s < model.Body; s++ {
		if e.Loc[0] == s.String() {
			return s
		}
	}
	return model.Body
}

func (i *Invalid) add(slot int, source model.Source, order int, e vocab.FieldError) {
	i.fail(slot)
	group := slot
	if slot < len(i.slots) {
		group = i.slots[slot].Group
	}
	i.entries = append(i.entries, entry{rank(group, slot, source, order), e})
}

// fail marks a slot without a mistake of its own: one of another slot may say why.
func (i *Invalid) fail(slot int) {
	for len(i.failed) <= slot {
		i.failed = append(i.failed, false)
	}
	i.failed[slot] = true
}

// rank orders mistakes by function, source, slot and field; those of the body
// come last and keep the order in which they were found.
func rank(group, slot int, source model.Source, order int) uint64 {
	if source.InBody() {
		return math.MaxUint64
	}
	return uint64(group)<<48 | uint64(source)<<44 | uint64(slot)<<32 | uint64(order)
}

// Fields returns the mistakes in order: function by function and inside one
// path, query, header, cookie, each in field order; those of the body last. It
// returns no more than the limit of the plan that found them. The slice is the
// caller's.
func (i *Invalid) Fields() []vocab.FieldError {
	slices.SortStableFunc(i.entries, func(a, b entry) int {
		switch {
		case a.rank < b.rank:
			return -1
		case a.rank > b.rank:
			return 1
		}
		return 0
	})
	most := i.most
	if most == 0 {
		most = defaultMaxErrors
	}
	fields := make([]vocab.FieldError, min(most, len(i.entries)))
	for n := range fields {
		fields[n] = i.entries[n].err
	}
	return fields
}
