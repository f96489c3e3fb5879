package io.keepwell.mail;

/// A secret that signs thread tokens. Keys are added, never taken away: old ones verify for ever.
///
/// @param id 0 to 255, travels with each token
/// @param secret at least 16 random bytes
record SigningKey(int id, byte[] secret) {

    SigningKey {
        if (id < 0 || id > 255 || secret.length < 16) {
            throw new IllegalArgumentException("A signing key needs an id from 0 to 255 and at least 16 bytes.");
        }
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "SigningKey[id=" + id + ", secret=***]";
    }
}
