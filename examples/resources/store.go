package main

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Store keeps resources in memory, in the order of their creation. It is safe
// for concurrent use; what it returns are copies.
type Store struct {
	now func() time.Time

	mu        sync.Mutex // guards resources
	resources []Resource
}

func newStore() *Store { return &Store{now: time.Now} }

// list returns those whose name contains text, from the one at skip on.
func (s *Store) list(text string, skip, limit int) []Resource {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Resource
	for _, r := range s.resources {
		if strings.Contains(r.Name, text) {
			found = append(found, r)
		}
	}
	found = found[min(skip, len(found)):]
	return found[:min(limit, len(found))]
}

func (s *Store) add(n New) Resource {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now().UTC()
	r := Resource{ID: newID(), New: n, Created: now, Changed: now}
	s.resources = append(s.resources, r)
	return r
}

func (s *Store) get(id ID) (Resource, error) {
	return s.change(id, nil)
}

// change lets edit change the resource and returns what it is then; a nil edit
// only reads. It returns errNone if there is no such resource.
func (s *Store) change(id ID, edit func(*Resource)) (Resource, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.find(id)
	if at < 0 {
		return Resource{}, errNone
	}
	if edit != nil {
		edit(&s.resources[at])
		s.resources[at].Changed = s.now().UTC()
	}
	return s.resources[at], nil
}

func (s *Store) remove(id ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.find(id)
	if at < 0 {
		return errNone
	}
	s.resources = slices.Delete(s.resources, at, at+1)
	return nil
}

// find returns the position of a resource, -1 if there is none; the caller holds
// the lock.
func (s *Store) find(id ID) int {
	return slices.IndexFunc(s.resources, func(r Resource) bool { return r.ID == id })
}
