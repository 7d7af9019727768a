package security

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
)

// account is a user with what only the server knows.
type account struct {
	User
	password passwordHash
}

// accounts stand in for a database.
type accounts map[string]*account

// sampleAccounts returns two, of which the second is disabled.
func sampleAccounts() (accounts, error) {
	all := accounts{}
	for _, a := range []struct {
		username, name, password string
		disabled                 bool
	}{
		{"johndoe", "John Doe", "secret", false},
		{"alice", "Alice Chains", "secretalice", true},
	} {
		hash, err := hashPassword(a.password)
		if err != nil {
			return nil, err
		}
		email := a.username + "@example.com"
		all[a.username] = &account{User{a.username, &email, &a.name, &a.disabled}, hash}
	}
	return all, nil
}

// login returns the account of a name and its password, nil if they are wrong.
func (all accounts) login(username, password string) *account {
	a := all[username]
	if a == nil {
		// An unknown name takes as long as a wrong password.
		passwordHash{}.matches(password)
		return nil
	}
	if !a.password.matches(password) {
		return nil
	}
	return a
}

// passwordHash is a password that cannot be read back.
type passwordHash struct {
	salt [16]byte
	key  [sha256.Size]byte
}

// iterations makes guessing slow. The tutorial starts and is tested in no time;
// an app of your own takes 600,000 or more.
const iterations = 10_000

func hashPassword(password string) (h passwordHash, err error) {
	rand.Read(h.salt[:]) // never fails
	h.key, err = h.derive(password)
	return h, err
}

func (h passwordHash) derive(password string) (key [sha256.Size]byte, err error) {
	derived, err := pbkdf2.Key(sha256.New, password, h.salt[:], iterations, len(key))
	copy(key[:], derived)
	return key, err
}

func (h passwordHash) matches(password string) bool {
	key, err := h.derive(password)
	return err == nil && subtle.ConstantTimeCompare(key[:], h.key[:]) == 1
}
