package middleware

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// sealer encrypts and authenticates texts for cookies. Every text has a key of
// its own, derived from a random salt by HKDF-SHA256, and is sealed by
// AES-256-GCM: so the number of texts under one of the user's keys does not
// matter, as it would for random nonces of 96 bits. Its use, such as the
// cookie's name, goes into the derivation: what was sealed for one use does not
// open for another.
type sealer struct {
	keys [][]byte // the first seals, all open
	use  string
}

const (
	saltSize  = 16
	aesSize   = 32
	nonceSize = 12
	tagSize   = 16
	leastKey  = 32 // bytes of a user's key
)

// sealedSize is the length of a sealed text of n bytes.
func sealedSize(n int) int { return base64.RawURLEncoding.EncodedLen(saltSize + n + tagSize) }

// seal returns a text of the characters that base64 has for URLs.
func (s *sealer) seal(plain []byte) string {
	sealed := make([]byte, saltSize, saltSize+len(plain)+tagSize)
	_, _ = rand.Read(sealed) // never fails: the program ends before
	aead, nonce := s.cipher(s.keys[0], sealed)
	return base64.RawURLEncoding.EncodeToString(aead.Seal(sealed, nonce, plain, nil))
}

// open returns the text that was sealed under one of the keys. A client that
// sends any other text learns nothing from the time that this takes.
func (s *sealer) open(text string) ([]byte, bool) {
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(sealed) < saltSize+tagSize {
		return nil, false
	}
	salt, body := sealed[:saltSize], sealed[saltSize:]
	for _, key := range s.keys {
		aead, nonce := s.cipher(key, salt)
		if plain, err := aead.Open(nil, nonce, body, nil); err == nil {
			return plain, true
		}
	}
	return nil, false
}

// cipher derives what seals one text.
func (s *sealer) cipher(key, salt []byte) (aead cipher.AEAD, nonce []byte) {
	derived, err := hkdf.Key(sha256.New, key, salt, s.use, aesSize+nonceSize)
	if err != nil {
		panic(err) // never: the length is far below HKDF's limit
	}
	block, err := aes.NewCipher(derived[:aesSize])
	if err != nil {
		panic(err) // never: the key has 32 bytes
	}
	aead, err = cipher.NewGCM(block)
	if err != nil {
		panic(err) // never: AES has blocks of 16 bytes
	}
	return aead, derived[aesSize:]
}
